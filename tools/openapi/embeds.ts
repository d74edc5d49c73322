import { themes } from '../../src/embeds/version.ts';
import { kinds } from '../../src/kinds/index.ts';
import { slug } from '../../src/kinds/value-schemas.ts';
import { languageTags } from '../../src/languages.ts';
import { type EmbedVariant, embedVariants } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { shareParameter } from './editor-parameters.ts';
import { publicHeaders } from './headers.ts';
import { operationText } from './messages.ts';
import { oembedOperation } from './oembed.ts';
import { embedParameter, headerParameters, languageParameter } from './parameters.ts';
import { problemCodesOf, problemResponse } from './problems.ts';
import { badRequest, commonProblems, negotiatedHeaders, redirect } from './responses.ts';
import { toJsonSchema } from './schemas.ts';

const html = { 'text/html': { schema: { type: 'string' } } };

const slugParameter = (builder: DocumentBuilder): Node =>
  builder.share('parameters', 'slug.embed', () => ({
    name: 'slug',
    in: 'path',
    required: true,
    description: builder.message('parameters', 'slug.embed'),
    schema: toJsonSchema(slug()),
    example: builder.sample.slug,
  }));

const variantOperation = (builder: DocumentBuilder, variant: EmbedVariant, withLanguage: boolean): Node => {
  const negotiated = withLanguage ? [] : (['Accept-Language'] as const);
  const form = `${variant}.${withLanguage ? 'language' : 'bare'}`;
  const headers = publicHeaders(
    builder,
    ...['Content-Language', 'ETag', 'Last-Modified', 'Link'],
    ...['Content-Security-Policy?', ...(withLanguage ? ['Content-Location?'] : negotiatedHeaders(negotiated))],
  );
  const notFoundCodes = ['not-found', 'not-translated', 'malformed-slug', 'unknown-collection'] as const;
  return {
    operationId: withLanguage ? `${variant}InLanguage` : variant,
    tags: ['embeds'],
    ...operationText(builder.messages, builder.messages.operations[variant], withLanguage ? 'named' : 'unnamed'),
    parameters: [
      ...(withLanguage ? [languageParameter(builder)] : []),
      shareParameter(builder, 'kind'),
      slugParameter(builder),
      embedParameter(builder, 'fallback', { type: 'string', const: 'none' }),
      ...(variant === 'embed' ? [embedParameter(builder, 'theme', { type: 'string', enum: themes })] : []),
      ...headerParameters(builder, [...negotiated, 'If-None-Match']),
    ],
    responses: {
      200: { description: builder.message('responses', variant), headers, content: html },
      304: { description: builder.messages.responses.notModified, headers },
      308: redirect(builder),
      400: badRequest(builder),
      404: problemResponse(builder, `NotFound.${form}`, [
        ...notFoundCodes,
        ...(withLanguage ? (['unknown-language'] as const) : []),
      ]),
      410: problemResponse(builder, 'Gone', problemCodesOf(410)),
      ...commonProblems(builder),
    },
  };
};

const builderHeaders = (builder: DocumentBuilder, withLanguage: boolean): Node =>
  publicHeaders(
    builder,
    ...['Content-Language', 'Content-Security-Policy', 'ETag'],
    ...negotiatedHeaders(withLanguage ? [] : ['Accept-Language']),
  );

const builderOperation = (builder: DocumentBuilder, withLanguage: boolean): Node => ({
  operationId: withLanguage ? 'embedBuilderInLanguage' : 'embedBuilder',
  tags: ['embeds'],
  ...operationText(builder.messages, builder.messages.operations.embedBuilder, withLanguage ? 'named' : 'unnamed'),
  parameters: [
    ...(withLanguage ? [languageParameter(builder)] : []),
    embedParameter(builder, 'item', { type: 'string' }, { example: `${builder.sample.kind}/${builder.sample.slug}` }),
    embedParameter(builder, 'kind', { type: 'string', enum: kinds }),
    embedParameter(builder, 'after', { type: 'string', maxLength: 2000 }),
    embedParameter(builder, 'language', { type: 'string', enum: ['', ...languageTags] }),
    embedParameter(builder, 'theme', { type: 'string', enum: ['', ...themes] }, {}, 'builder'),
    ...(withLanguage ? [] : headerParameters(builder, ['Accept-Language'])),
  ],
  responses: {
    200: {
      description: builder.message('responses', 'embedBuilder'),
      headers: builderHeaders(builder, withLanguage),
      content: html,
    },
    304: { description: builder.messages.responses.notModified, headers: builderHeaders(builder, withLanguage) },
    308: redirect(builder),
    400: badRequest(builder),
    404: problemResponse(builder, `NotFound.embedBuilder.${withLanguage ? 'language' : 'bare'}`, [
      'not-found',
      ...(withLanguage ? (['unknown-language', 'unknown-collection'] as const) : []),
    ]),
    ...commonProblems(builder),
  },
});

/** The paths of embeds: cards and frames, oEmbed, the embed builder. */
export const embedPaths = (builder: DocumentBuilder): Node => ({
  ...Object.fromEntries(
    embedVariants.flatMap((variant) => [
      [`/{language}/${variant}/{kind}/{slug}`, { get: variantOperation(builder, variant, true) }],
      [`/${variant}/{kind}/{slug}`, { get: variantOperation(builder, variant, false) }],
    ]),
  ),
  '/oembed': { get: oembedOperation(builder) },
  '/{language}/embed-builder': { get: builderOperation(builder, true) },
  '/embed-builder': { get: builderOperation(builder, false) },
});
