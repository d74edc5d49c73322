import type { Kind } from '../../kinds/index.ts';
import type { AnswerLanguage, Language } from '../../languages.ts';
import type { Item, ItemId } from '../../model/edition.ts';
import type { Annotations, Dependency, LocalText, ReadOptions } from '../../model/view.ts';

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

/** What a localizer collects beside the values that it reads. */
export interface Collected {
  fallbacks: Record<string, Language>;
  unverified: Set<string>;
  dependencies: Map<ItemId, Dependency>;
  keys: Record<string, string>;
  more: Record<string, { kind: Kind; parameter: string }>;
}

/**
 * Reads localized values for one response, in one language or in all at once, and collects the annotations that belong to
 * them. `Text` is what a text is in that response.
 */
export interface Localizer<Text = LocalText, Tag extends AnswerLanguage = AnswerLanguage> {
  options: ReadOptions<Tag>;
  links: Links;
  /** The items of the lists inside the requested item, by field: up to one more than the response holds. */
  lists: ReadonlyMap<string, readonly Item[]>;
  /** Writes the text for a pointer, by what `write` gives in one language for a pointer of its own. */
  translate(pointer: string, write: (localizer: LanguageLocalizer, pointer: string) => LocalText): Text;
  /** The same for a text that there may not be. */
  translateIfAny(
    pointer: string,
    write: (localizer: LanguageLocalizer, pointer: string) => LocalText | undefined,
  ): Text | undefined;
  /** Records that a list is cut off, and the collection that holds all of it. */
  markTruncated(pointer: string, kind: Kind, parameter: string): void;
  /** Records that the response depends on an item: on its edition and its slug. */
  trackDependency(item: Item): void;
  /** Records whether the record of a fact's item marks it as unverified. */
  annotateFact(location: Location): void;
  /** Records the key of a list's entry. */
  setKey(pointer: string, key: string): void;
  annotations(): Annotations;
  more(): More;
}

/** The localizer of a response in one language. */
export interface LanguageLocalizer extends Localizer<LocalText, Language> {
  /** The languages that an item's texts may be taken from, the requested language first. */
  acceptableLanguages(item: Item): readonly Language[];
  /** The text at a location; null where the record has it in no acceptable language, undefined where it has none. */
  text(location: FieldLocation): LocalText | undefined;
  /** Records the language of a value, and whether its item's record marks it as unverified. */
  annotate(location: Location, used?: Language): void;
  /** Whether an item's record marks a value as unverified, for all languages or for this one. */
  isUnverified(item: Item, ownPointer: string, used: Language): boolean;
  /** Marks the value at a pointer as unverified. */
  markUnverified(pointer: string): void;
}

/** Begins a collection. */
export const collect = (): Collected => ({
  fallbacks: {},
  unverified: new Set(),
  dependencies: new Map(),
  keys: {},
  more: {},
});

/** What of a localizer does not depend on the language. */
export const collecting = ({ fallbacks, unverified, dependencies, keys, more }: Collected) => ({
  markTruncated: (pointer: string, kind: Kind, parameter: string) => {
    more[pointer] = { kind, parameter };
  },
  trackDependency: ({ id, slug, edition }: Item) => {
    dependencies.set(id, { slug, edition: edition.number, published: edition.published });
  },
  setKey: (pointer: string, key: string) => {
    keys[pointer] = key;
  },
  annotations: () => ({ fallbacks, unverified: [...unverified], dependencies, keys }),
  more: () => more,
});
