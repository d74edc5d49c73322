import { chapterPage } from '../../pages/site/docs/chapter.tsx';
import { overviewPage } from '../../pages/site/docs/overview.tsx';
import { problemTypePage } from '../../pages/site/problem-type.tsx';
import { isProblemCode } from '../../problem-codes.ts';
import type { AppContext } from '../env.ts';
import { readDocument } from './openapi.ts';
import { ownPage } from './own-page.ts';

const lastSegment = ({ req: { path } }: AppContext): string => path.slice(path.lastIndexOf('/') + 1);

/** `/docs`: the first page of the API reference. */
export const docs = async (c: AppContext): Promise<Response> =>
  ownPage(c, overviewPage(c.var.language, { origin: c.var.config.origin, document: await readDocument(c) }));

/** `/docs/{chapter}`: a chapter of the API reference. Problem: not-found. */
export const docsChapter = async (c: AppContext): Promise<Response> => {
  const { language, config } = c.var;
  const document = await readDocument(c);
  return ownPage(c, chapterPage(language, { origin: config.origin, document, chapter: lastSegment(c) }));
};

/** `/problems/{code}`: what a problem's `type` means. Problem: not-found. */
export const problemType = (c: AppContext): Response => {
  const { language, config } = c.var;
  const code = lastSegment(c);
  return ownPage(c, isProblemCode(code) ? problemTypePage(language, { origin: config.origin, code }) : undefined);
};
