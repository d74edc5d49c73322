import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type Content, recordSchema } from '../../kinds/record-schema.ts';
import { isLanguage, type Language } from '../../languages.ts';
import { linksOf } from '../../model/edition.ts';
import { checkAddress } from './addresses.ts';
import { checkCharacters, composeAll, textsIn } from './characters.ts';
import { errorsOfIssue, pointerOf, type ValidationError, validationError, withoutRepeated } from './errors.ts';
import { checkableRecord } from './incomplete.ts';
import { checkNames } from './names.ts';
import { checkTranslations, type Texts } from './translations.ts';
import { checkUnverified } from './unverified.ts';
import { languagesOfRecord, type ValidRecord } from './valid-record.ts';

/** The result of validating a record: the record, typed; or all its errors, and what could be checked in spite of them. */
export type Validation = { record: ValidRecord } | { errors: ValidationError[]; checked?: ValidRecord | undefined };

const schemas = new Map<Kind, ReturnType<typeof recordSchema>>();
const schemaOf = (kind: Kind) => {
  const schema = schemas.get(kind) ?? recordSchema(definitionOf(kind));
  schemas.set(kind, schema);
  return schema;
};

// Calendars reject an event that ends before it begins (RFC 5545 §3.8.2.2), and with it the whole file.
const checkPeriods = (kind: Kind, { facts }: ValidRecord): ValidationError[] => {
  const { calendar } = definitionOf(kind);
  if (calendar?.by !== 'entries') return [];
  const { list, period } = calendar;
  return ((facts[list] ?? []) as Record<string, { from?: string; until?: string } | undefined>[]).flatMap(
    (entry, index) => {
      const { from, until } = entry[period] ?? {};
      if (!from || !until || from <= until) return [];
      return [validationError(pointerOf(['facts', list, index, period, 'until']), 'period', { from })];
    },
  );
};

// zod skips this key of a record (z.record) instead of refusing it.
const findPrototypeKeys = (value: unknown, path: readonly string[] = []): ValidationError[] =>
  Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, inner]) =>
    key === '__proto__'
      ? [validationError(pointerOf([...path, key]), 'unknownKey', { key })]
      : findPrototypeKeys(inner, [...path, key]),
  );

// A reading is how a name is pronounced, and what lists are sorted by: hiragana.
const checkReadings = (texts: ReadonlyMap<Language, Texts>): ValidationError[] =>
  [...texts].flatMap(([language, { reading, name }]) =>
    Object.entries({
      '/reading': reading,
      '/name/reading': (name as { reading?: unknown } | undefined)?.reading,
    }).flatMap(([pointer, value]) =>
      typeof value === 'string' && !/^[\p{Script=Hiragana}ー・ \u3000]+$/u.test(value)
        ? [validationError(`/texts/${language}${pointer}`, 'reading')]
        : [],
    ),
  );

const checkTexts = (record: ValidRecord): ValidationError[] =>
  textsIn(record).flatMap(({ text, pointer }) => [...checkCharacters(text, pointer), ...checkAddress(text, pointer)]);

/** What is around a record that is validated. */
export interface ValidationContext {
  /** The texts that stay live beside those of the record, in other languages. */
  carried?: Content['texts'];
  /** Whether it is an edition: its languages may have been published one after the other, so that their texts differ. */
  isEdition?: boolean;
}

// Everything but its form: also of a record that its schema refuses, as far as it can be checked.
const checkContent = (
  kind: Kind,
  slug: string,
  record: ValidRecord,
  firstSlug: string,
  { carried = {}, isEdition = false }: ValidationContext,
): ValidationError[] => {
  const { fields } = definitionOf(kind);
  const [present, absent] = [true, false].map((isThere) =>
    languagesOfRecord(record)
      .filter(isLanguage)
      .filter((language) => (record.texts[language] !== undefined) === isThere),
  ) as [Language[], Language[]];
  const texts = new Map(present.map((language) => [language, record.texts[language] ?? {}]));
  const self = linksOf(kind, record.facts).filter(
    (link) => link.kind === kind && (link.slug === slug || link.slug === firstSlug),
  );
  return [
    ...absent.map((language) => validationError(pointerOf(['texts', language]), 'missingLanguage', { language })),
    ...(isEdition ? [] : checkTranslations(fields, record, texts)),
    ...checkPeriods(kind, record),
    ...checkTexts(record),
    ...checkReadings(texts),
    ...checkUnverified(kind, firstSlug, record, texts),
    ...(isEdition ? [] : checkNames(kind, firstSlug, record, present, carried)),
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
  ];
};

/**
 * Validates a record by itself: schema, languages, keys of lists, characters, addresses, readings, periods, `unverified`,
 * names, links to itself. Takes anything and never throws. Decomposed letters are composed in the record that it returns.
 */
export const validateRecord = (
  kind: Kind,
  slug: string,
  input: unknown,
  firstSlug = slug,
  context: ValidationContext = {},
): Validation => {
  const parsed = schemaOf(kind).safeParse(input, { reportInput: true });
  const ofForm = parsed.success ? [] : parsed.error.issues.flatMap(errorsOfIssue);
  const ofKeys = findPrototypeKeys(input);
  if (ofKeys.length > 0) return { errors: [...ofForm, ...withoutRepeated(ofForm, ofKeys)] };
  const whole = parsed.success ? (parsed.data as ValidRecord) : checkableRecord(input, parsed.error.issues);
  if (!whole) return { errors: ofForm };
  const record = composeAll(whole);
  const errors = [...ofForm, ...withoutRepeated(ofForm, checkContent(kind, slug, record, firstSlug, context))];
  return errors.length > 0 ? { errors, checked: record } : { record };
};
