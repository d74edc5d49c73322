import type { Format } from '../../src/formats/format.ts';
import { formatsOf } from '../../src/formats/index.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { operationText } from './messages.ts';
import { headerParameters, languageParameter, queryParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { operationSuffix, pathTemplate } from './record-path.ts';
import { badRequest, commonProblems, contentOf, recordHeaders, redirect } from './responses.ts';

const operation = (builder: DocumentBuilder, form: 'full' | 'format', format: Format): Node => {
  const headers = recordHeaders(builder, 'recentChanges', form, false);
  return {
    operationId: `listChanges${operationSuffix(form, format)}`,
    tags: ['service'],
    ...operationText(builder.messages, builder.messages.operations.changes, form, {
      extension: `.${format.extension}`,
    }),
    parameters: [
      ...(form === 'full' ? [languageParameter(builder)] : []),
      ...queryParameters(builder, undefined, 'recentChanges'),
      ...headerParameters(builder, [
        ...(form === 'format' ? (['Accept-Language'] as const) : []),
        'If-Match',
        'If-None-Match',
      ]),
    ],
    responses: {
      200: {
        description: builder.message('responses', 'changes'),
        headers,
        ...contentOf(format.mediaType),
      },
      304: { description: builder.messages.responses.notModified, headers },
      308: redirect(builder),
      400: badRequest(builder),
      ...(form === 'full' && { 404: problemResponse(builder, 'NotFound.changes.full', ['unknown-language']) }),
      ...commonProblems(builder),
    },
  };
};

/** The paths of the recent changes, with and without a language. */
export const recentChangesPaths = (builder: DocumentBuilder): Node =>
  Object.fromEntries(
    formatsOf('recentChanges').flatMap((format) =>
      (['full', 'format'] as const).map((form) => [
        pathTemplate('changes', 'recentChanges', form, format),
        { get: operation(builder, form, format) },
      ]),
    ),
  );
