import type * as z from 'zod';
import { formatsIn } from '../../src/formats/index.ts';
import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import { multilingual } from '../../src/languages.ts';
import type { ProblemCode } from '../../src/problem-codes.ts';
import type { ViewType } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import { interpolate, type UrlForm } from './messages.ts';
import { negotiationHeaders, viewNameOf } from './parameters.ts';
import { problemCodesOf, problemResponse } from './problems.ts';
import { multilingualSchemas, schemas, shareSchema } from './schemas.ts';

/** The additional headers of a negotiated response. */
export const negotiatedHeaders = (negotiated: readonly string[]): string[] =>
  negotiated.length > 0 ? ['Content-Location', `Vary.${negotiated.join('.')}`] : [];

const textSchema: Node = { schema: { type: 'string' } };
const linkedDataSchema: Node = {
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

const mediaTypeObject = (mediaType: string): Node => (mediaType.endsWith('+json') ? linkedDataSchema : textSchema);

/** The `content` of a response: JSON with a schema and an example, JSON-LD as an object, other media types as text. */
export const contentFor = (
  builder: DocumentBuilder,
  mediaTypes: readonly string[],
  schema: z.ZodType,
  example?: Node,
): Node =>
  Object.fromEntries(
    mediaTypes.map((mediaType) => [
      mediaType,
      mediaType === 'application/json'
        ? { schema: shareSchema(builder, schema), ...example }
        : mediaTypeObject(mediaType),
    ]),
  );

/** The `content` of a response without JSON. */
export const textContent = (mediaTypes: readonly string[]): Node =>
  Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, mediaTypeObject(mediaType)]));

/** The headers of a response of the record; `hasHtml` if it may be a page. */
export const recordHeaders = (builder: DocumentBuilder, viewType: ViewType, form: UrlForm, hasHtml: boolean): Node =>
  publicHeaders(
    builder,
    ...['Content-Language', 'ETag', 'Link'],
    ...(viewType === 'item' ? ['Last-Modified'] : []),
    ...(form === 'full' ? ['Content-Location?'] : negotiatedHeaders(negotiationHeaders(form))),
    ...(hasHtml ? ['Content-Security-Policy?'] : []),
  );

const success = (builder: DocumentBuilder, kind: Kind, viewType: ViewType, form: UrlForm): Node => {
  const { item, collection } = form === 'multilingual' ? multilingualSchemas : schemas;
  const language = form === 'multilingual' ? multilingual : undefined;
  const mediaTypes = formatsIn(language, viewType, kind).map(({ mediaType }) => mediaType);
  const example = () => ({
    examples: { [builder.language]: builder.share('examples', kind, () => ({ value: builder.examples[kind] })) },
  });
  return {
    description: interpolate(
      builder.messages.responses[viewType === 'item' ? 'item' : 'collection'],
      builder.messages.kinds[kind],
    ),
    headers: recordHeaders(builder, viewType, form, mediaTypes.includes('text/html')),
    content:
      viewType === 'item'
        ? contentFor(builder, mediaTypes, item(definitionOf(kind)), language ? undefined : example())
        : contentFor(builder, mediaTypes, collection(definitionOf(kind))),
  };
};

const notModified = (builder: DocumentBuilder, viewType: ViewType, form: UrlForm): Node =>
  builder.share('responses', `NotModified.${viewNameOf(viewType)}.${form}`, () => ({
    description: builder.messages.responses.notModified,
    headers: recordHeaders(builder, viewType, form, true),
  }));

/** The response for redirects, which any URL may give. */
export const redirect = (builder: DocumentBuilder): Node =>
  builder.share('responses', 'Moved', () => ({
    description: builder.messages.responses.moved,
    headers: publicHeaders(builder, 'Location', 'Vary?'),
  }));

/** The responses for the problems that any URL may have, by status. */
export const commonProblems = (builder: DocumentBuilder): Node => ({
  405: problemResponse(builder, 'MethodNotAllowed', problemCodesOf(405)),
  412: problemResponse(builder, 'NotThatVersion', problemCodesOf(412)),
  500: problemResponse(builder, 'InternalServerError', problemCodesOf(500)),
  503: problemResponse(builder, 'ServiceUnavailable', ['unavailable']),
});

/** The response for an invalid query. */
export const badRequest = (builder: DocumentBuilder): Node =>
  problemResponse(builder, 'BadRequest', ['invalid-parameter']);

/** The response if negotiation finds no format. */
export const notAcceptable = (builder: DocumentBuilder): Node =>
  problemResponse(builder, 'NotAcceptable', problemCodesOf(406));

/** The problem codes of a 404, for each part of the path that may not exist. */
const notFoundCodes = (viewType: ViewType, form: UrlForm): readonly ProblemCode[] => [
  ...(viewType === 'item' ? (['not-found', 'not-translated', 'malformed-slug'] as const) : []),
  ...(form === 'full' || form === 'language' ? (['unknown-language'] as const) : []),
  ...(form === 'full' || form === 'format' ? (['unknown-format'] as const) : []),
];

const notFound = (builder: DocumentBuilder, viewType: ViewType, form: UrlForm): Node => {
  const codes = notFoundCodes(viewType, form);
  return codes.length > 0 ? { 404: problemResponse(builder, `NotFound.${viewNameOf(viewType)}.${form}`, codes) } : {};
};

/** The responses of an operation of the record, by status. */
export const responsesFor = (builder: DocumentBuilder, kind: Kind, viewType: ViewType, form: UrlForm): Node => ({
  200: success(builder, kind, viewType, form),
  304: notModified(builder, viewType, form),
  308: redirect(builder),
  400: badRequest(builder),
  ...notFound(builder, viewType, form),
  ...(form === 'language' || form === 'bare' ? { 406: notAcceptable(builder) } : {}),
  ...(viewType === 'item' ? { 410: problemResponse(builder, 'Gone', problemCodesOf(410)) } : {}),
  ...commonProblems(builder),
});
