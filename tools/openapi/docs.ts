import type { Draft, Node } from './builder.ts';
import { headersOf } from './headers.ts';
import { chapterParameter, codeParameter, headerParameters, languageParameter } from './parameters.ts';
import { problemResponse } from './problems.ts';
import { anywhere, moved, negotiatedHeaders } from './responses.ts';
import { operation } from './service.ts';

/** What the service says of itself as pages: of which each path may name one, by a parameter. */
const ownPages = {
  docs: undefined,
  docsChapter: chapterParameter,
  problemType: codeParameter,
} as const;

type OwnPage = keyof typeof ownPages;

/** A page that its path names may not be there, nor may the language. */
const absence = (draft: Draft, named: boolean, inPath: boolean): Node => {
  const codes = [
    ...(named ? (['not-found'] as const) : []),
    ...(inPath ? (['unknown-language', 'unknown-collection'] as const) : []),
  ];
  return codes.length === 0 ? {} : { 404: problemResponse(draft, `NotFound.own.${codes.join('.')}`, codes) };
};

const ownPage = (draft: Draft, name: OwnPage, inPath: boolean): Node => {
  const which = ownPages[name];
  const consulted = inPath ? [] : (['Accept-Language'] as const);
  const parameters = [
    ...(inPath ? [languageParameter(draft)] : []),
    ...(which ? [which(draft)] : []),
    ...headerParameters(draft, consulted),
  ];
  const headers = headersOf(
    draft,
    ...['CDN-Cache-Control', 'Content-Language', 'Content-Security-Policy'],
    ...negotiatedHeaders(consulted),
  );
  const content = { 'text/html': { schema: { type: 'string' } } };
  const responses = {
    200: { description: draft.word('responses', name), headers, content },
    308: moved(draft),
    ...absence(draft, which !== undefined, inPath),
    ...anywhere(draft),
  };
  return operation(draft, name, parameters, responses, inPath ? 'named' : 'unnamed');
};

/** A page of the service's own at its path, in the reader's language or in the one that is named. */
const inEitherForm = (draft: Draft, path: string, name: OwnPage): Node => ({
  [`/{language}${path}`]: { get: ownPage(draft, name, true) },
  [path]: { get: ownPage(draft, name, false) },
});

/** The paths of the pages in which the service tells of itself. */
export const manualPaths = (draft: Draft): Node => ({
  ...inEitherForm(draft, '/docs', 'docs'),
  ...inEitherForm(draft, '/docs/{chapter}', 'docsChapter'),
  ...inEitherForm(draft, '/problems/{code}', 'problemType'),
});
