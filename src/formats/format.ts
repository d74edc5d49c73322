import type { Kind } from '../kinds/index.ts';
import type { AnswerLanguage } from '../languages.ts';
import type { DocumentHead } from '../model/document.ts';
import type { Card, CollectionView, ItemView, RecentChangesView, TableView, Urls } from '../model/view.ts';

/** A page of a collection without its cards, in one language or in all at once. */
export type CollectionPageView = Omit<CollectionView, 'items' | 'language'> & { language: AnswerLanguage };

/** A representation of views: pure functions of a view and its URLs, so that the same view gives the same bytes. */
export interface Format {
  /** The extension in URLs, without the dot. */
  extension: string;
  /** The media type without parameters, as `Accept` and `type` name it (RFC 6838). */
  mediaType: string;
  /** `Content-Type`, where it has parameters. */
  contentType?: string;
  /** The media type with the parameters that a range of `Accept` may have, where these are not those of `contentType`. */
  accepted?: string;
  /** Whether it writes the text at a JSON Pointer of an item or a card of a kind; every text by default. */
  writes?(kind: Kind, pointer: string): boolean;
  /** Whether it writes anything of a card; of every card by default. */
  writesCard?(card: Card): boolean;
  /** The kinds whose items it can represent; every kind by default. */
  itemKinds?: readonly Kind[];
  /** Whether it can represent an item of these kinds; every one by default. */
  hasItem?(head: DocumentHead): boolean;
  /** The kinds whose collections it can represent; every kind by default. */
  collectionKinds?: readonly Kind[];
  /** Its own query parameters for collections, each with the one value 1: `?excel=1`. */
  flags?: readonly string[];
  /** Writes an item. */
  item?(view: ItemView, urls: Urls): string;
  /** Writes an item of the JSON of its view, as it is stored; only where the format is JSON of the same form. */
  wrapItem?(text: string, licence: string, urls: Urls): string;
  /** Writes one page of a collection. */
  collection?(view: CollectionView, urls: Urls): string;
  /** Writes one page of a collection of the JSON of its cards, as it is stored. */
  wrapCollection?(cards: readonly string[], view: CollectionPageView, urls: Urls): string;
  /** Writes the items of any kind that were published last. */
  recentChanges?(view: RecentChangesView, urls: Urls): string;
  /** Writes one page of a table: the entries of a list, over all items of a kind. */
  table?(view: TableView, urls: Urls): string;
}
