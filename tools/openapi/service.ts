import * as z from 'zod';
import type { DocumentBuilder, Node } from './builder.ts';
import { documentPaths } from './document.ts';
import { publicHeaders } from './headers.ts';
import { type LanguageForm, operationText, type ServiceOperation, type UrlForm } from './messages.ts';
import { headerParameters } from './parameters.ts';
import { checksSchema, problemResponse } from './problems.ts';
import { badRequest, commonProblems, notAcceptable, redirect } from './responses.ts';
import { shareSchema } from './schemas.ts';

/** The answer of `/healthz`. */
const healthSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

/** The answer of `/readyz` if all checks pass. */
const readinessSchema = z
  .strictObject({ status: z.literal('ok'), checks: checksSchema, stale: z.int().min(0).max(1000) })
  .meta({ id: 'Readiness' });

const target = z.strictObject({
  href: z.string().meta({ format: 'uri' }),
  type: z.string().optional(),
  hreflang: z.array(z.string()).optional(),
});

/** The answer of `/.well-known/api-catalog`: a linkset, RFC 9264 §4.2. */
const linksetSchema = z
  .strictObject({
    linkset: z.array(
      z.strictObject({
        anchor: z.string().meta({ format: 'uri' }),
        item: z.array(target).optional(),
        'service-desc': z.array(target).optional(),
        'service-doc': z.array(target).optional(),
        status: z.array(target).optional(),
      }),
    ),
  })
  .meta({ id: 'Linkset' });

/** A public operation other than those of the record; `form` if its URL has several forms. */
export const serviceOperation = (
  builder: DocumentBuilder,
  name: ServiceOperation,
  parameters: readonly Node[],
  responses: Node,
  form?: UrlForm | LanguageForm,
): Node => {
  const text = builder.messages.operations[name];
  return {
    operationId: form === 'named' || form === 'language' ? `${name}InLanguage` : name,
    tags: ['service'],
    ...(form ? operationText(builder.messages, text, form) : text),
    ...(parameters.length > 0 && { parameters }),
    responses,
  };
};

const partParameter = (builder: DocumentBuilder): Node =>
  builder.share('parameters', 'part', () => ({
    name: 'part',
    in: 'query',
    description: builder.message('parameters', 'part'),
    schema: { type: 'integer', minimum: 1, maximum: 9999 },
  }));

const cacheHeaders = ['ETag'];

/** A document that is the same for everybody, in every language, with its own media type. */
const fixedOperation = (
  builder: DocumentBuilder,
  name: 'robots' | 'apiCatalog' | 'securityText',
  mediaType: string,
  schema: Node,
  ...headerNames: readonly string[]
): Node => {
  const headers = publicHeaders(builder, 'ETag', ...headerNames);
  return serviceOperation(builder, name, [], {
    200: { description: builder.message('responses', name), headers, content: { [mediaType]: { schema } } },
    304: { description: builder.message('responses', 'notModified'), headers },
    308: redirect(builder),
    ...commonProblems(builder),
  });
};

const text: Node = { type: 'string' };

/** The paths for programs: the documents themselves, crawlers, health checks. */
export const servicePaths = (builder: DocumentBuilder): Node => ({
  ...documentPaths(builder),
  '/sitemap.xml': {
    get: serviceOperation(
      builder,
      'sitemap',
      [partParameter(builder), ...headerParameters(builder, ['If-None-Match'])],
      {
        200: {
          description: builder.message('responses', 'sitemap'),
          headers: publicHeaders(builder, ...cacheHeaders),
          content: { 'application/xml': { schema: { type: 'string' } } },
        },
        304: {
          description: builder.message('responses', 'notModified'),
          headers: publicHeaders(builder, ...cacheHeaders),
        },
        308: redirect(builder),
        400: badRequest(builder),
        404: problemResponse(builder, 'NotFound.sitemap', ['not-found']),
        ...commonProblems(builder),
      },
    ),
  },
  '/robots.txt': { get: fixedOperation(builder, 'robots', 'text/plain', text) },
  '/.well-known/security.txt': { get: fixedOperation(builder, 'securityText', 'text/plain', text) },
  '/.well-known/api-catalog': {
    get: fixedOperation(builder, 'apiCatalog', 'application/linkset+json', shareSchema(builder, linksetSchema), 'Link'),
  },
  '/healthz': {
    get: serviceOperation(builder, 'health', [], {
      200: {
        description: builder.message('responses', 'health'),
        headers: publicHeaders(builder),
        content: { 'application/json': { schema: shareSchema(builder, healthSchema) } },
      },
      308: redirect(builder),
      ...commonProblems(builder),
    }),
  },
  '/readyz': {
    get: serviceOperation(builder, 'readiness', headerParameters(builder, ['Accept.problem', 'Accept-Language']), {
      200: {
        description: builder.message('responses', 'readiness'),
        headers: publicHeaders(builder),
        content: { 'application/json': { schema: shareSchema(builder, readinessSchema) } },
      },
      308: redirect(builder),
      ...commonProblems(builder),
      503: problemResponse(builder, 'NotReady', ['not-ready', 'unavailable']),
    }),
  },
});

/** Adds path items for the methods that every URL has, and for URLs that the document has no path for. */
export const shareCommonPathItems = (builder: DocumentBuilder): void => {
  const corsHeaders = ['Access-Control-Allow-Headers', 'Access-Control-Allow-Methods', 'Access-Control-Max-Age'];
  builder.share('pathItems', 'Everywhere', () => ({
    options: serviceOperation(builder, 'options', [], {
      204: {
        description: builder.message('responses', 'options'),
        headers: publicHeaders(builder, 'Allow', ...corsHeaders),
      },
    }),
    head: serviceOperation(builder, 'head', [], { default: { description: builder.message('responses', 'head') } }),
  }));
  builder.share('pathItems', 'Elsewhere', () => ({
    get: serviceOperation(builder, 'elsewhere', [], {
      308: redirect(builder),
      404: problemResponse(builder, 'NotFound.elsewhere', [
        'not-found',
        'unknown-language',
        'unknown-collection',
        'unknown-format',
        'malformed-slug',
      ]),
      406: notAcceptable(builder),
      ...commonProblems(builder),
    }),
  }));
};
