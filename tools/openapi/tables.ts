import type { Format } from '../../src/formats/format.ts';
import { formatsOf } from '../../src/formats/index.ts';
import { label, messagesFor } from '../../src/i18n/messages.ts';
import { type Table, tables } from '../../src/kinds/index.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { operationText } from './messages.ts';
import { headerParameters, languageParameter, negotiationHeaders, queryParameters } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { capital, operationSuffix, pathTemplate } from './record-path.ts';
import { badRequest, commonProblems, contentOf, recordHeaders, redirect } from './responses.ts';

const operation = (builder: DocumentBuilder, { name, kind }: Table, form: 'full' | 'format', format: Format): Node => {
  const { t } = messagesFor(builder.language);
  const { kinds, operations, responses } = builder.messages;
  const headers = recordHeaders(builder, 'table', form, false);
  const values = { ...kinds[kind], title: label(t, 'tables', name), extension: `.${format.extension}` };
  return {
    operationId: `list${capital(name)}${operationSuffix(form, format)}`,
    tags: [kind],
    ...operationText(builder.messages, operations.table, form, values),
    parameters: [
      ...(form === 'full' ? [languageParameter(builder)] : []),
      ...queryParameters(builder, kind, 'table', undefined, format),
      ...headerParameters(builder, [...negotiationHeaders(form), 'If-Match', 'If-None-Match']),
    ],
    responses: {
      200: { description: builder.message('responses', 'table'), headers, ...contentOf(format.mediaType) },
      304: { description: responses.notModified, headers },
      308: redirect(builder),
      400: badRequest(builder),
      ...(form === 'full' && { 404: problemResponse(builder, 'NotFound.unknown-language', ['unknown-language']) }),
      ...commonProblems(builder),
    },
  };
};

/** The paths of the tables, with and without a language. */
export const tablePaths = (builder: DocumentBuilder): Node =>
  Object.fromEntries(
    tables.flatMap((table) =>
      formatsOf('table', table.kind).flatMap((format) =>
        (['full', 'format'] as const).map((form) => [
          pathTemplate(table.name, 'table', form, format),
          { get: operation(builder, table, form, format) },
        ]),
      ),
    ),
  );
