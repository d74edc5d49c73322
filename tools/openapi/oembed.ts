import * as z from 'zod';
import type { DocumentBuilder, Node } from './builder.ts';
import { origin } from './examples.ts';
import { publicHeaders } from './headers.ts';
import { embedParameter, headerParameters } from './parameters.ts';
import { problemCodesOf, problemResponse } from './problems.ts';
import { badRequest, commonProblems, contentOf, redirect } from './responses.ts';
import { shareSchema } from './schemas.ts';

/** The description of a frame: oEmbed 1.0 §2.3.4, type `rich`. */
const oembedSchema = z
  .strictObject({
    type: z.literal('rich'),
    version: z.literal('1.0'),
    title: z.string(),
    provider_name: z.string(),
    provider_url: z.string().meta({ format: 'uri' }),
    cache_age: z.int().min(0),
    html: z.string(),
    width: z.int().min(1),
    height: z.int().min(1),
  })
  .meta({ id: 'OEmbed' });

/** The operation of `/oembed`. */
export const oembedOperation = (builder: DocumentBuilder): Node => ({
  operationId: 'oembed',
  tags: ['embeds'],
  ...builder.messages.operations.oembed,
  parameters: [
    embedParameter(
      builder,
      'url',
      { type: 'string', format: 'uri' },
      { required: true, example: `${origin}/${builder.language}/${builder.sample.kind}/${builder.sample.slug}` },
    ),
    embedParameter(builder, 'format', { type: 'string', enum: ['json', 'xml'], default: 'json' }),
    embedParameter(builder, 'maxwidth', { type: 'integer', minimum: 1 }),
    embedParameter(builder, 'maxheight', { type: 'integer', minimum: 1 }),
    ...headerParameters(builder, ['Accept-Language']),
  ],
  responses: {
    200: {
      description: builder.message('responses', 'oembed'),
      headers: publicHeaders(builder, 'Content-Language', 'ETag', 'Vary?'),
      ...contentOf('application/json', { schema: shareSchema(builder, oembedSchema) }, ['text/xml']),
    },
    304: {
      description: builder.messages.responses.notModified,
      headers: publicHeaders(builder, 'Content-Language', 'ETag', 'Vary?'),
    },
    308: redirect(builder),
    400: badRequest(builder),
    404: problemResponse(builder, 'NotFound.oembed', ['not-found']),
    501: problemResponse(builder, 'NotImplemented', problemCodesOf(501)),
    ...commonProblems(builder),
  },
});
