import { chapterPage } from '../../pages/site/docs/chapter.tsx';
import { overviewPage } from '../../pages/site/docs/overview.tsx';
import { samplesPage } from '../../pages/site/docs/samples-page.tsx';
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

/** `/docs/{chapter}/{operation}`: how programs send a request, and what is answered. Problem: not-found. */
export const docsSamples = async (c: AppContext): Promise<Response> => {
  const { language, config } = c.var;
  const [chapter = '', id = ''] = c.req.path.split('/').slice(-2);
  const document = await readDocument(c);
  return ownPage(c, samplesPage(language, { origin: config.origin, document, chapter, id }));
};

/** `/problems/{code}`: what a problem's `type` means. Problem: not-found. */
export const problemType = (c: AppContext): Response => {
  const { language, config } = c.var;
  const code = lastSegment(c);
  return ownPage(c, isProblemCode(code) ? problemTypePage(language, { origin: config.origin, code }) : undefined);
};
