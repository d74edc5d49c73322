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

/** The location of a field: also the list and the index it is in (-1: in none), and the path to its texts. */
export interface FieldLocation extends Location {
  list: string;
  index: number;
  path: readonly string[];
}

/** The location of an item itself, at a pointer of the response. */
export const rootLocation = (item: Item, pointer: string): FieldLocation => ({
  item,
  pointer,
  ownPointer: '',
  list: '',
  index: -1,
  path: [],
});

/** The location of a field inside another location. */
export const childLocation = (parent: FieldLocation, name: string): FieldLocation => ({
  ...parent,
  pointer: `${parent.pointer}/${name}`,
  ownPointer: `${parent.ownPointer}/${name}`,
  path: [...parent.path, name],
});

/** Reads localized values for one response, and collects the annotations that belong to them. */
export interface Localizer {
  options: ReadOptions;
  links: Links;
  /** The items of the lists inside the requested item, by field: up to one more than the response holds. */
  lists: ReadonlyMap<string, readonly Item[]>;
  /** Records that a list is cut off, and the collection that holds all of it. */
  markTruncated(pointer: string, kind: Kind, parameter: string): void;
  /** The languages that an item's texts may be taken from, the requested language first. */
  acceptableLanguages(item: Item): readonly Language[];
  /** The text at a location; null where the record has it in no acceptable language, undefined where it has none. */
  text(location: FieldLocation): string | null | undefined;
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

const textAt = (texts: object | undefined, { path }: FieldLocation): string | undefined => {
  let value: unknown = texts;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value as string | undefined;
};

/** Creates the localizer of one response. */
export const createLocalizer = (
  options: ReadOptions,
  links: Links,
  lists: Localizer['lists'] = new Map(),
): Localizer => {
  const { language, fallback } = options;
  const order = fallbackOrder(language).filter((tag) => fallback || tag === language);
  const acceptable = new Map<Item, readonly Language[]>();
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
    acceptableLanguages: (item) => {
      const known = acceptable.get(item);
      if (known) return known;
      const available = languagesOf(item.edition);
      const languages = order.filter((tag) => available.includes(tag));
      acceptable.set(item, languages);
      return languages;
    },
    text: (location) => {
      const { edition } = location.item;
      const has = (tag: Language) => textAt(edition.texts[tag], location) !== undefined;
      const used = localizer.acceptableLanguages(location.item).find(has);
      if (!used) return languagesOf(edition).some(has) ? null : undefined;
      localizer.annotate(location, used);
      return textAt(edition.texts[used], location);
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
