import { messagesFor } from '../../i18n/messages.ts';
import { chapterPage } from '../../pages/site/docs/chapter.tsx';
import { overviewPage } from '../../pages/site/docs/overview.tsx';
import { problemTypePage } from '../../pages/site/problem-type.tsx';
import { isProblemCode } from '../../problem-codes.ts';
import type { AppContext } from '../env.ts';
import { problem, shortLived, withVary } from '../responses.ts';
import { readDocument } from './openapi.ts';

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
