import type { Kind } from '../kinds/index.ts';
import type { CollectionView, ItemView, RecentChangesView, Urls } from '../model/view.ts';

/** What a URL of the record leads to: an item, a page of a collection, or what was published last. */
export type ViewType = 'item' | 'page' | 'changes';

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
