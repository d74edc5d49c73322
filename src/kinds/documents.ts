import * as z from 'zod';
import { defineKind } from './definition.ts';
import { address, code, date, fact, group, hidden, languageTag, link, list, maybe, plain, position } from './fields.ts';

/** A document that was issued: an agreement, an outcome document, a press release. */
export const documents = defineKind({
  kind: 'documents',
  naming: 'titles',
  composed: { publisher: 'name', type: 'label', date: 'date' },
  fields: {
    order: maybe(hidden(position(9999))),
    type: code('agreement', 'joint-statement', 'memorandum', 'outcome-document', 'press-release'),
    date: date(),
    url: maybe(fact(address)),
    mediaType: maybe(
      fact(() =>
        z
          .string()
          .max(100)
          .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'media'),
      ),
    ),
    size: maybe(
      group({ bytes: fact(() => z.int().min(1)), exact: fact(() => z.boolean()), stated: fact(() => plain(20)) }),
    ),
    linkedFrom: maybe(fact(address)),
    copies: list({ href: fact(address), language: fact(languageTag), publisher: link('organisations') }),
    publisher: maybe(link('organisations')),
    council: maybe(link('councils')),
  },
  card: ['type', 'date', 'url', 'mediaType', 'size', 'publisher'],
  schemaOrg: {
    type: 'DigitalDocument',
    fields: {
      type: 'genre',
      date: 'datePublished',
      url: 'url',
      mediaType: 'encodingFormat',
      'size.stated': 'size',
      copies: {
        property: 'workExample',
        thing: { type: 'DigitalDocument', fields: { href: 'url', language: 'inLanguage', publisher: 'publisher' } },
      },
      publisher: 'publisher',
      council: 'about',
    },
  },
  order: { by: 'newest', date: 'date', order: 'order' },
  filters: ['council', 'publisher'],
});
