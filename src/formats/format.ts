import type { Page, Reading } from '../edition.ts';
import type { Language } from '../languages.ts';
import type { Kind } from '../resources/index.ts';

/** The URLs an answer names, all absolute. */
export interface Places {
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
  /** The next page of a collection. */
  next?: string;
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
  itemsOf?: readonly Kind[];
  /** The kinds whose collections it can write; every kind where it does not say. */
  pagesOf?: readonly Kind[];
  /** One item, where the format has items. */
  item?(reading: Reading, places: Places): string;
  /** One page of a collection, where the format has collections. */
  page?(page: Page, places: Places): string;
}
