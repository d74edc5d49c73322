import { servicePages, servicePath } from '../../src/pages/service-paths.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { publicHeaders } from './headers.ts';
import { chapterParameter, codeParameter, headerParameters, languageParameter } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { commonProblems, negotiatedHeaders, redirect } from './responses.ts';
import { serviceOperation } from './service.ts';

/** The pages of the documentation and those about the service, each with its path and the parameter in it. */
const pages = {
  docs: { path: '/docs', parameter: undefined },
  docsChapter: { path: '/docs/{chapter}', parameter: chapterParameter },
  problemType: { path: '/problems/{code}', parameter: codeParameter },
  about: { path: servicePath('about'), parameter: undefined },
  accessibility: { path: servicePath('accessibility'), parameter: undefined },
  privacy: { path: servicePath('privacy'), parameter: undefined },
} as const;

const notFound = (builder: DocumentBuilder, hasParameter: boolean, withLanguage: boolean): Node => {
  const codes = [
    ...(hasParameter ? (['not-found'] as const) : []),
    ...(withLanguage ? (['unknown-language', 'unknown-collection'] as const) : []),
  ];
  return codes.length === 0 ? {} : { 404: problemResponse(builder, `NotFound.own.${codes.join('.')}`, codes) };
};

const pageOperation = (builder: DocumentBuilder, name: keyof typeof pages, withLanguage: boolean): Node => {
  const { parameter } = pages[name];
  const negotiated = withLanguage ? [] : (['Accept-Language'] as const);
  const parameters = [
    ...(withLanguage ? [languageParameter(builder)] : []),
    ...(parameter ? [parameter(builder)] : []),
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
    ...notFound(builder, parameter !== undefined, withLanguage),
    ...commonProblems(builder),
  };
  return serviceOperation(builder, name, parameters, responses, withLanguage ? 'named' : 'unnamed');
};

/** The paths of these pages, each with and without a language. */
export const docsPaths = (builder: DocumentBuilder): Node =>
  Object.fromEntries(
    (['docs', 'docsChapter', 'problemType', ...servicePages] as const).flatMap((name) => [
      [`/{language}${pages[name].path}`, { get: pageOperation(builder, name, true) }],
      [pages[name].path, { get: pageOperation(builder, name, false) }],
    ]),
  );
