import * as z from 'zod';
import { kinds } from '../../src/kinds/index.ts';
import type { Draft, Node } from './builder.ts';
import { headersOf } from './headers.ts';
import { type Form, type ServiceOperation, type Spoken, tellingOf } from './messages.ts';
import { headerParameters, languageParameter, languageSchema, partParameter } from './parameters.ts';
import { checksSchema, problemResponse } from './problems.ts';
import { anywhere, badRequest, contentOf, moved, negotiatedHeaders, notAcceptable } from './responses.ts';
import { jsonSchemaOf, shareSchema } from './schemas.ts';

const absolute = z.string().meta({ format: 'uri' });

/** The home as programs get it. */
export const homeSchema = z
  .strictObject({
    language: languageSchema,
    name: z.string(),
    description: z.string(),
    collections: z.array(z.strictObject({ kind: z.enum(kinds), name: z.string(), href: absolute })),
    languages: z.array(languageSchema),
    links: z.strictObject({
      self: absolute,
      alternates: z.partialRecord(languageSchema, absolute),
      openapi: absolute,
      docs: absolute,
    }),
  })
  .meta({ id: 'Home' });

/** As much of this document as every reader of it may count on. */
const documentSchema = z.looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) });

/** What `/healthz` says. */
export const healthSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

/** What `/readyz` says when all is well. */
export const readinessSchema = z
  .strictObject({ status: z.literal('ok'), checks: checksSchema })
  .meta({ id: 'Readiness' });

/** An operation of the service itself, in a form of its URL where it has several. */
export const operation = (
  draft: Draft,
  name: ServiceOperation,
  parameters: readonly Node[],
  responses: Node,
  form?: Form | Spoken,
): Node => {
  const telling = draft.words.operations[name];
  return {
    operationId: form === 'named' || form === 'language' ? `${name}InLanguage` : name,
    tags: ['service'],
    ...(form ? tellingOf(draft.words, telling, form) : telling),
    ...(parameters.length > 0 && { parameters }),
    responses,
  };
};

const home = (draft: Draft, inPath: boolean): Node => {
  const consulted = inPath ? (['Accept'] as const) : (['Accept', 'Accept-Language'] as const);
  return operation(
    draft,
    'home',
    [...(inPath ? [languageParameter(draft)] : []), ...headerParameters(draft, consulted)],
    {
      200: {
        description: draft.word('responses', 'home'),
        headers: headersOf(
          draft,
          ...['CDN-Cache-Control', 'Content-Language', 'Content-Security-Policy?'],
          ...negotiatedHeaders(consulted),
        ),
        content: contentOf(draft, ['application/json', 'text/html'], homeSchema),
      },
      308: moved(draft),
      400: badRequest(draft),
      ...(inPath && { 404: problemResponse(draft, 'NotFound.home', ['unknown-language', 'unknown-collection']) }),
      406: notAcceptable(draft),
      ...anywhere(draft),
    },
    inPath ? 'language' : 'bare',
  );
};

const kept = ['CDN-Cache-Control', 'Cache-Tag', 'ETag'];

/** The paths of the service itself. */
export const servicePaths = (draft: Draft): Node => ({
  '/': { get: home(draft, false) },
  '/{language}': { get: home(draft, true) },
  '/openapi.json': {
    get: operation(draft, 'openapi', headerParameters(draft, ['Accept-Language']), {
      200: {
        description: draft.word('responses', 'openapi'),
        headers: headersOf(draft, 'CDN-Cache-Control', 'Content-Language', 'Vary.Accept-Language'),
        content: { 'application/json': { schema: jsonSchemaOf(documentSchema) } },
      },
      308: moved(draft),
      ...anywhere(draft),
    }),
  },
  '/sitemap.xml': {
    get: operation(draft, 'sitemap', [partParameter(draft), ...headerParameters(draft, ['If-None-Match'])], {
      200: {
        description: draft.word('responses', 'sitemap'),
        headers: headersOf(draft, ...kept),
        content: { 'application/xml': { schema: { type: 'string' } } },
      },
      304: { description: draft.word('responses', 'notModified'), headers: headersOf(draft, ...kept) },
      308: moved(draft),
      400: badRequest(draft),
      404: problemResponse(draft, 'NotFound.sitemap', ['not-found']),
      ...anywhere(draft),
    }),
  },
  '/robots.txt': {
    get: operation(draft, 'robots', [], {
      200: {
        description: draft.word('responses', 'robots'),
        headers: headersOf(draft, 'CDN-Cache-Control'),
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
      308: moved(draft),
      ...anywhere(draft),
    }),
  },
  '/healthz': {
    get: operation(draft, 'health', [], {
      200: {
        description: draft.word('responses', 'health'),
        headers: headersOf(draft),
        content: { 'application/json': { schema: shareSchema(draft, healthSchema) } },
      },
      308: moved(draft),
      ...anywhere(draft),
    }),
  },
  '/readyz': {
    get: operation(draft, 'readiness', headerParameters(draft, ['Accept.problem', 'Accept-Language']), {
      200: {
        description: draft.word('responses', 'readiness'),
        headers: headersOf(draft),
        content: { 'application/json': { schema: shareSchema(draft, readinessSchema) } },
      },
      308: moved(draft),
      ...anywhere(draft),
      503: problemResponse(draft, 'NotReady', ['not-ready', 'unavailable']),
    }),
  },
});

/** Puts among the components what holds for every URL, and for those that are no path of the document. */
export const shareEverywhere = (draft: Draft): void => {
  const corsHeaders = ['Access-Control-Allow-Headers', 'Access-Control-Allow-Methods', 'Access-Control-Max-Age'];
  draft.share('pathItems', 'Everywhere', () => ({
    options: operation(draft, 'options', [], {
      204: { description: draft.word('responses', 'options'), headers: headersOf(draft, 'Allow', ...corsHeaders) },
    }),
    head: operation(draft, 'head', [], { default: { description: draft.word('responses', 'head') } }),
  }));
  draft.share('pathItems', 'Elsewhere', () => ({
    get: operation(draft, 'elsewhere', [], {
      308: moved(draft),
      404: problemResponse(draft, 'NotFound.elsewhere', [
        'not-found',
        'unknown-language',
        'unknown-collection',
        'malformed-slug',
      ]),
      ...anywhere(draft),
    }),
  }));
};
