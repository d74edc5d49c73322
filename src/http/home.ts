import { type Address, pathOf } from '../address.ts';
import { type Language, languageTags } from '../languages.ts';
import { homePage } from '../pages/home.tsx';
import { kinds } from '../resources/index.ts';
import { wordsOf } from '../words.ts';
import { inLanguages } from './links.ts';
import { parseQuery } from './parameters.ts';
import type { Problem } from './problems.ts';
import { choose, type Site } from './vantage.ts';

const offered = [
  { extension: 'json', mediaType: 'application/json' },
  { extension: 'html', mediaType: 'text/html' },
];

const homeJson = (language: Language, origin: string): string => {
  const { t } = wordsOf(language);
  const at = (tag: Language) => origin + pathOf({ language: tag });
  return JSON.stringify({
    language,
    name: t('home.title'),
    description: t('home.about'),
    collections: kinds.map((kind) => ({ kind, name: t(`kinds.${kind}`), href: origin + pathOf({ language, kind }) })),
    languages: languageTags,
    links: {
      self: at(language),
      alternates: inLanguages(
        languageTags.filter((tag) => tag !== language),
        at,
      ),
      openapi: `${origin}/openapi.json`,
      docs: `${origin}/docs`,
    },
  });
};

/** The home, or why not. */
export type Home = { problem: Problem } | { response: Response; consulted: readonly string[]; location: string };

/** Answers `/` and `/{language}`: what there is and where, JSON for programs, HTML for people. */
export const answerHome = (request: Request, asked: Address, site: Site): Home => {
  const { language, format, consulted } = choose(request.headers, asked, offered, site);
  const { origin } = site;
  if (!format)
    return { problem: { code: 'not-acceptable', members: { available: offered.map(({ mediaType }) => mediaType) } } };
  const location = origin + pathOf({ language });
  const { search, searchParams } = new URL(request.url);
  const query = parseQuery(searchParams, {});
  const page = format.extension === 'html';
  if (search !== '' && page) {
    // A campaign's parameters are dropped on pages; what they lead to is the same.
    const headers = { Location: origin + pathOf(asked), 'Cache-Control': 'public, max-age=60' };
    return { response: new Response(null, { status: 308, headers }), consulted, location };
  }
  if ('parameter' in query) {
    const { parameter } = query;
    const detail = wordsOf(language).t('problems:invalid-parameter.unknown', { parameter: String(parameter) });
    return { problem: { code: 'invalid-parameter', detail, members: { parameter: String(parameter), available: [] } } };
  }
  const response = new Response(page ? homePage(language) : homeJson(language, origin), {
    headers: {
      'Content-Type': page ? 'text/html; charset=utf-8' : 'application/json',
      'Content-Language': language,
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });
  return { response, consulted, location };
};
