import { type Language, languageTags } from '../languages.ts';
import { problemTypePage } from '../pages/problem-type.tsx';
import { chapterPage } from '../pages/reference/chapter.tsx';
import type { Document } from '../pages/reference/document.ts';
import { overviewPage } from '../pages/reference/overview.tsx';
import { isProblemCode } from '../problems.ts';
import { wordsOf } from '../words.ts';
import type { Answering, RoomContext } from './context.ts';
import { negotiated, problem } from './gateway.ts';
import { languageFor, siteOf } from './vantage.ts';

const readersOf = ({ req, env }: RoomContext): Language => languageFor(req.header('Accept-Language'), siteOf(env));

const originOf = ({ env }: RoomContext): string => siteOf(env).origin;

const spoken = (language: Language, type: string) => ({
  'Content-Type': type,
  'Content-Language': language,
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'public, max-age=60',
});

const fileOf = (context: RoomContext, language: Language): Promise<Response> =>
  context.env.ASSETS.fetch(new URL(`/openapi/${language}.json`, originOf(context)));

/** `/openapi.json`: OpenAPI 3.1, with descriptions in the reader's language. */
export const openapi = async (context: RoomContext): Promise<Response> => {
  const language = readersOf(context);
  const { body, status } = await fileOf(context, language);
  return negotiated(new Response(body, { status, headers: spoken(language, 'application/json') }), ['Accept-Language']);
};

// A build has one document in each language: it is read once, not for each of its pages.
const documents = new Map<Language, Document>();

const documentIn = async (context: RoomContext, language: Language): Promise<Document> => {
  const known = documents.get(language);
  if (known) return known;
  const document = await (await fileOf(context, language)).json<Document>();
  documents.set(language, document);
  return document;
};

/** A page in one language; nothing where the path names none. */
type Page = (context: RoomContext, language: Language) => string | undefined | Promise<string | undefined>;

const pages: Readonly<Record<string, Page>> = {
  '/docs': async (context, language) =>
    overviewPage(language, { origin: originOf(context), document: await documentIn(context, language) }),
  '/docs/:chapter': async (context, language) =>
    chapterPage(language, {
      origin: originOf(context),
      document: await documentIn(context, language),
      chapter: context.req.param('chapter') ?? '',
    }),
  '/problems/:code': (context, language) => {
    const code = context.req.param('code') ?? '';
    return isProblemCode(code) ? problemTypePage(language, { origin: originOf(context), code }) : undefined;
  },
};

const answering =
  (page: Page, named?: Language): Answering =>
  async (context) => {
    const language = named ?? readersOf(context);
    const written = await page(context, language);
    if (written === undefined)
      return problem(context, { code: 'not-found', detail: wordsOf(language).t('problems:not-found.path') });
    const response = new Response(written, { headers: spoken(language, 'text/html; charset=utf-8') });
    const canonical = `${originOf(context)}/${language}${context.req.path}`;
    return named ? response : negotiated(response, ['Accept-Language'], canonical);
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
