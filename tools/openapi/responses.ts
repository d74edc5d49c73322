import type * as z from 'zod';
import { formatsOf } from '../../src/formats/index.ts';
import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import type { ProblemCode } from '../../src/problem-codes.ts';
import type { ViewType } from '../../src/url.ts';
import type { Draft, Node } from './builder.ts';
import { headersOf } from './headers.ts';
import { type Form, fill } from './messages.ts';
import { consultedFor } from './parameters.ts';
import { codesWith, problemResponse } from './problems.ts';
import { schemas, shareSchema } from './schemas.ts';

/** What a negotiated answer carries beside what it carries anyway. */
export const negotiatedHeaders = (consulted: readonly string[]): string[] =>
  consulted.length > 0 ? ['Content-Location', `Vary.${consulted.join('.')}`] : [];

const textual: Node = { schema: { type: 'string' } };
const linkedData: Node = {
  schema: {
    type: 'object',
    required: ['@context', '@id', '@type'],
    properties: {
      '@context': { const: 'https://schema.org' },
      '@id': { type: 'string', format: 'uri' },
      '@type': { type: 'string' },
    },
    additionalProperties: true,
  },
};

const written = (mediaType: string): Node => (mediaType.endsWith('+json') ? linkedData : textual);

/** The `content` of an answer: JSON by its schema, with its example; linked data as an object; all else is text. */
export const contentOf = (draft: Draft, mediaTypes: readonly string[], schema: z.ZodType, example?: Node): Node =>
  Object.fromEntries(
    mediaTypes.map((mediaType) => [
      mediaType,
      mediaType === 'application/json' ? { schema: shareSchema(draft, schema), ...example } : written(mediaType),
    ]),
  );

/** The `content` of an answer that is text in each of its forms. */
export const textContent = (mediaTypes: readonly string[]): Node =>
  Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, written(mediaType)]));

/** The headers of an answer of the record. */
export const recordHeaders = (draft: Draft, what: ViewType, form: Form, pages: boolean): Node =>
  headersOf(
    draft,
    ...['CDN-Cache-Control', 'Cache-Tag?', 'Content-Language', 'ETag', 'Link'],
    what === 'item' ? 'Last-Modified' : 'Last-Modified?', // an empty collection has nothing to take it from
    ...negotiatedHeaders(consultedFor(form)),
    ...(pages ? ['Content-Security-Policy?'] : []),
  );

const success = (draft: Draft, kind: Kind, what: ViewType, form: Form): Node => {
  const { item, collection } = schemas;
  const mediaTypes = formatsOf(what, kind).map(({ mediaType }) => mediaType);
  const example = () => ({
    examples: { [draft.language]: draft.share('examples', kind, () => ({ value: draft.examples[kind] })) },
  });
  return {
    description: fill(draft.words.responses[what === 'item' ? 'item' : 'collection'], draft.words.kinds[kind]),
    headers: recordHeaders(draft, what, form, mediaTypes.includes('text/html')),
    content:
      what === 'item'
        ? contentOf(draft, mediaTypes, item(definitionOf(kind)), example())
        : contentOf(draft, mediaTypes, collection(definitionOf(kind))),
  };
};

const notModified = (draft: Draft, what: ViewType, form: Form): Node =>
  draft.share('responses', `NotModified.${what}.${form}`, () => ({
    description: draft.words.responses.notModified,
    headers: recordHeaders(draft, what, form, true),
  }));

/** A redirect, which any URL may answer. */
export const moved = (draft: Draft): Node =>
  draft.share('responses', 'Moved', () => ({
    description: draft.words.responses.moved,
    headers: headersOf(draft, 'Location', 'CDN-Cache-Control?', 'Cache-Tag?', 'Vary?'),
  }));

/** The problems that any URL may answer. */
export const anywhere = (draft: Draft): Node => ({
  405: problemResponse(draft, 'MethodNotAllowed', codesWith(405)),
  412: problemResponse(draft, 'NotThatVersion', codesWith(412)),
  500: problemResponse(draft, 'InternalServerError', codesWith(500)),
  503: problemResponse(draft, 'ServiceUnavailable', ['unavailable']),
});

/** The problem of a query. */
export const badRequest = (draft: Draft): Node => problemResponse(draft, 'BadRequest', ['invalid-parameter']);

/** The problem of a negotiation without result. */
export const notAcceptable = (draft: Draft): Node => problemResponse(draft, 'NotAcceptable', codesWith(406));

/** What may be missing: what the form of the URL names, and the item. */
const absencesOf = (what: ViewType, form: Form): readonly ProblemCode[] => [
  ...(what === 'item' ? (['not-found', 'not-translated', 'malformed-slug'] as const) : []),
  ...(form === 'full' || form === 'language' ? (['unknown-language'] as const) : []),
  ...(form === 'full' || form === 'format' ? (['unknown-format'] as const) : []),
];

const notFound = (draft: Draft, what: ViewType, form: Form): Node => {
  const codes = absencesOf(what, form);
  return codes.length > 0 ? { 404: problemResponse(draft, `NotFound.${what}.${form}`, codes) } : {};
};

/** All responses of an operation on the record, by status. */
export const responsesFor = (draft: Draft, kind: Kind, what: ViewType, form: Form): Node => ({
  200: success(draft, kind, what, form),
  304: notModified(draft, what, form),
  308: moved(draft),
  400: badRequest(draft),
  ...notFound(draft, what, form),
  ...(form === 'language' || form === 'bare' ? { 406: notAcceptable(draft) } : {}),
  ...(what === 'item' ? { 410: problemResponse(draft, 'Gone', codesWith(410)) } : {}),
  ...anywhere(draft),
});
