import type { Fields } from '../kinds/fields.ts';
import type { Kind } from '../kinds/index.ts';
import { definitionOf } from '../kinds/index.ts';
import type { Content } from '../kinds/schemas.ts';
import { type Language, languageTags } from '../languages.ts';

/** The permanent name of an item: kind and first slug, which a rename does not change. */
export type ItemId = `${Kind}/${string}`;

/** The slug an item had first: the key of its names. */
export const firstSlugOf = (id: ItemId): string => id.slice(id.indexOf('/') + 1);

/** A link as an edition has it: which relation, at which place of a list (-1 outside one), to what. */
export interface Link {
  relation: string;
  position: number;
  kind: Kind;
  slug: string;
}

/** Why an item is no longer published in a language, since when, and what replaces it. */
export interface Withdrawal {
  date: string;
  notice: Readonly<Partial<Record<Language, string>>>;
  replacement?: { kind: Kind; slug: string };
}

/** One immutable, numbered version of an item, all its languages in it. */
export interface Edition extends Content {
  number: number;
  published: string;
  withdrawals: Readonly<Partial<Record<Language, Withdrawal>>>;
}

/** An item with its live edition; `published` is when the first edition was. */
export interface Item {
  id: ItemId;
  kind: Kind;
  slug: string;
  published: string;
  edition: Edition;
}

/** Where the reader stands: the asked language, whether another may stand in for it, and the origin of links. */
export interface ReadOptions {
  language: Language;
  fallback: boolean;
  origin: string;
}

/** What a card or a reference shows of an item. */
export interface Card extends Readonly<Record<string, unknown>> {
  kind: Kind;
  slug: string;
  name: string | null;
  href: string;
}

/** What every reading notes: JSON Pointers (RFC 6901) into the answer, and which editions it shows. */
export interface Annotations {
  fallbacks: Readonly<Record<string, Language>>;
  unverified: readonly string[];
  dependencies: ReadonlyMap<ItemId, Dependency>;
  /** What entries of lists are known by from edition to edition, by pointer; an entry without texts has none. */
  keys: Readonly<Record<string, string>>;
}

/** An item that an answer shows: its slug, the number of its edition, and when that was published. */
export interface Dependency {
  slug: string;
  edition: number;
  published: string;
}

/** What one vantage sees of an item: frozen, texts chosen, references resolved. Formats read it and nothing else. */
export interface ItemView extends Annotations {
  id: ItemId;
  kind: Kind;
  slug: string;
  language: Language;
  name: string | null;
  aliases: readonly unknown[];
  fields: Readonly<Record<string, unknown>>;
  sources: readonly unknown[];
  languages: readonly Language[];
  edition: number;
  published: string;
  modified: string;
  more: Readonly<Record<string, { kind: Kind; parameter: string }>>;
  licence: string;
}

/** What one vantage sees of a collection, one page of it; `next` is the place after its last item. */
export interface CollectionView extends Annotations {
  kind: Kind;
  language: Language;
  items: readonly Card[];
  total: number | null;
  next: { sort: string; slug: string } | null;
  filters: Filters;
}

/** The items that a list is filtered by, by parameter, and what is noted of them: at `/filters`. Only people are told. */
export interface Filters extends Pick<Annotations, 'fallbacks' | 'unverified'> {
  items: Readonly<Record<string, Card>>;
}

/** What was published last in any kind, as one vantage sees it: newest first. */
export interface RecentChangesView extends Annotations {
  language: Language;
  items: readonly Card[];
}

/** The language that the text at a pointer is given in. */
export const languageAt = (
  { language, fallbacks }: { language: Language; fallbacks: Annotations['fallbacks'] },
  pointer: string,
): Language => fallbacks[pointer] ?? language;

/** Finds for a card of an answer the item it shows: its permanent name, and its edition. */
export const dependencyLookup = ({
  dependencies: shown,
}: Pick<Annotations, 'dependencies'>): ((card: Card) => Dependency & { id: ItemId }) => {
  const bySlug = new Map(
    [...shown].map(([id, each]) => [`${id.slice(0, id.indexOf('/'))}/${each.slug}`, { id, ...each }]),
  );
  return ({ kind, slug }) => {
    const found = bySlug.get(`${kind}/${slug}`);
    if (!found) throw new Error(`${kind}/${slug} is not among the items shown`);
    return found;
  };
};

const linksIn = (fields: Fields, facts: Readonly<Record<string, unknown>>, prefix: string, place: number): Link[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = facts[name];
    if (value === undefined) return [];
    if (field.type === 'link')
      return [{ relation: prefix + name, position: place, kind: field.kind as Kind, slug: String(value) }];
    if (field.type !== 'list') return [];
    return (value as Record<string, unknown>[]).flatMap((entry, index) =>
      linksIn(field.fields, entry, `${name}.`, index),
    );
  });

/** The links of an edition: they stand in its facts, each where it belongs, and are never written twice. */
export const linksOf = (kind: Kind, facts: Content['facts']): Link[] =>
  linksIn(definitionOf(kind).fields, facts, '', -1);

/** The languages an edition can be read in as its own: those it has texts in and that are not withdrawn. */
export const languagesOf = ({ texts, withdrawals }: Pick<Edition, 'texts' | 'withdrawals'>): Language[] =>
  languageTags.filter((language) => texts[language] && !withdrawals[language]);
