import { responseSchemas } from '../../src/http/editor/response-schemas.ts';
import { type OperationId, type Route, routes } from '../../src/http/editor/routes.ts';
import { type ProblemCode, problemStatuses } from '../../src/problem-codes.ts';
import { requestBodyOf } from './bodies.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { routeParameters } from './editor-parameters.ts';
import { responseHeaders } from './headers.ts';
import { headerParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { shareSchema } from './schemas.ts';

const always = ['unauthenticated', 'forbidden', 'too-many-requests', 'internal-error', 'unavailable'] as const;
const ofItems = ['not-found', 'unknown-collection', 'malformed-slug'] as const;
const ofBodies = ['malformed-json', 'too-large', 'unsupported-media-type', 'invalid-record'] as const;
const ofPreconditions = ['precondition-failed', 'precondition-required'] as const;

const hasItem = ({ path }: Route): boolean => path.startsWith('/:kind');

// A read with a tag.
const isConditional = ({ method, etag }: Route): boolean => method === 'GET' && etag !== undefined;

const notModified = (draft: DocumentBuilder): Node =>
  draft.share('responses', 'NotModified.editor', () => ({
    description: draft.message('responses', 'notModified'),
    headers: responseHeaders(draft, 'editor', 'ETag.read'),
  }));

const problemsOf = (route: Route): readonly ProblemCode[] => [
  ...always,
  ...(route.method === 'GET' ? [] : (['cross-site'] as const)),
  ...(hasItem(route) ? ofItems : []),
  ...(route.body ? ofBodies : []),
  ...(route.query || route.ifMatch ? (['invalid-parameter'] as const) : []),
  ...(route.problems ?? []),
  ...(route.ifMatch ? ofPreconditions : []),
  ...(isConditional(route) ? (['precondition-failed'] as const) : []),
];

const problemResponses = (draft: DocumentBuilder, route: Route): Node => {
  const codes = problemsOf(route);
  const statuses = [...new Set(codes.map((code) => problemStatuses[code]))].sort((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => {
      const some = codes.filter((code) => problemStatuses[code] === status);
      return [status, problemResponse(draft, ['Editor', ...some].join('.'), some, 'editor')];
    }),
  );
};

// A response that changes nothing has neither `ETag` nor `Content-Location`.
const headersOf = ({ etag, responses }: Route): string[] => [
  ...(etag ? [`ETag.${etag}`] : []),
  ...(responses.includes('done') ? [`Content-Location.editor${responses.length > 1 ? '?' : ''}`] : []),
];

const operationOf = (draft: DocumentBuilder, operationId: OperationId, route: Route): Node => {
  const [schema, ...others] = route.responses.map((name) => shareSchema(draft, responseSchemas[name]));
  const success = {
    description: draft.message('responses', operationId),
    headers: responseHeaders(draft, 'editor', ...headersOf(route)),
    content: { 'application/json': { schema: others.length > 0 ? { anyOf: [schema, ...others] } : schema } },
  };
  return {
    operationId,
    tags: [route.chapter],
    ...draft.messages.operations[operationId],
    security: [{ serviceTokenId: [], serviceTokenSecret: [] }, { bearer: [] }],
    parameters: [...routeParameters(draft, route), ...headerParameters(draft, ['Accept-Language'])],
    ...(route.body && { requestBody: requestBodyOf(draft, route.body) }),
    responses: {
      200: success,
      ...(route.creates && { 201: success }),
      ...(isConditional(route) && { 304: notModified(draft) }),
      ...problemResponses(draft, route),
    },
  };
};

const header = (name: string): Node => ({ type: 'apiKey', in: 'header', name });

// What programs send. Cloudflare Access takes a service token and puts a token of its own in its place; with another
// provider, a program sends that provider's token itself.
const schemes = {
  serviceTokenId: header('CF-Access-Client-Id'),
  serviceTokenSecret: header('CF-Access-Client-Secret'),
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
};

/** Builds the paths under /editor from the table of its routes, and the security schemes. */
export const editorPaths = (draft: DocumentBuilder): Node => {
  for (const [name, scheme] of Object.entries(schemes))
    draft.share('securitySchemes', name, () => ({ ...scheme, description: draft.message('security', name) }));
  const byPath = Map.groupBy(routes, ({ path }) => `/editor/api${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  return Object.fromEntries(
    [...byPath].map(([path, operations]) => [
      path,
      Object.fromEntries(
        operations.map((route) => [route.method.toLowerCase(), operationOf(draft, route.operationId, route)]),
      ),
    ]),
  );
};
