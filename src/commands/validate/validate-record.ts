import { findName } from '../../i18n/names.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type Content, recordSchema } from '../../kinds/record-schema.ts';
import { type Language, languageTags } from '../../languages.ts';
import { linksOf } from '../../model/edition.ts';
import { checkAddress } from './addresses.ts';
import { checkCharacters, composeAll, textsIn } from './characters.ts';
import { errorsOfIssue, pointerOf, type ValidationError, validationError } from './errors.ts';
import { checkTranslations, type Texts } from './translations.ts';
import { checkUnverified } from './unverified.ts';

/** A valid record, as an editor writes it and a file of content/ contains it. */
export interface ValidRecord extends Content {
  published?: string;
  languages?: readonly Language[];
}

/** The result of validating a record: the record, typed, or all its errors. */
export type Validation = { record: ValidRecord } | { errors: ValidationError[] };

const schemas = new Map<Kind, ReturnType<typeof recordSchema>>();
const schemaOf = (kind: Kind) => {
  const schema = schemas.get(kind) ?? recordSchema(definitionOf(kind));
  schemas.set(kind, schema);
  return schema;
};

/**
 * Returns the languages in which a record is to be published: those that it names, else those in which it has texts, so
 * that a language that the service gets later makes no record invalid. A record without texts lacks all languages.
 */
export const languagesOfRecord = ({ languages, texts }: ValidRecord): readonly Language[] => {
  if (languages) return languages;
  const present = languageTags.filter((language) => texts[language]);
  return present.length > 0 ? present : languageTags;
};

// Each language has a name, or the record says that no official page gives one.
const checkNames = (kind: Kind, firstSlug: string, record: ValidRecord): ValidationError[] => {
  const definition = definitionOf(kind);
  const unnamed = (record.facts.unnamed ?? []) as string[];
  const languages = languagesOfRecord(record);
  const named = languages.filter((language) => findName(definition, firstSlug, record, [language]));
  if (named.length === 0 && definition.composed) return [];
  return languages.flatMap((language) => {
    if (named.includes(language))
      return unnamed.includes(language) ? [validationError('/facts/unnamed', 'named', { language })] : [];
    const mayLack = unnamed.includes(language) && named.length > 0;
    return mayLack ? [] : [validationError(pointerOf(['texts', language, 'name']), 'noName', { language })];
  });
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

/**
 * Validates a record by itself: schema, languages, keys of lists, characters, addresses, readings, periods, `unverified`,
 * names, links to itself. Takes anything and never throws. Decomposed letters are composed in the record that it returns.
 */
export const validateRecord = (kind: Kind, slug: string, input: unknown, firstSlug = slug): Validation => {
  const parsed = schemaOf(kind).safeParse(input, { reportInput: true });
  if (!parsed.success) return { errors: parsed.error.issues.flatMap(errorsOfIssue) };
  const unknown = findPrototypeKeys(input);
  if (unknown.length > 0) return { errors: unknown };
  const record = composeAll(parsed.data as ValidRecord);
  const { fields } = definitionOf(kind);
  const absent = languagesOfRecord(record).filter((language) => !record.texts[language]);
  if (absent.length > 0)
    return {
      errors: absent.map((language) =>
        validationError(pointerOf(['texts', language]), 'missingLanguage', { language }),
      ),
    };
  const texts = new Map(languagesOfRecord(record).map((language) => [language, record.texts[language] ?? {}]));
  const self = linksOf(kind, record.facts).filter(
    (link) => link.kind === kind && (link.slug === slug || link.slug === firstSlug),
  );
  const errors = [
    ...checkTranslations(fields, record, texts),
    ...checkPeriods(kind, record),
    ...checkTexts(record),
    ...checkReadings(texts),
    ...checkUnverified(kind, firstSlug, record, texts),
    ...checkNames(kind, firstSlug, record),
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
  ];
  return errors.length > 0 ? { errors } : { record };
};

/** Checks that the items which a record links to exist, or will. */
export const validateLinks = (
  kind: Kind,
  record: Pick<ValidRecord, 'facts'>,
  exists: (kind: Kind, slug: string) => boolean,
): ValidationError[] =>
  linksOf(kind, record.facts).flatMap((link) => {
    if (exists(link.kind, link.slug)) return [];
    const [outer = '', inner] = link.relation.split('.');
    const path = inner ? ['facts', outer, link.position, inner] : ['facts', outer];
    return [validationError(pointerOf(path), 'dangling', { kind: link.kind, slug: link.slug })];
  });

/** Checks that facts which repeat one of a linked item are equal to it. */
export const validateAgreements = (
  kind: Kind,
  record: ValidRecord,
  factsAt: (kind: Kind, slug: string) => Content['facts'] | undefined,
): ValidationError[] =>
  (definitionOf(kind).agreements ?? []).flatMap(({ fact, relation, with: other }) => {
    const target = linksOf(kind, record.facts).find((link) => link.relation === relation);
    const value = target && factsAt(target.kind, target.slug)?.[other];
    if (!target || value === undefined || value === record.facts[fact]) return [];
    return [
      validationError(pointerOf(['facts', fact]), 'disagreement', {
        kind: target.kind,
        slug: target.slug,
        fact: other,
        value: String(value),
      }),
    ];
  });
