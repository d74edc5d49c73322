import { messagesFor } from '../../i18n/messages.ts';
import type { Language } from '../../languages.ts';
import { chapterPage } from '../../pages/site/docs/chapter.tsx';
import type { Document } from '../../pages/site/docs/openapi.ts';
import { overviewPage } from '../../pages/site/docs/overview.tsx';
import { problemTypePage } from '../../pages/site/problem-type.tsx';
import { isProblemCode } from '../../problem-codes.ts';
import { ONE_MINUTE } from '../cache-headers.ts';
import type { AppContext } from '../env.ts';
import { problem, shortLived, withVary } from '../responses.ts';

const fetchDocument = ({ env, var: { config, language } }: AppContext): Promise<Response> =>
  env.ASSETS.fetch(new URL(`/openapi/${language}.json`, config.origin));

/** `/openapi.json` and `/{language}/openapi.json`: the OpenAPI 3.1 document, with descriptions in the reader's language. */
export const openapi = async (c: AppContext): Promise<Response> => {
  const { url, language, config } = c.var;
  const { body, headers } = await fetchDocument(c);
  const etag = headers.get('ETag');
  const response = new Response(body, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Language': language,
      'Cache-Control': ONE_MINUTE,
      ...(etag && { ETag: etag }),
    },
  });
  return url.language ? response : withVary(response, 'Accept-Language', `${config.origin}/${language}/openapi.json`);
};

// A build has one document in each language: it is parsed once, not for each of its pages.
const documents = new Map<Language, Document>();

const readDocument = async (c: AppContext): Promise<Document> => {
  const { language } = c.var;
  const document = documents.get(language) ?? (await (await fetchDocument(c)).json<Document>());
  documents.set(language, document);
  return document;
};

const respond = (c: AppContext, page: string | undefined): Response => {
  const { url, language, config } = c.var;
  if (page === undefined)
    return problem(c, { code: 'not-found', detail: messagesFor(language).t('problems:not-found.path') });
  const response = shortLived(page, 'text/html; charset=utf-8', language);
  if (url.language) return response;
  return withVary(response, 'Accept-Language', `${config.origin}/${language}${c.req.path}`);
};

const lastSegment = ({ req: { path } }: AppContext): string => path.slice(path.lastIndexOf('/') + 1);

/** `/docs`: the first page of the API reference. */
export const docs = async (c: AppContext): Promise<Response> =>
  respond(c, overviewPage(c.var.language, { origin: c.var.config.origin, document: await readDocument(c) }));

/** `/docs/{chapter}`: a chapter of the API reference. Problem: not-found. */
export const docsChapter = async (c: AppContext): Promise<Response> => {
  const { language, config } = c.var;
  const document = await readDocument(c);
  return respond(c, chapterPage(language, { origin: config.origin, document, chapter: lastSegment(c) }));
};

/** `/problems/{code}`: what a problem's `type` means. Problem: not-found. */
export const problemType = (c: AppContext): Response => {
  const { language, config } = c.var;
  const code = lastSegment(c);
  return respond(c, isProblemCode(code) ? problemTypePage(language, { origin: config.origin, code }) : undefined);
};
