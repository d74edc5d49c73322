import { messagesFor } from '../../i18n/messages.ts';
import type { ItemView, Urls } from '../../model/view.ts';
import type { Format } from '../format.ts';
import { writerOf } from './nodes.ts';

const context = 'https://schema.org';

/** Adds names to those a node has already under the same property. */
const also = (value: unknown, more: readonly unknown[]): unknown[] => [
  ...(value === undefined ? [] : [value].flat()),
  ...more,
];

// The page that people read, of which this document is another form: whoever follows a link wants that.
const pageOf = (reading: ItemView, { formats, self }: Urls) => ({
  '@type': 'WebPage',
  '@id': formats.html ?? self,
  inLanguage: reading.language,
  license: reading.licence,
  version: reading.edition,
  datePublished: reading.published,
  dateModified: reading.modified,
  isBasedOn: (reading.sources as readonly { href: string }[]).map(({ href }) => href),
});

/** JSON-LD 1.1 in the vocabulary of schema.org: texts carry their language, `@id` is the same in every language. */
export const jsonld: Format = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  item: (reading, places) => {
    const { kind, slug, name, fields, aliases, unverified } = reading;
    const { nodeOf } = writerOf(reading, places);
    const node = nodeOf({ kind, slug, name, href: '' }, '', fields);
    const others = (aliases as readonly { text: string; language: string }[])
      .filter((_, index) => !unverified.includes(`/aliases/${index}`))
      .map(({ text, language }) => ({ '@value': text, '@language': language }));
    return JSON.stringify({
      '@context': context,
      ...node,
      ...(others.length > 0 && { alternateName: also(node.alternateName, others) }),
      mainEntityOfPage: pageOf(reading, places),
    });
  },
  page: (page, places) => {
    const { kind, language, items, total } = page;
    const { nodeOf } = writerOf(page, places);
    return JSON.stringify({
      '@context': context,
      '@type': 'ItemList',
      '@id': places.self,
      name: { '@value': messagesFor(language).t(`kinds.${kind}`), '@language': language },
      ...(total !== null && { numberOfItems: total }),
      // The order of values means nothing in JSON-LD, and that of Joint Actions is official: each says its place.
      itemListElement: items.map((card, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        item: nodeOf(card, `/items/${index}`),
      })),
    });
  },
};
