import type { Kind, Table } from '../kinds/index.ts';
import type { AnswerLanguage, Language } from '../languages.ts';
import type { ItemId } from './edition.ts';

/** Where the reader stands: the asked language, whether another may stand in for it, and the origin of links. */
export interface ReadOptions<Tag extends AnswerLanguage = Language> {
  language: Tag;
  fallback: boolean;
  origin: string;
}

/** A text as an answer in one language has it; null where it is in no language that the reader accepts. */
export type LocalText = string | null;

/** A text as an answer in all languages at once has it: by language, without those in which it is missing. */
export type Translations = Readonly<Partial<Record<Language, string>>>;

/** What a reference shows of an item. */
export interface ItemReference<Text = LocalText> extends Readonly<Record<string, unknown>> {
  kind: Kind;
  slug: string;
  name: Text;
  href: string;
}

/** Returns the URL of an item's page. It names the format, so that every program gets a page: what people follow and copy. */
export const pageOf = ({ href }: Pick<ItemReference, 'href'>): string => `${href}.html`;

/**
 * What a list shows of an item: a reference, the facts and texts that its kind lists, and what a program needs to keep a
 * copy: the item's identifier, its licence, its languages, when it was first published, the number of its edition and when
 * that was.
 */
export interface Card<Text = LocalText> extends ItemReference<Text> {
  id: string;
  licence: string;
  languages: readonly Language[];
  edition: number;
  published: string;
  modified: string;
}

/** What belongs to every view beside its values: JSON Pointers (RFC 6901) into it, and the editions it depends on. */
export interface Annotations {
  fallbacks: Readonly<Record<string, Language>>;
  unverified: readonly string[];
  dependencies: ReadonlyMap<ItemId, Dependency>;
  /** The keys of entries of lists, which stay the same from edition to edition, by pointer; entries without texts have none. */
  keys: Readonly<Record<string, string>>;
}

/** An item that an answer shows: its slug, the number of its edition, and when that was published. */
export interface Dependency {
  slug: string;
  edition: number;
  published: string;
}

/** A page that the record rests on; its title and its publisher in its own language. */
export interface Source {
  href: string;
  language: string;
  title?: string;
  publisherName?: string;
}

/** An item for one set of read options: texts chosen, references resolved. Formats read it and nothing else. */
export interface ItemView<Text = LocalText, Tag = Language> extends Annotations {
  id: ItemId;
  kind: Kind;
  slug: string;
  language: Tag;
  name: Text;
  aliases: readonly unknown[];
  fields: Readonly<Record<string, unknown>>;
  sources: readonly Source[];
  languages: readonly Language[];
  edition: number;
  published: string;
  modified: string;
  more: Readonly<Record<string, { kind: Kind; parameter: string }>>;
  licence: string;
}

/** One page of a collection for one set of read options; `next` is the sort key and slug of its last item, if more follow. */
export interface CollectionView extends Annotations {
  kind: Kind;
  language: Language;
  items: readonly Card[];
  total: number;
  next: { sort: string; slug: string } | null;
  filters: Filters;
  /** The licence of its items, where all have the same. */
  licence?: string;
}

/** The items that a list is filtered by, by parameter, with their annotations (at `/filters`). Only HTML shows them. */
export interface Filters extends Pick<Annotations, 'fallbacks' | 'unverified'> {
  items: Readonly<Record<string, ItemReference>>;
}

/** What was published last in any kind, for one set of read options: newest first. */
export interface RecentChangesView extends Annotations {
  language: Language;
  items: readonly Card[];
  /** The licence of its items, where all have the same. */
  licence?: string;
}

/** A row of a table: an entry of a list of an item. */
export interface TableRow {
  /** The item's identifier, a URL. */
  id: string;
  item: ItemView;
  entry: Readonly<Record<string, unknown>>;
  /** The JSON Pointer of the entry in the item. */
  pointer: string;
}

/** One page of a table: the entries of a list, over items of a kind in their order. */
export interface TableView {
  table: Table;
  language: Language;
  rows: readonly TableRow[];
}

/** The language that the text at a pointer is given in. */
export const languageAt = (
  { language, fallbacks }: { language: Language; fallbacks: Annotations['fallbacks'] },
  pointer: string,
): Language => fallbacks[pointer] ?? language;

/** Finds for a card or a reference of an answer the item it shows: its permanent name, and its edition. */
export const dependencyLookup = ({
  dependencies: shown,
}: Pick<Annotations, 'dependencies'>): ((reference: ItemReference) => Dependency & { id: ItemId }) => {
  const bySlug = new Map(
    [...shown].map(([id, each]) => [`${id.slice(0, id.indexOf('/'))}/${each.slug}`, { id, ...each }]),
  );
  return ({ kind, slug }) => {
    const found = bySlug.get(`${kind}/${slug}`);
    if (!found) throw new Error(`${kind}/${slug} is not among the items shown`);
    return found;
  };
};

/** The URLs an answer names, all absolute. */
export interface Urls {
  /** The item's identifier, the same in every language. */
  id: string;
  /** The service's own origin, which every URL here begins with. */
  origin: string;
  /** The URL of this very answer, in which nothing is negotiated. */
  self: string;
  /** The URL that it is to be found by (RFC 6596): with fallbacks, where this answer has none. */
  canonical: string;
  /** The same in the other languages there are. */
  alternates: Readonly<Partial<Record<Language, string>>>;
  /** The same in all languages at once; where this answer is that itself, there is none. */
  multilingual?: string;
  /** This in every format there is, by extension. */
  formats: Readonly<Record<string, string>>;
  /** The media types of those formats, by extension. */
  mediaTypes: Readonly<Record<string, string>>;
  /** The first page of a collection, which is this answer itself where it has but one. */
  first: string;
  /** The next page of a collection. */
  next?: string;
  /** The format's own parameters that were asked for. */
  flags: ReadonlySet<string>;
  /** For a list that is cut off: where the whole of it is, by JSON Pointer. */
  more: Readonly<Record<string, string>>;
}
