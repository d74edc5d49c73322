import { findName } from '../../i18n/names.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type Content, recordSchema } from '../../kinds/schemas.ts';
import { type Language, languageTags } from '../../languages.ts';
import { linksOf } from '../../model/edition.ts';
import { errorsOfIssue, pointerOf, type ValidationError, validationError } from './errors.ts';
import { checkTranslations, type Texts } from './translations.ts';

/** A record that has passed its schema: what an editor writes, and a file of content/ holds. */
export interface ValidRecord extends Content {
  published?: string;
  languages?: readonly Language[];
}

const schemas = new Map<Kind, ReturnType<typeof recordSchema>>();
const schemaOf = (kind: Kind) => {
  const schema = schemas.get(kind) ?? recordSchema(definitionOf(kind));
  schemas.set(kind, schema);
  return schema;
};

/** The languages a record is to be published in: those it names, or all. */
export const languagesOfRecord = ({ languages = languageTags }: ValidRecord): readonly Language[] => languages;

const namesOf = (kind: Kind, firstSlug: string, draft: ValidRecord): ValidationError[] => {
  const resource = definitionOf(kind);
  const unnamed = (draft.facts.unnamed ?? []) as string[];
  const languages = languagesOfRecord(draft);
  const named = languages.filter((language) => findName(resource, firstSlug, draft, [language]));
  if (named.length === 0 && resource.composed) return [];
  return languages.flatMap((language) => {
    if (named.includes(language))
      return unnamed.includes(language) ? [validationError('/facts/unnamed', 'named', { language })] : [];
    const excused = unnamed.includes(language) && named.length > 0;
    return excused ? [] : [validationError(pointerOf(['texts', language, 'name']), 'noName', { language })];
  });
};

// What is due by a day before the one it is due from is due never, and a calendar that says so is refused whole.
const periodsOf = (kind: Kind, { facts }: ValidRecord): ValidationError[] => {
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

// The one key of a record of texts that a schema passes over, unknown as any other.
const passedOver = (value: unknown, path: readonly string[] = []): ValidationError[] =>
  Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, inner]) =>
    key === '__proto__'
      ? [validationError(pointerOf([...path, key]), 'unknownKey', { key })]
      : passedOver(inner, [...path, key]),
  );

// A doubt about a field that no answer has would be told to nobody.
const doubtsOf = (kind: Kind, draft: ValidRecord, texts: ReadonlyMap<Language, Texts>): ValidationError[] => {
  const fields = [...Object.keys(definitionOf(kind).fields), 'name', 'aliases', 'note'];
  const odd = (pointers: unknown, path: readonly string[]) =>
    ((pointers ?? []) as string[]).flatMap((pointer, index) =>
      fields.includes(pointer.split('/')[1] ?? '')
        ? []
        : [validationError(pointerOf([...path, index]), 'pointer', { pointer })],
    );
  return [
    ...odd(draft.facts.unverified, ['facts', 'unverified']),
    ...[...texts].flatMap(([language, all]) => odd(all.unverified, ['texts', language, 'unverified'])),
  ];
};

/** Checks a record by itself: its schema, its languages, its keys, its names. Total: whatever comes in, faults come out. */
export const validateRecord = (
  kind: Kind,
  slug: string,
  record: unknown,
  firstSlug = slug,
): { draft: ValidRecord } | { faults: ValidationError[] } => {
  const parsed = schemaOf(kind).safeParse(record, { reportInput: true });
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(errorsOfIssue) };
  const unknown = passedOver(record);
  if (unknown.length > 0) return { faults: unknown };
  const draft = parsed.data as ValidRecord;
  const { fields } = definitionOf(kind);
  const absent = languagesOfRecord(draft).filter((language) => !draft.texts[language]);
  if (absent.length > 0)
    return {
      faults: absent.map((language) =>
        validationError(pointerOf(['texts', language]), 'missingLanguage', { language }),
      ),
    };
  const texts = new Map(languagesOfRecord(draft).map((language) => [language, draft.texts[language] ?? {}]));
  const self = linksOf(kind, draft.facts).filter(
    (link) => link.kind === kind && (link.slug === slug || link.slug === firstSlug),
  );
  const faults = [
    ...checkTranslations(fields, draft, texts),
    ...periodsOf(kind, draft),
    ...doubtsOf(kind, draft, texts),
    ...namesOf(kind, firstSlug, draft),
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
  ];
  return faults.length > 0 ? { faults } : { draft };
};

/** Checks what a record points at; `exists` knows what there is or will be. */
export const validateLinks = (
  kind: Kind,
  draft: ValidRecord,
  exists: (kind: Kind, slug: string) => boolean,
): ValidationError[] =>
  linksOf(kind, draft.facts).flatMap((link) => {
    if (exists(link.kind, link.slug)) return [];
    const [outer = '', inner] = link.relation.split('.');
    const path = inner ? ['facts', outer, link.position, inner] : ['facts', outer];
    return [validationError(pointerOf(path), 'dangling', { kind: link.kind, slug: link.slug })];
  });

/** Checks the facts that repeat one of a linked item; `factsAt` knows the facts of what there is or will be. */
export const validateAgreements = (
  kind: Kind,
  draft: ValidRecord,
  factsAt: (kind: Kind, slug: string) => Content['facts'] | undefined,
): ValidationError[] =>
  (definitionOf(kind).agreements ?? []).flatMap(({ fact, relation, with: other }) => {
    const target = linksOf(kind, draft.facts).find((link) => link.relation === relation);
    const value = target && factsAt(target.kind, target.slug)?.[other];
    if (!target || value === undefined || value === draft.facts[fact]) return [];
    return [
      validationError(pointerOf(['facts', fact]), 'disagreement', {
        kind: target.kind,
        slug: target.slug,
        fact: other,
        value: String(value),
      }),
    ];
  });
