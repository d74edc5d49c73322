import { serializeView } from '../model/document.ts';
import type { Format } from './format.ts';

// The stored text, with the URLs around it.
const wrapItem: NonNullable<Format['wrapItem']> = (text, licence, { id, self, alternates, more }) => {
  const end = JSON.stringify({ more, links: { self, alternates, licence } });
  return `{"id":${JSON.stringify(id)},${text.slice(1, -1)},${end.slice(1)}`;
};

const wrapCollection: NonNullable<Format['wrapCollection']> = (
  cards,
  { kind, language, total, unverified, fallbacks, licence },
  { self, alternates, next },
) => {
  const begin = JSON.stringify({ kind, language });
  const end = JSON.stringify({
    total,
    next: next ?? null,
    unverified,
    fallbacks,
    links: { self, alternates, licence },
  });
  return `${begin.slice(0, -1)},"items":[${cards.join(',')}],${end.slice(1)}`;
};

/** JSON, RFC 8259. The order of the members is fixed; only what has to be escaped is. */
export const json: Format = {
  extension: 'json',
  mediaType: 'application/json',
  item: (view, urls) => wrapItem(serializeView(view), view.licence, urls),
  wrapItem,
  collection: ({ items, ...view }, urls) =>
    wrapCollection(
      items.map((item) => JSON.stringify(item)),
      view,
      urls,
    ),
  wrapCollection,
};
