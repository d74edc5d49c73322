import { messagesFor } from '../../i18n/messages.ts';
import { type Language, languageTags } from '../../languages.ts';
import { chapterPage } from '../../pages/site/docs/chapter.tsx';
import type { Document } from '../../pages/site/docs/openapi.ts';
import { overviewPage } from '../../pages/site/docs/overview.tsx';
import { problemTypePage } from '../../pages/site/problem-type.tsx';
import { isProblemCode } from '../../problem-codes.ts';
import { languageFor, siteOf } from '../negotiate.ts';
import type { Answering, Visit } from '../request-context.ts';
import { problem, withVary } from '../responses.ts';

const readersOf = ({ headers, env }: Visit): Language => languageFor(headers.get('Accept-Language'), siteOf(env));

const originOf = ({ env }: Visit): string => siteOf(env).origin;

const spoken = (language: Language, type: string) => ({
  'Content-Type': type,
  'Content-Language': language,
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'public, max-age=60',
});

const fileOf = (visit: Visit, language: Language): Promise<Response> =>
  visit.env.ASSETS.fetch(new URL(`/openapi/${language}.json`, originOf(visit)));

/** `/openapi.json`: OpenAPI 3.1, with descriptions in the reader's language. */
export const openapi = async (visit: Visit): Promise<Response> => {
  const language = readersOf(visit);
  const { body, status } = await fileOf(visit, language);
  return withVary(new Response(body, { status, headers: spoken(language, 'application/json') }), 'Accept-Language');
};

// A build has one document in each language: it is read once, not for each of its pages.
const documents = new Map<Language, Document>();

const documentIn = async (visit: Visit, language: Language): Promise<Document> => {
  const known = documents.get(language);
  if (known) return known;
  const document = await (await fileOf(visit, language)).json<Document>();
  documents.set(language, document);
  return document;
};

const lastIn = ({ path }: Visit): string => path.slice(path.lastIndexOf('/') + 1);

/** A page in one language; nothing where the path names none. */
type Page = (visit: Visit, language: Language) => string | undefined | Promise<string | undefined>;

const pages: Readonly<Record<string, Page>> = {
  '/docs': async (visit, language) =>
    overviewPage(language, { origin: originOf(visit), document: await documentIn(visit, language) }),
  '/docs/:chapter': async (visit, language) =>
    chapterPage(language, {
      origin: originOf(visit),
      document: await documentIn(visit, language),
      chapter: lastIn(visit),
    }),
  '/problems/:code': (visit, language) => {
    const code = lastIn(visit);
    return isProblemCode(code) ? problemTypePage(language, { origin: originOf(visit), code }) : undefined;
  },
};

const answering =
  (page: Page, named?: Language): Answering =>
  async (visit) => {
    const language = named ?? readersOf(visit);
    const written = await page(visit, language);
    if (written === undefined)
      return problem(visit, { code: 'not-found', detail: messagesFor(language).t('problems:not-found.path') });
    const response = new Response(written, { headers: spoken(language, 'text/html; charset=utf-8') });
    const canonical = `${originOf(visit)}/${language}${visit.path}`;
    return named ? response : withVary(response, 'Accept-Language', canonical);
  };

/**
 * The rooms in which the service tells of itself, by path: the reference (`/docs` and its chapters) and what a problem's
 * `type` means (`/problems/{code}`), each in the reader's language, and after `/{language}` in that one.
 * Problem: not-found.
 */
export const manual: Readonly<Record<string, Answering>> = Object.fromEntries(
  Object.entries(pages).flatMap(([path, page]) => [
    [path, answering(page)],
    ...languageTags.map((language) => [`/${language}${path}`, answering(page, language)] as const),
  ]),
);
