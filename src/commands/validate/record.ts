import { nameOf } from '../../i18n/messages.ts';
import { type Kind, resourceOf } from '../../kinds/index.ts';
import { type Content, recordSchema } from '../../kinds/schemas.ts';
import { type Language, languageTags } from '../../languages.ts';
import { linksOf } from '../../model/edition.ts';
import { type Fault, fault, faultsOf, pointerOf } from './errors.ts';
import { paritiesOf, type Texts } from './translations.ts';

/** A record that has passed its schema: what an editor writes, and a file of content/ holds. */
export interface Draft extends Content {
  published?: string;
  languages?: readonly Language[];
}

const schemas = new Map<Kind, ReturnType<typeof recordSchema>>();
const schemaOf = (kind: Kind) => {
  const schema = schemas.get(kind) ?? recordSchema(resourceOf(kind));
  schemas.set(kind, schema);
  return schema;
};

/** The languages a record is to be published in: those it names, or all. */
export const languagesIn = ({ languages = languageTags }: Draft): readonly Language[] => languages;

const namesOf = (kind: Kind, firstSlug: string, draft: Draft): Fault[] => {
  const resource = resourceOf(kind);
  const unnamed = (draft.facts.unnamed ?? []) as string[];
  const languages = languagesIn(draft);
  const named = languages.filter((language) => nameOf(resource, firstSlug, draft, [language]));
  if (named.length === 0 && resource.composed) return [];
  return languages.flatMap((language) => {
    if (named.includes(language))
      return unnamed.includes(language) ? [fault('/facts/unnamed', 'named', { language })] : [];
    const excused = unnamed.includes(language) && named.length > 0;
    return excused ? [] : [fault(pointerOf(['texts', language, 'name']), 'noName', { language })];
  });
};

// What is due by a day before the one it is due from is due never, and a calendar that says so is refused whole.
const periodsOf = (kind: Kind, { facts }: Draft): Fault[] => {
  const { calendar } = resourceOf(kind);
  if (calendar?.by !== 'entries') return [];
  const { list, period } = calendar;
  return ((facts[list] ?? []) as Record<string, { from?: string; until?: string } | undefined>[]).flatMap(
    (entry, index) => {
      const { from, until } = entry[period] ?? {};
      if (!from || !until || from <= until) return [];
      return [fault(pointerOf(['facts', list, index, period, 'until']), 'period', { from })];
    },
  );
};

// The one key of a record of texts that a schema passes over, unknown as any other.
const passedOver = (value: unknown, path: readonly string[] = []): Fault[] =>
  Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, inner]) =>
    key === '__proto__' ? [fault(pointerOf([...path, key]), 'unknownKey', { key })] : passedOver(inner, [...path, key]),
  );

// A doubt about a field that no answer has would be told to nobody.
const doubtsOf = (kind: Kind, draft: Draft, texts: ReadonlyMap<Language, Texts>): Fault[] => {
  const fields = [...Object.keys(resourceOf(kind).fields), 'name', 'aliases', 'note'];
  const odd = (pointers: unknown, path: readonly string[]) =>
    ((pointers ?? []) as string[]).flatMap((pointer, index) =>
      fields.includes(pointer.split('/')[1] ?? '') ? [] : [fault(pointerOf([...path, index]), 'pointer', { pointer })],
    );
  return [
    ...odd(draft.facts.unverified, ['facts', 'unverified']),
    ...[...texts].flatMap(([language, all]) => odd(all.unverified, ['texts', language, 'unverified'])),
  ];
};

/** Checks a record by itself: its schema, its languages, its keys, its names. Total: whatever comes in, faults come out. */
export const checkRecord = (
  kind: Kind,
  slug: string,
  record: unknown,
  firstSlug = slug,
): { draft: Draft } | { faults: Fault[] } => {
  const parsed = schemaOf(kind).safeParse(record, { reportInput: true });
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOf) };
  const unknown = passedOver(record);
  if (unknown.length > 0) return { faults: unknown };
  const draft = parsed.data as Draft;
  const { fields } = resourceOf(kind);
  const absent = languagesIn(draft).filter((language) => !draft.texts[language]);
  if (absent.length > 0)
    return { faults: absent.map((language) => fault(pointerOf(['texts', language]), 'missingLanguage', { language })) };
  const texts = new Map(languagesIn(draft).map((language) => [language, draft.texts[language] ?? {}]));
  const self = linksOf(kind, draft.facts).filter(
    (link) => link.kind === kind && (link.slug === slug || link.slug === firstSlug),
  );
  const faults = [
    ...paritiesOf(fields, draft, texts),
    ...periodsOf(kind, draft),
    ...doubtsOf(kind, draft, texts),
    ...namesOf(kind, firstSlug, draft),
    ...self.map(({ relation }) => fault(pointerOf(['facts', ...relation.split('.')]), 'self')),
  ];
  return faults.length > 0 ? { faults } : { draft };
};

/** Checks what a record points at; `exists` knows what there is or will be. */
export const checkLinks = (kind: Kind, draft: Draft, exists: (kind: Kind, slug: string) => boolean): Fault[] =>
  linksOf(kind, draft.facts).flatMap((link) => {
    if (exists(link.kind, link.slug)) return [];
    const [outer = '', inner] = link.relation.split('.');
    const path = inner ? ['facts', outer, link.place, inner] : ['facts', outer];
    return [fault(pointerOf(path), 'dangling', { kind: link.kind, slug: link.slug })];
  });

/** Checks the facts that repeat one of a linked item; `factsAt` knows the facts of what there is or will be. */
export const checkAgreements = (
  kind: Kind,
  draft: Draft,
  factsAt: (kind: Kind, slug: string) => Content['facts'] | undefined,
): Fault[] =>
  (resourceOf(kind).agreements ?? []).flatMap(({ fact, relation, with: other }) => {
    const target = linksOf(kind, draft.facts).find((link) => link.relation === relation);
    const value = target && factsAt(target.kind, target.slug)?.[other];
    if (!target || value === undefined || value === draft.facts[fact]) return [];
    return [
      fault(pointerOf(['facts', fact]), 'disagreement', {
        kind: target.kind,
        slug: target.slug,
        fact: other,
        value: String(value),
      }),
    ];
  });
