import { formatsOf } from '../../src/formats/index.ts';
import { definitionOf, type Kind } from '../../src/kinds/index.ts';
import type { ProblemCode } from '../../src/problem-codes.ts';
import type { ViewType } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import { interpolate, type UrlForm } from './messages.ts';
import { negotiationHeaders, viewNameOf } from './parameters.ts';
import { problemCodesOf, problemResponse } from './problems.ts';
import { isByAccept, type RecordPath } from './record-path.ts';
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

/**
 * The `content` of a response, of one media type: clients that are generated from the document have one type for what
 * an operation returns. What else a reader may ask for is in `x-other-media-types`.
 */
export const contentOf = (mediaType: string, json?: Node, others: readonly string[] = []): Node => ({
  content: { [mediaType]: json ?? mediaTypeObject(mediaType) },
  ...(others.length > 0 && { 'x-other-media-types': others }),
});

/** The headers of a response of the record; `hasHtml` if it may be a page. */
export const recordHeaders = (builder: DocumentBuilder, viewType: ViewType, form: UrlForm, hasHtml: boolean): Node =>
  publicHeaders(
    builder,
    ...['Content-Language', 'ETag', 'Link'],
    ...(viewType === 'item' ? ['Last-Modified'] : []),
    ...(form === 'full' ? ['Content-Location?'] : negotiatedHeaders(negotiationHeaders(form))),
    ...(hasHtml ? ['Content-Security-Policy?'] : []),
  );

const jsonOf = (builder: DocumentBuilder, kind: Kind, viewType: ViewType, form: UrlForm): Node => {
  const { item, collection } = form === 'multilingual' ? multilingualSchemas : schemas;
  if (viewType !== 'item') return { schema: shareSchema(builder, collection(definitionOf(kind))) };
  return { schema: shareSchema(builder, item(definitionOf(kind))) };
};

const success = (builder: DocumentBuilder, { kind, viewType, form, format }: RecordPath): Node => {
  const { mediaType } = format;
  const all = isByAccept(form) ? formatsOf(viewType, kind).map((each) => each.mediaType) : [mediaType];
  const others = all.filter((each) => each !== mediaType);
  return {
    description: interpolate(
      builder.messages.responses[viewType === 'item' ? 'item' : 'collection'],
      builder.messages.kinds[kind],
    ),
    headers: recordHeaders(builder, viewType, form, all.includes('text/html')),
    ...contentOf(
      mediaType,
      mediaType === 'application/json' ? jsonOf(builder, kind, viewType, form) : undefined,
      others,
    ),
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
const notFoundCodes = ({ viewType, form, format }: RecordPath): readonly ProblemCode[] => [
  ...(viewType === 'item' && format.hasItem ? (['unknown-format'] as const) : []),
  ...(viewType === 'item' ? (['not-found', 'not-translated', 'malformed-slug'] as const) : []),
  ...(form === 'full' || form === 'language' ? (['unknown-language'] as const) : []),
];

const notFound = (builder: DocumentBuilder, path: RecordPath): Node => {
  const codes = notFoundCodes(path);
  return codes.length > 0 ? { 404: problemResponse(builder, `NotFound.${codes.join('.')}`, codes) } : {};
};

/** The responses of an operation of the record, by status. */
export const responsesFor = (builder: DocumentBuilder, path: RecordPath): Node => {
  const { viewType, form } = path;
  return {
    200: success(builder, path),
    304: notModified(builder, viewType, form),
    308: redirect(builder),
    400: badRequest(builder),
    ...notFound(builder, path),
    ...(isByAccept(form) ? { 406: notAcceptable(builder) } : {}),
    ...(viewType === 'item' ? { 410: problemResponse(builder, 'Gone', problemCodesOf(410)) } : {}),
    ...commonProblems(builder),
  };
};
