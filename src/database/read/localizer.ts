import type { Kind } from '../../kinds/index.ts';
import { fallbackOrder, type Language } from '../../languages.ts';
import { type Item, type ItemId, languagesOf } from '../../model/edition.ts';
import type { Annotations, Dependency, ReadOptions } from '../../model/view.ts';

/** How many items a list inside an item holds; `more` leads to the rest. */
export const embeddedListLimit = 50;

/** The whole of a list that is cut off inside an item: a kind, filtered by this parameter. */
export type More = Readonly<Record<string, { kind: Kind; parameter: string }>>;

/** The items that the presented ones point at. */
export type Links = (source: ItemId, relation: string, place: number) => Item | undefined;

/** Where a value stands: in an answer (`here`) and in its item's own answer (`own`), as JSON Pointers (RFC 6901). */
export interface Location {
  item: Item;
  pointer: string;
  ownPointer: string;
}

/** What is seen from one options, and the notes taken of it. */
export interface Localizer {
  options: ReadOptions;
  links: Links;
  /** The items of the lists inside the item that is read, by field: up to one more than are shown. */
  lists: ReadonlyMap<string, readonly Item[]>;
  /** Notes where the whole of a list is that is cut off. */
  markTruncated(here: string, kind: Kind, parameter: string): void;
  /** The languages this reader takes an item's texts from, the asked one first. */
  acceptableLanguages(item: Item): Language[];
  /** Notes that an item is shown. */
  trackDependency(item: Item): void;
  /** Notes in which language a value is given, and whether its item's record calls it unverified. */
  annotate(spot: Location, used?: Language): void;
  /** Whether an item's record calls a value unverified, as this language gives it. */
  isUnverified(item: Item, own: string, used: Language): boolean;
  /** Notes that what stands at a pointer is unverified. */
  markUnverified(here: string): void;
  /** Notes what the entry of a list is known by. */
  setKey(here: string, key: string): void;
  annotations(): Annotations;
  more(): More;
}

const isIn = (pointers: unknown, own: string): boolean => Array.isArray(pointers) && pointers.includes(own);

/** Opens a localizer for one answer. */
export const createLocalizer = (
  options: ReadOptions,
  links: Links,
  lists: Localizer['lists'] = new Map(),
): Localizer => {
  const { language, fallback } = options;
  const fallbacks: Record<string, Language> = {};
  const unverified = new Set<string>();
  const shown = new Map<ItemId, Dependency>();
  const keys: Record<string, string> = {};
  const more: Record<string, { kind: Kind; parameter: string }> = {};
  const localizer: Localizer = {
    options: options,
    links,
    lists,
    markTruncated: (here, kind, parameter) => {
      more[here] = { kind, parameter };
    },
    acceptableLanguages: ({ edition }) => {
      const available = languagesOf(edition);
      return fallbackOrder(language).filter((tag) => available.includes(tag) && (fallback || tag === language));
    },
    trackDependency: ({ id, slug, edition }) => {
      shown.set(id, { slug, edition: edition.number, published: edition.published });
    },
    annotate: ({ item, pointer: here, ownPointer: own }, used = language) => {
      if (used !== language) fallbacks[here] = used;
      if (localizer.isUnverified(item, own, used)) unverified.add(here);
    },
    isUnverified: ({ edition: { facts, texts } }, own, used) =>
      isIn(facts.unverified, own) || isIn(texts[used]?.unverified, own),
    markUnverified: (here) => {
      unverified.add(here);
    },
    setKey: (here, key) => {
      keys[here] = key;
    },
    annotations: () => ({ fallbacks, unverified: [...unverified], dependencies: shown, keys }),
    more: () => more,
  };
  return localizer;
};
