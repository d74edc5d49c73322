import * as z from 'zod';
import { type Api, apis, documentPath } from '../../src/pages/site/docs/openapi.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import { headerParameters, languageParameter } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { commonProblems, negotiatedHeaders, redirect } from './responses.ts';
import { toJsonSchema } from './schemas.ts';
import { serviceOperation } from './service.ts';

/** The members of a document that clients can rely on. */
const documentSchema = z.looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) });

const operation = (builder: DocumentBuilder, api: Api, withLanguage: boolean): Node => {
  const negotiated = withLanguage ? [] : (['Accept-Language'] as const);
  const headers = publicHeaders(builder, 'Content-Language', 'ETag', ...negotiatedHeaders(negotiated));
  return serviceOperation(
    builder,
    api === 'reading' ? 'openapi' : 'openapiEditing',
    [...(withLanguage ? [languageParameter(builder)] : []), ...headerParameters(builder, negotiated)],
    {
      200: {
        description: builder.message('responses', 'openapi'),
        headers,
        content: { 'application/json': { schema: toJsonSchema(documentSchema) } },
      },
      304: { description: builder.message('responses', 'notModified'), headers },
      308: redirect(builder),
      ...(withLanguage && {
        404: problemResponse(builder, 'NotFound.home', ['unknown-language', 'unknown-collection']),
      }),
      ...commonProblems(builder),
    },
    withLanguage ? 'named' : 'unnamed',
  );
};

/** The paths of the documents themselves, with and without a language. */
export const documentPaths = (builder: DocumentBuilder): Node =>
  Object.fromEntries(
    apis.flatMap((api) => [
      [`/{language}${documentPath(api)}`, { get: operation(builder, api, true) }],
      [documentPath(api), { get: operation(builder, api, false) }],
    ]),
  );
