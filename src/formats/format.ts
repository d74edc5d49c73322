import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { CollectionView, ItemView, RecentChangesView } from '../model/edition.ts';

/** What a URL of the record leads to: an item, a page of a collection, or what was published last. */
export type ViewType = 'item' | 'page' | 'changes';

/** The URLs an answer names, all absolute. */
export interface Urls {
  /** The item's identifier, the same in every language. */
  id: string;
  /** The service's own origin, which every URL here begins with. */
  origin: string;
  /** This answer's canonical URL. */
  self: string;
  /** The same in the other languages there are. */
  alternates: Readonly<Partial<Record<Language, string>>>;
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

/** A way to write readings down. It reads nothing else, and the same reading gives the same bytes. */
export interface Format {
  /** The extension in URLs. */
  extension: string;
  /** The media type, RFC 6838, as `Accept` and `type` name it. */
  mediaType: string;
  /** `Content-Type`, where it says more than the media type. */
  contentType?: string;
  /** The kinds whose items it can write; every kind where it does not say. */
  itemKinds?: readonly Kind[];
  /** The kinds whose collections it can write; every kind where it does not say. */
  collectionKinds?: readonly Kind[];
  /** Parameters of its own for collections: `?name=1` is the one value they have. */
  flags?: readonly string[];
  /** One item, where the format has items. */
  item?(reading: ItemView, places: Urls): string;
  /** One page of a collection, where the format has collections. */
  page?(page: CollectionView, places: Urls): string;
  /** What was published last in any kind, where the format has that. */
  changes?(changes: RecentChangesView, places: Urls): string;
}
