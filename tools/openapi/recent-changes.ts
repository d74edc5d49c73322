import { formatsOf } from '../../src/formats/index.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { operationText } from './messages.ts';
import { formatParameter, headerParameters, languageParameter, queryParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { badRequest, commonProblems, recordHeaders, redirect, textContent } from './responses.ts';

const operation = (builder: DocumentBuilder, form: 'full' | 'format'): Node => {
  const headers = recordHeaders(builder, 'recentChanges', form, false);
  const codes = ['unknown-format', ...(form === 'full' ? (['unknown-language'] as const) : [])] as const;
  return {
    operationId: form === 'full' ? 'listChangesInLanguage' : 'listChanges',
    tags: ['service'],
    ...operationText(builder.messages, builder.messages.operations.changes, form),
    parameters: [
      ...(form === 'full' ? [languageParameter(builder)] : []),
      formatParameter(builder, undefined, 'recentChanges'),
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
        content: textContent(formatsOf('recentChanges').map(({ mediaType }) => mediaType)),
      },
      304: { description: builder.messages.responses.notModified, headers },
      308: redirect(builder),
      400: badRequest(builder),
      404: problemResponse(builder, `NotFound.changes.${form}`, codes),
      ...commonProblems(builder),
    },
  };
};

/** The paths of the recent changes, with and without a language. */
export const recentChangesPaths = (builder: DocumentBuilder): Node => ({
  '/{language}/changes.{format}': { get: operation(builder, 'full') },
  '/changes.{format}': { get: operation(builder, 'format') },
});
