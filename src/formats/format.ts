import type { Page, Reading } from '../edition.ts';
import type { Language } from '../languages.ts';

/** The URLs an answer names, all absolute. */
export interface Places {
  /** The item's identifier, the same in every language. */
  id: string;
  /** This answer's canonical URL. */
  self: string;
  /** The same in the other languages there are. */
  alternates: Readonly<Partial<Record<Language, string>>>;
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
  /** One item, where the format has items. */
  item?(reading: Reading, places: Places): string;
  /** One page of a collection, where the format has collections. */
  page?(page: Page, places: Places): string;
}
