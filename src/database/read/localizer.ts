import type { Kind } from '../../kinds/index.ts';
import { fallbackOrder, type Language } from '../../languages.ts';
import { type Item, type ItemId, languagesOf, type Notes, type Shown, type Vantage } from '../../model/edition.ts';

/** How many items a list inside an item holds; `more` leads to the rest. */
export const inside = 50;

/** The whole of a list that is cut off inside an item: a kind, filtered by this parameter. */
export type More = Readonly<Record<string, { kind: Kind; parameter: string }>>;

/** The items that the presented ones point at. */
export type Links = (source: ItemId, relation: string, place: number) => Item | undefined;

/** Where a value stands: in an answer (`here`) and in its item's own answer (`own`), as JSON Pointers (RFC 6901). */
export interface Spot {
  item: Item;
  here: string;
  own: string;
}

/** What is seen from one vantage, and the notes taken of it. */
export interface Scene {
  vantage: Vantage;
  links: Links;
  /** The items of the lists inside the item that is read, by field: up to one more than are shown. */
  lists: ReadonlyMap<string, readonly Item[]>;
  /** Notes where the whole of a list is that is cut off. */
  cut(here: string, kind: Kind, parameter: string): void;
  /** The languages this reader takes an item's texts from, the asked one first. */
  acceptable(item: Item): Language[];
  /** Notes that an item is shown. */
  show(item: Item): void;
  /** Notes in which language a value is given, and whether its item's record calls it unverified. */
  note(spot: Spot, used?: Language): void;
  /** Whether an item's record calls a value unverified, as this language gives it. */
  doubtful(item: Item, own: string, used: Language): boolean;
  /** Notes that what stands at a pointer is unverified. */
  doubt(here: string): void;
  /** Notes what the entry of a list is known by. */
  hold(here: string, key: string): void;
  notes(): Notes;
  more(): More;
}

const isIn = (pointers: unknown, own: string): boolean => Array.isArray(pointers) && pointers.includes(own);

/** Opens a scene for one answer. */
export const openScene = (vantage: Vantage, links: Links, lists: Scene['lists'] = new Map()): Scene => {
  const { language, fallback } = vantage;
  const fallbacks: Record<string, Language> = {};
  const unverified = new Set<string>();
  const shown = new Map<ItemId, Shown>();
  const keys: Record<string, string> = {};
  const more: Record<string, { kind: Kind; parameter: string }> = {};
  const scene: Scene = {
    vantage,
    links,
    lists,
    cut: (here, kind, parameter) => {
      more[here] = { kind, parameter };
    },
    acceptable: ({ edition }) => {
      const available = languagesOf(edition);
      return fallbackOrder(language).filter((tag) => available.includes(tag) && (fallback || tag === language));
    },
    show: ({ id, slug, edition }) => {
      shown.set(id, { slug, edition: edition.number, published: edition.published });
    },
    note: ({ item, here, own }, used = language) => {
      if (used !== language) fallbacks[here] = used;
      if (scene.doubtful(item, own, used)) unverified.add(here);
    },
    doubtful: ({ edition: { facts, texts } }, own, used) =>
      isIn(facts.unverified, own) || isIn(texts[used]?.unverified, own),
    doubt: (here) => {
      unverified.add(here);
    },
    hold: (here, key) => {
      keys[here] = key;
    },
    notes: () => ({ fallbacks, unverified: [...unverified], shown, keys }),
    more: () => more,
  };
  return scene;
};
