import * as z from 'zod';
import { themes } from '../../src/embeds/themes.ts';
import { slug } from '../../src/kinds/fields.ts';
import { kinds } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { type EmbedVariant, embedVariants } from '../../src/url.ts';
import type { Draft, Node } from './builder.ts';
import { shareParameter } from './editor-parameters.ts';
import { headersOf } from './headers.ts';
import { tellingOf } from './messages.ts';
import { headerParameters, languageParameter } from './parameters.ts';
import { codesWith, problemResponse } from './problems.ts';
import { anywhere, badRequest, moved, negotiatedHeaders } from './responses.ts';
import { jsonSchemaOf, shareSchema } from './schemas.ts';

/** What oEmbed tells of a frame (oEmbed 1.0 §2.3.4). */
export const oembedSchema = z
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

const text: Node = { schema: { type: 'string' } };
const html = { 'text/html': text };

const query = (draft: Draft, name: string, schema: Node, more: Node = {}, of = 'embed'): Node =>
  draft.share('parameters', `${name}.${of}`, () => ({
    name,
    in: 'query',
    description: draft.word('parameters', `${name}.${of}`),
    schema,
    ...more,
  }));

const slugParameter = (draft: Draft): Node =>
  draft.share('parameters', 'slug.embed', () => ({
    name: 'slug',
    in: 'path',
    required: true,
    description: draft.word('parameters', 'slug.embed'),
    schema: jsonSchemaOf(slug()),
    example: draft.sample.slug,
  }));

const shaped = (draft: Draft, shape: EmbedVariant, inPath: boolean): Node => {
  const consulted = inPath ? [] : (['Accept-Language'] as const);
  const form = `${shape}.${inPath ? 'language' : 'bare'}`;
  const headers = headersOf(
    draft,
    ...['CDN-Cache-Control', 'Cache-Tag', 'Content-Language', 'ETag', 'Last-Modified', 'Link'],
    ...['Content-Security-Policy?', ...negotiatedHeaders(consulted)],
  );
  const absences = ['not-found', 'not-translated', 'malformed-slug', 'unknown-collection'] as const;
  return {
    operationId: inPath ? `${shape}InLanguage` : shape,
    tags: ['embeds'],
    ...tellingOf(draft.words, draft.words.operations[shape], inPath ? 'named' : 'unnamed'),
    parameters: [
      ...(inPath ? [languageParameter(draft)] : []),
      shareParameter(draft, 'kind'),
      slugParameter(draft),
      query(draft, 'fallback', { type: 'string', const: 'none' }),
      ...(shape === 'embed' ? [query(draft, 'theme', { type: 'string', enum: themes })] : []),
      ...headerParameters(draft, [...consulted, 'If-None-Match']),
    ],
    responses: {
      200: { description: draft.word('responses', shape), headers, content: html },
      304: { description: draft.words.responses.notModified, headers },
      308: moved(draft),
      400: badRequest(draft),
      404: problemResponse(draft, `NotFound.${form}`, [
        ...absences,
        ...(inPath ? (['unknown-language'] as const) : []),
      ]),
      410: problemResponse(draft, 'Gone', codesWith(410)),
      ...anywhere(draft),
    },
  };
};

const oembed = (draft: Draft): Node => ({
  operationId: 'oembed',
  tags: ['embeds'],
  ...draft.words.operations.oembed,
  parameters: [
    query(
      draft,
      'url',
      { type: 'string', format: 'uri' },
      { required: true, example: 'https://example.jp/ja/actions/data' },
    ),
    query(draft, 'format', { type: 'string', enum: ['json', 'xml'], default: 'json' }),
    query(draft, 'maxwidth', { type: 'integer', minimum: 1 }),
    query(draft, 'maxheight', { type: 'integer', minimum: 1 }),
    ...headerParameters(draft, ['Accept-Language']),
  ],
  responses: {
    200: {
      description: draft.word('responses', 'oembed'),
      headers: headersOf(draft, 'CDN-Cache-Control', 'Content-Language', 'Vary?'),
      content: { 'application/json': { schema: shareSchema(draft, oembedSchema) }, 'text/xml': text },
    },
    308: moved(draft),
    400: badRequest(draft),
    404: problemResponse(draft, 'NotFound.oembed', ['not-found']),
    501: problemResponse(draft, 'NotImplemented', codesWith(501)),
    ...anywhere(draft),
  },
});

const embedBuilder = (draft: Draft, inPath: boolean): Node => ({
  operationId: inPath ? 'embedBuilderInLanguage' : 'embedBuilder',
  tags: ['embeds'],
  ...tellingOf(draft.words, draft.words.operations.embedBuilder, inPath ? 'named' : 'unnamed'),
  parameters: [
    ...(inPath ? [languageParameter(draft)] : []),
    query(draft, 'item', { type: 'string' }, { example: 'actions/data' }),
    query(draft, 'kind', { type: 'string', enum: kinds }),
    query(draft, 'after', { type: 'string', maxLength: 2000 }),
    query(draft, 'language', { type: 'string', enum: ['', ...languageTags] }),
    query(draft, 'theme', { type: 'string', enum: ['', ...themes] }, {}, 'builder'),
    ...(inPath ? [] : headerParameters(draft, ['Accept-Language'])),
  ],
  responses: {
    200: {
      description: draft.word('responses', 'embedBuilder'),
      headers: headersOf(
        draft,
        ...['CDN-Cache-Control', 'Content-Language', 'Content-Security-Policy'],
        ...negotiatedHeaders(inPath ? [] : ['Accept-Language']),
      ),
      content: html,
    },
    308: moved(draft),
    400: badRequest(draft),
    404: problemResponse(draft, `NotFound.embedBuilder.${inPath ? 'language' : 'bare'}`, [
      'not-found',
      ...(inPath ? (['unknown-language', 'unknown-collection'] as const) : []),
    ]),
    ...anywhere(draft),
  },
});

/** The paths of what stands on other sites. */
export const embedPaths = (draft: Draft): Node => ({
  ...Object.fromEntries(
    embedVariants.flatMap((shape) => [
      [`/{language}/${shape}/{kind}/{slug}`, { get: shaped(draft, shape, true) }],
      [`/${shape}/{kind}/{slug}`, { get: shaped(draft, shape, false) }],
    ]),
  ),
  '/oembed': { get: oembed(draft) },
  '/{language}/embed-builder': { get: embedBuilder(draft, true) },
  '/embed-builder': { get: embedBuilder(draft, false) },
});
