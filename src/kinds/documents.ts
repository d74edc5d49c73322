import { defineKind } from './definition.ts';
import { code, date, fileSize, hidden, labelled, link, maybe, mediaType, pageLinks, url } from './fields.ts';
import { position } from './value-schemas.ts';

/** A document that was issued: an agreement, an outcome document, a press release. */
export const documents = defineKind({
  kind: 'documents',
  naming: 'titles',
  composed: { publisher: 'name', type: 'label', date: 'date' },
  fields: {
    order: maybe(hidden(position(9999))),
    type: code('type', ['agreement', 'joint-statement', 'memorandum', 'outcome-document', 'press-release']),
    date: labelled('issued', date()),
    url: maybe(url()),
    mediaType: maybe(mediaType()),
    size: maybe(fileSize()),
    linkedFrom: maybe(url()),
    copies: pageLinks('organisations'),
    publisher: maybe(link('organisations')),
    council: maybe(link('councils')),
  },
  card: ['type', 'date', 'url', 'mediaType', 'size', 'publisher', 'council'],
  cardFacts: ['type', 'date', 'publisher', 'mediaType'],
  pageFacts: ['type', 'date', 'publisher', 'council', 'mediaType', 'url', 'linkedFrom'],
  schemaOrg: {
    type: 'DigitalDocument',
    fields: {
      type: 'genre',
      date: 'datePublished',
      url: ['url', 'sameAs'],
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
  feed: { day: 'date' },
  order: { by: 'newest', date: 'date', order: 'order' },
  filters: ['council', 'publisher'],
});
