import { messagesFor } from '../../i18n/messages.ts';
import { type Card, type CollectionView, type ItemView, pageOf, type Urls } from '../../model/view.ts';
import type { Format } from '../format.ts';
import { createNodeWriter } from './nodes.ts';

const context = 'https://schema.org';

/** The values of a property as a list: those it has already, then others. */
const valuesWith = (value: unknown, others: readonly unknown[]): unknown[] => [
  ...(value === undefined ? [] : [value].flat()),
  ...others,
];

// The HTML page rather than this document: it is what a search engine should link to.
const webPage = (view: ItemView, { formats, self }: Urls) => ({
  '@type': 'WebPage',
  '@id': formats.html ?? self,
  inLanguage: view.language,
  license: view.licence,
  version: view.edition,
  datePublished: view.published,
  dateModified: view.modified,
  isBasedOn: view.sources.map(({ href }) => href),
});

// The same of an item in a list, whose first publication and sources a card does not have.
const webPageOf = ({ language }: CollectionView, { href, licence, edition, modified }: Card) => ({
  '@type': 'WebPage',
  '@id': pageOf({ href }),
  inLanguage: language,
  license: licence,
  version: edition,
  dateModified: modified,
});

/** The node of an item, as its document and its page have it. */
export const itemNode = (view: ItemView, urls: Urls) => {
  const { kind, slug, name, fields, aliases, unverified } = view;
  const node = createNodeWriter(view, urls)({ kind, slug, name, href: '' }, '', fields);
  const alternateNames = (aliases as readonly { text: string; language: string }[])
    .filter((_, index) => !unverified.includes(`/aliases/${index}`))
    .map(({ text, language }) => ({ '@value': text, '@language': language }));
  return {
    '@context': context,
    ...node,
    ...(alternateNames.length > 0 && { alternateName: valuesWith(node.alternateName, alternateNames) }),
    mainEntityOfPage: webPage(view, urls),
  };
};

/** JSON-LD 1.1 with the vocabulary of schema.org. Texts have their language; `@id` is the same in every language. */
export const jsonld: Format = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  item: (view, urls) => JSON.stringify(itemNode(view, urls)),
  collection: (view, urls) => {
    const { kind, language, items, total, licence } = view;
    const writeNode = createNodeWriter(view, urls);
    return JSON.stringify({
      '@context': context,
      '@type': 'ItemList',
      '@id': urls.self,
      name: { '@value': messagesFor(language).t(`kinds.${kind}`), '@language': language },
      numberOfItems: total,
      ...(licence && {
        mainEntityOfPage: { '@type': 'WebPage', '@id': urls.formats.html ?? urls.self, license: licence },
      }),
      // Arrays are unordered in JSON-LD, and the order of Joint Actions is official: each item has its position.
      itemListElement: items.map((card, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        item: { ...writeNode(card, `/items/${index}`), mainEntityOfPage: webPageOf(view, card) },
      })),
    });
  },
};
