import { multilingual as inAllLanguages } from '../languages.ts';
import { serializeView } from '../model/document.ts';
import type { Urls } from '../model/view.ts';
import type { Format } from './format.ts';

const linksOf = ({ self, alternates, multilingual }: Urls, licence: string | undefined) => ({
  self,
  alternates: { ...alternates, [inAllLanguages]: multilingual },
  licence,
});

// The stored text, with the URLs around it.
const wrapItem: NonNullable<Format['wrapItem']> = (text, licence, urls) => {
  const end = JSON.stringify({ more: urls.more, links: linksOf(urls, licence) });
  return `{"id":${JSON.stringify(urls.id)},${text.slice(1, -1)},${end.slice(1)}`;
};

const wrapCollection: NonNullable<Format['wrapCollection']> = (
  cards,
  { kind, language, total, unverified, fallbacks, licence },
  urls,
) => {
  const begin = JSON.stringify({ kind, language });
  const end = JSON.stringify({ total, next: urls.next ?? null, unverified, fallbacks, links: linksOf(urls, licence) });
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
