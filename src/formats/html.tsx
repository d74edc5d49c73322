import { collectionPage } from '../pages/record/collection.tsx';
import { itemPage } from '../pages/record/item.tsx';
import type { Format } from './format.ts';

/** HTML: the pages of the website, which work without script. */
export const html: Format = {
  extension: 'html',
  mediaType: 'text/html',
  contentType: 'text/html; charset=utf-8',
  item: itemPage,
  collection: collectionPage,
};
