import type { Kind } from '../kinds/index.ts';
import type { AnswerLanguage, Language } from '../languages.ts';
import { firstSlugOf, type ItemId } from './edition.ts';
import type { Annotations, Card, Dependency, ItemView } from './view.ts';

/** The items that something stored shows: the edition of each, when that was published, and its slug if it was renamed. */
export type StoredDependencies = readonly (readonly [id: ItemId, edition: number, published: string, slug?: string])[];

/** What an answer for an item says beside its view: enough for its headers. */
export interface DocumentHead extends Pick<ItemView, 'languages' | 'licence'> {
  fallbacks: Annotations['fallbacks'];
  /** In all languages at once: those of its texts. */
  textLanguages?: readonly Language[];
  dependencies: StoredDependencies;
  keys: Annotations['keys'];
  more: ItemView['more'];
  /** Whether it has no event, though items of its kind are in calendars. */
  undated?: true;
}

/** An item's view as it is stored: `view` is its JSON, null where whoever asked has it already. */
export interface ItemDocument {
  item: ItemId;
  version: string;
  /** When readers began to get it: also the removal of something that it showed. An instant; empty where it is not known. */
  since: string;
  head: DocumentHead;
  view: string | null;
}

/** The annotations of a stored card; pointers begin at the card. */
export interface CardHead extends Pick<Annotations, 'fallbacks' | 'unverified' | 'keys'> {
  dependencies: StoredDependencies;
  licence: string;
  /** In all languages at once: those of its texts. */
  languages?: readonly Language[];
}

/** A card as it is stored: `card` is its JSON. */
export interface StoredCard {
  version: string;
  head: CardHead;
  card: string;
}

export const storeDependencies = (dependencies: Annotations['dependencies']): StoredDependencies =>
  Array.from(dependencies, ([id, { slug, edition, published }]) =>
    slug === firstSlugOf(id) ? [id, edition, published] : [id, edition, published, slug],
  );

export const parseDependencies = (stored: StoredDependencies): Map<ItemId, Dependency> =>
  new Map(stored.map(([id, edition, published, slug = firstSlugOf(id)]) => [id, { slug, edition, published }]));

/** Writes a view as JSON, in the order in which an answer in JSON has it. */
export const serializeView = (view: ItemView<unknown, AnswerLanguage>): string =>
  JSON.stringify({
    kind: view.kind,
    slug: view.slug,
    language: view.language,
    name: view.name,
    aliases: view.aliases,
    ...view.fields,
    sources: view.sources,
    unverified: view.unverified,
    fallbacks: view.fallbacks,
    languages: view.languages,
    edition: view.edition,
    published: view.published,
    modified: view.modified,
  });

type SerializedView = Omit<ItemView, 'id' | 'fields' | 'more' | 'licence' | 'dependencies' | 'keys'>;

/** Parses the view of a document. */
export const parseView = (id: ItemId, view: string, head: DocumentHead): ItemView => {
  const { kind, slug, language, name, aliases, sources, unverified, fallbacks, languages, ...rest } = JSON.parse(
    view,
  ) as SerializedView;
  const { edition, published, modified, ...fields } = rest;
  return {
    ...{ id, kind, slug, language, name, aliases, fields, sources, unverified, fallbacks, languages },
    ...{ edition, published, modified, more: head.more, licence: head.licence, keys: head.keys },
    dependencies: parseDependencies(head.dependencies),
  };
};

const prefixed = <Value>(prefix: string, values: Readonly<Record<string, Value>>) =>
  Object.entries(values).map(([pointer, value]) => [prefix + pointer, value] as const);

/** The annotations of a list of cards, each pointer behind that of its card: `/items/{index}`. */
export const annotationsOf = (heads: readonly CardHead[]): Annotations => ({
  fallbacks: Object.fromEntries(heads.flatMap(({ fallbacks }, index) => prefixed(`/items/${index}`, fallbacks))),
  unverified: heads.flatMap(({ unverified }, index) => unverified.map((pointer) => `/items/${index}${pointer}`)),
  keys: Object.fromEntries(heads.flatMap(({ keys }, index) => prefixed(`/items/${index}`, keys))),
  dependencies: parseDependencies(heads.flatMap(({ dependencies }) => dependencies)),
});

/** The licence of a list of cards; undefined where theirs differ, or there is none. */
export const licenceOf = (heads: readonly CardHead[]): string | undefined => {
  const [first, ...others] = new Set(heads.map(({ licence }) => licence));
  return others.length === 0 ? first : undefined;
};

export const parseCard = ({ card }: StoredCard): Card => JSON.parse(card) as Card;

/** A page of a collection, or the recent changes, as stored cards. */
export interface CardPage {
  kind?: Kind;
  language: Language;
  cards: readonly StoredCard[];
}
