import type { Kind } from '../../kinds/index.ts';
import { fallbackOrder, type Language } from '../../languages.ts';
import { type Item, type ItemId, languagesOf } from '../../model/edition.ts';
import type { Annotations, Dependency, ReadOptions } from '../../model/view.ts';

/** How many items a list inside an item holds; `more` leads to the rest. */
export const embeddedListLimit = 50;

/** The whole of a list that is cut off inside an item: a kind, filtered by this parameter. */
export type More = Readonly<Record<string, { kind: Kind; parameter: string }>>;

/** Finds the item that a link of a loaded item points at. */
export type Links = (source: ItemId, relation: string, place: number) => Item | undefined;

/** Where a value stands: in this response, and in the response about its own item, as JSON Pointers (RFC 6901). */
export interface Location {
  item: Item;
  pointer: string;
  ownPointer: string;
}

/** Reads localized values for one response, and collects the annotations that belong to them. */
export interface Localizer {
  options: ReadOptions;
  links: Links;
  /** The items of the lists inside the requested item, by field: up to one more than the response holds. */
  lists: ReadonlyMap<string, readonly Item[]>;
  /** Records that a list is cut off, and the collection that holds all of it. */
  markTruncated(pointer: string, kind: Kind, parameter: string): void;
  /** The languages that an item's texts may be taken from, the requested language first. */
  acceptableLanguages(item: Item): Language[];
  /** Records that the response depends on an item: on its edition and its slug. */
  trackDependency(item: Item): void;
  /** Records the language of a value, and whether its item's record marks it as unverified. */
  annotate(location: Location, used?: Language): void;
  /** Whether an item's record marks a value as unverified, for all languages or for this one. */
  isUnverified(item: Item, ownPointer: string, used: Language): boolean;
  /** Marks the value at a pointer as unverified. */
  markUnverified(pointer: string): void;
  /** Records the key of a list's entry. */
  setKey(pointer: string, key: string): void;
  annotations(): Annotations;
  more(): More;
}

const includes = (pointers: unknown, pointer: string): boolean => Array.isArray(pointers) && pointers.includes(pointer);

/** Creates the localizer of one response. */
export const createLocalizer = (
  options: ReadOptions,
  links: Links,
  lists: Localizer['lists'] = new Map(),
): Localizer => {
  const { language, fallback } = options;
  const fallbacks: Record<string, Language> = {};
  const unverified = new Set<string>();
  const dependencies = new Map<ItemId, Dependency>();
  const keys: Record<string, string> = {};
  const more: Record<string, { kind: Kind; parameter: string }> = {};
  const localizer: Localizer = {
    options,
    links,
    lists,
    markTruncated: (pointer, kind, parameter) => {
      more[pointer] = { kind, parameter };
    },
    acceptableLanguages: ({ edition }) => {
      const available = languagesOf(edition);
      return fallbackOrder(language).filter((tag) => available.includes(tag) && (fallback || tag === language));
    },
    trackDependency: ({ id, slug, edition }) => {
      dependencies.set(id, { slug, edition: edition.number, published: edition.published });
    },
    annotate: ({ item, pointer, ownPointer }, used = language) => {
      if (used !== language) fallbacks[pointer] = used;
      if (localizer.isUnverified(item, ownPointer, used)) unverified.add(pointer);
    },
    isUnverified: ({ edition: { facts, texts } }, ownPointer, used) =>
      includes(facts.unverified, ownPointer) || includes(texts[used]?.unverified, ownPointer),
    markUnverified: (pointer) => {
      unverified.add(pointer);
    },
    setKey: (pointer, key) => {
      keys[pointer] = key;
    },
    annotations: () => ({ fallbacks, unverified: [...unverified], dependencies: dependencies, keys }),
    more: () => more,
  };
  return localizer;
};
