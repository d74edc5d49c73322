import { servicePages, servicePath } from '../../src/pages/service-paths.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import {
  chapterParameter,
  codeParameter,
  headerParameters,
  languageParameter,
  operationParameter,
} from './parameters.ts';
import { problemResponse } from './problems.ts';
import { commonProblems, negotiatedHeaders, redirect } from './responses.ts';
import { serviceOperation } from './service.ts';

/** The pages of the documentation and those about the service, each with its path and the parameters in it. */
const pages = {
  docs: { path: '/docs', parameters: [] },
  docsChapter: { path: '/docs/{chapter}', parameters: [chapterParameter] },
  docsSamples: { path: '/docs/{chapter}/{operation}', parameters: [chapterParameter, operationParameter] },
  problemType: { path: '/problems/{code}', parameters: [codeParameter] },
  about: { path: servicePath('about'), parameters: [] },
  accessibility: { path: servicePath('accessibility'), parameters: [] },
  privacy: { path: servicePath('privacy'), parameters: [] },
} as const;

const notFound = (builder: DocumentBuilder, hasParameter: boolean, withLanguage: boolean): Node => {
  const codes = [
    ...(hasParameter ? (['not-found'] as const) : []),
    ...(withLanguage ? (['unknown-language', 'unknown-collection'] as const) : []),
  ];
  return codes.length === 0 ? {} : { 404: problemResponse(builder, `NotFound.own.${codes.join('.')}`, codes) };
};

const pageOperation = (builder: DocumentBuilder, name: keyof typeof pages, withLanguage: boolean): Node => {
  const ownParameters = pages[name].parameters.map((parameter) => parameter(builder));
  const negotiated = withLanguage ? [] : (['Accept-Language'] as const);
  const parameters = [
    ...(withLanguage ? [languageParameter(builder)] : []),
    ...ownParameters,
    ...headerParameters(builder, negotiated),
  ];
  const headers = publicHeaders(
    builder,
    ...['Content-Language', 'Content-Security-Policy', 'ETag'],
    ...negotiatedHeaders(negotiated),
  );
  const content = { 'text/html': { schema: { type: 'string' } } };
  const responses = {
    200: { description: builder.message('responses', name), headers, content },
    304: { description: builder.messages.responses.notModified, headers },
    308: redirect(builder),
    ...notFound(builder, ownParameters.length > 0, withLanguage),
    ...commonProblems(builder),
  };
  return {
    ...serviceOperation(builder, name, parameters, responses, withLanguage ? 'named' : 'unnamed'),
    tags: ['pages'],
  };
};

/** The paths of these pages, each with and without a language. */
export const docsPaths = (builder: DocumentBuilder): Node =>
  Object.fromEntries(
    (['docs', 'docsChapter', 'docsSamples', 'problemType', ...servicePages] as const).flatMap((name) => [
      [`/{language}${pages[name].path}`, { get: pageOperation(builder, name, true) }],
      [pages[name].path, { get: pageOperation(builder, name, false) }],
    ]),
  );
