import { collectionPage } from '../pages/record/collection.tsx';
import { itemPage } from '../pages/record/item.tsx';
import type { Format } from './format.ts';

/** HTML, for people: one page for each item and each page of a collection, without script. */
export const html: Format = {
  extension: 'html',
  mediaType: 'text/html',
  contentType: 'text/html; charset=utf-8',
  item: itemPage,
  page: collectionPage,
};
