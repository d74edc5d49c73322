import { formatsOf } from '../../src/formats/index.ts';
import type { Draft, Node } from './builder.ts';
import { tellingOf } from './messages.ts';
import { formatParameter, headerParameters, languageParameter, queryParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { anywhere, badRequest, moved, recordHeaders, textContent } from './responses.ts';

const operation = (draft: Draft, form: 'full' | 'format'): Node => {
  const headers = recordHeaders(draft, 'recentChanges', form, false);
  const codes = ['unknown-format', ...(form === 'full' ? (['unknown-language'] as const) : [])] as const;
  return {
    operationId: form === 'full' ? 'listChangesInLanguage' : 'listChanges',
    tags: ['service'],
    ...tellingOf(draft.words, draft.words.operations.changes, form),
    parameters: [
      ...(form === 'full' ? [languageParameter(draft)] : []),
      formatParameter(draft, undefined, 'recentChanges'),
      ...queryParameters(draft, undefined, 'recentChanges'),
      ...headerParameters(draft, [
        ...(form === 'format' ? (['Accept-Language'] as const) : []),
        'If-Match',
        'If-None-Match',
      ]),
    ],
    responses: {
      200: {
        description: draft.word('responses', 'changes'),
        headers,
        content: textContent(formatsOf('recentChanges').map(({ mediaType }) => mediaType)),
      },
      304: { description: draft.words.responses.notModified, headers },
      308: moved(draft),
      400: badRequest(draft),
      404: problemResponse(draft, `NotFound.changes.${form}`, codes),
      ...anywhere(draft),
    },
  };
};

/** The paths of what was published last: with the language named, and without. */
export const changesPaths = (draft: Draft): Node => ({
  '/{language}/changes.{format}': { get: operation(draft, 'full') },
  '/changes.{format}': { get: operation(draft, 'format') },
});
