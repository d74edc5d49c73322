import * as z from 'zod';
import { kinds } from '../../src/kinds/index.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import { headerParameters, languageParameter, languageSchema } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { commonProblems, contentOf, negotiatedHeaders, notAcceptable, redirect } from './responses.ts';
import { shareSchema } from './schemas.ts';
import { serviceOperation } from './service.ts';

const absolute = z.string().meta({ format: 'uri' });

/** The home page as JSON. */
const homeSchema = z
  .strictObject({
    language: languageSchema,
    name: z.string(),
    description: z.string(),
    collections: z.array(z.strictObject({ kind: z.enum(kinds), name: z.string(), href: absolute })),
    tables: z.array(z.strictObject({ name: z.string(), title: z.string(), href: absolute })),
    languages: z.array(languageSchema),
    links: z.strictObject({
      self: absolute,
      alternates: z.partialRecord(languageSchema, absolute),
      'service-desc': absolute,
      'service-doc': absolute,
      status: absolute,
      'api-catalog': absolute,
      changes: absolute,
      oembed: absolute,
      sitemap: absolute,
      openapi: absolute,
      docs: absolute,
    }),
  })
  .meta({ id: 'Home' });

const homeOperation = (builder: DocumentBuilder, withLanguage: boolean): Node => {
  const negotiated = withLanguage ? (['Accept'] as const) : (['Accept', 'Accept-Language'] as const);
  const headers = publicHeaders(
    builder,
    ...['Content-Language', 'Content-Security-Policy?', 'ETag', 'Link'],
    ...negotiatedHeaders(negotiated),
  );
  return serviceOperation(
    builder,
    'home',
    [...(withLanguage ? [languageParameter(builder)] : []), ...headerParameters(builder, negotiated)],
    {
      200: {
        description: builder.message('responses', 'home'),
        headers,
        ...contentOf('application/json', { schema: shareSchema(builder, homeSchema) }, ['text/html']),
      },
      304: { description: builder.messages.responses.notModified, headers },
      308: redirect(builder),
      ...(withLanguage && {
        404: problemResponse(builder, 'NotFound.home', ['unknown-language', 'unknown-collection']),
      }),
      406: notAcceptable(builder),
      ...commonProblems(builder),
    },
    withLanguage ? 'language' : 'bare',
  );
};

/** The paths of the home page, with and without a language. */
export const homePaths = (builder: DocumentBuilder): Node => ({
  '/': { get: homeOperation(builder, false) },
  '/{language}': { get: homeOperation(builder, true) },
});
