import { problemStatuses } from '../../src/problem-codes.ts';
import { requestBodyOf } from './bodies.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { type Asked, parameterFor } from './editor-parameters.ts';
import { responseHeaders } from './headers.ts';
import { type Method, type Operation, operations } from './operations.ts';
import { headerParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { shareSchema } from './schemas.ts';

const absences = ['not-found', 'unknown-collection', 'malformed-slug'] as const;
const unread = ['malformed-json', 'too-large', 'unsupported-media-type', 'invalid-record'] as const;
const always = ['unauthenticated', 'forbidden', 'too-many-requests', 'internal-error', 'unavailable'] as const;

/** The responses to the problems of an operation, by status. */
const refusals = (
  draft: DocumentBuilder,
  path: string,
  method: Method,
  { sent, problems: own = [] }: Operation,
): Node => {
  const codes = [
    ...always,
    ...(method === 'get' ? [] : (['cross-site'] as const)),
    ...(path.includes('{slug}') ? absences : []),
    ...(sent ? unread : []),
    ...own,
  ];
  const statuses = [...new Set(codes.map((code) => problemStatuses[code]))].sort((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => {
      const some = codes.filter((code) => problemStatuses[code] === status);
      return [status, problemResponse(draft, ['Editor', ...some].join('.'), some, 'editor')];
    }),
  );
};

// What concerns all items, one item until it is published, and one that is live.
const chapterOf = (path: string): string => {
  if (!path.includes('{slug}')) return 'editor-all';
  return /\/(?:withdraw|restore|rename|editions)$/.test(path) ? 'editor-live' : 'editor';
};

const operationOf = (draft: DocumentBuilder, path: string, method: Method, operation: Operation): Node => {
  const { name, asked = [], sent, gives, headers = [], created } = operation;
  const [schema, ...others] = gives.map((each) => shareSchema(draft, each));
  const success = {
    description: draft.message('responses', name),
    headers: responseHeaders(draft, 'editor', ...headers),
    content: { 'application/json': { schema: others.length > 0 ? { anyOf: [schema, ...others] } : schema } },
  };
  const inPath: readonly Asked[] = path.includes('{slug}') ? ['kind', 'slug.editor'] : [];
  const parameters = [...inPath, ...asked].map((each) => parameterFor(draft, each));
  return {
    operationId: name,
    tags: [chapterOf(path)],
    ...draft.messages.operations[name],
    security: [{ access: [] }, { serviceTokenId: [], serviceTokenSecret: [] }],
    parameters: [...parameters, ...headerParameters(draft, ['Accept-Language'])],
    ...(sent && { requestBody: requestBodyOf(draft, sent) }),
    responses: { 200: success, ...(created && { 201: success }), ...refusals(draft, path, method, operation) },
  };
};

const schemes = {
  access: 'Cf-Access-Jwt-Assertion',
  serviceTokenId: 'CF-Access-Client-Id',
  serviceTokenSecret: 'CF-Access-Client-Secret',
};

/** The paths under /editor, and who may use them. */
export const editorPaths = (draft: DocumentBuilder): Node => {
  for (const [scheme, name] of Object.entries(schemes))
    draft.share('securitySchemes', scheme, () => ({
      type: 'apiKey',
      in: 'header',
      name,
      description: draft.message('security', scheme),
    }));
  return Object.fromEntries(
    Object.entries(operations).map(([path, methods]) => [
      `/editor/api${path}`,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          operationOf(draft, path, method as Method, operation),
        ]),
      ),
    ]),
  );
};
