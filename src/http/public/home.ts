import { messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { collectionPageView } from '../../pages/pointer.ts';
import { type HomeCollections, homePage } from '../../pages/site/home.tsx';
import { formatPath, type RecordUrl } from '../../url.ts';
import { inLanguages } from '../link-header.ts';
import { negotiate, type Site } from '../negotiate.ts';
import type { Problem } from '../problem-details.ts';
import { parseQuery } from '../query-string.ts';
import type { Visit } from '../request-context.ts';
import { redirect } from '../responses.ts';
import type { Backend } from './backend.ts';

const offered = [
  { extension: 'json', mediaType: 'application/json' },
  { extension: 'html', mediaType: 'text/html' },
];

const homeJson = (language: Language, origin: string): string => {
  const { t } = messagesFor(language);
  const at = (tag: Language) => origin + formatPath({ language: tag });
  return JSON.stringify({
    language,
    name: t('home.title'),
    description: t('home.about'),
    collections: kinds.map((kind) => ({
      kind,
      name: t(`kinds.${kind}`),
      href: origin + formatPath({ language, kind }),
    })),
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

// The home stands without the record: what cannot be read now is left out, and what is empty.
const cardsOf = async (reads: Backend, kind: Kind, language: Language, origin: string): Promise<HomeCollections> => {
  const self = origin + formatPath({ language, kind, format: 'json' });
  try {
    const response = await reads(self);
    const page = response.ok ? await response.json<Parameters<typeof collectionPageView>[0]>() : undefined;
    if (!page || page.items.length === 0) return {};
    return {
      [kind]: collectionPageView(page, {
        id: self,
        origin,
        self,
        first: self,
        alternates: {},
        formats: {},
        mediaTypes: {},
        flags: new Set(),
        more: {},
      }),
    };
  } catch (error) {
    console.error(JSON.stringify({ error: String(error), while: `reading ${kind} for the home` }));
    return {};
  }
};

const homeHtml = async (language: Language, origin: string, reads: Backend): Promise<string> => {
  const shown = await Promise.all(
    (['councils', 'actions'] as const).map((kind) => cardsOf(reads, kind, language, origin)),
  );
  return homePage(language, origin, Object.assign({}, ...shown));
};

/** The home, or why not. */
export type Home = { problem: Problem } | { response: Response; vary: string; location: string };

/** Answers `/` and `/{language}`: what there is and where, JSON for programs, HTML for people. */
export const answerHome = async (
  { headers, search }: Pick<Visit, 'headers' | 'search'>,
  asked: RecordUrl,
  site: Site,
  reads: Backend,
): Promise<Home> => {
  const { language, format, vary } = negotiate(headers, asked, offered, site);
  const { origin } = site;
  if (!format)
    return { problem: { code: 'not-acceptable', members: { available: offered.map(({ mediaType }) => mediaType) } } };
  const location = origin + formatPath({ language });
  const query = parseQuery(new URLSearchParams(search), {});
  const page = format.extension === 'html';
  if (search !== '' && page) {
    // A campaign's parameters are dropped on pages; what they lead to is the same.
    return { response: redirect(origin + formatPath(asked)), vary, location };
  }
  if ('parameter' in query) {
    const { parameter } = query;
    const detail = messagesFor(language).t('problems:invalid-parameter.unknown', { parameter: String(parameter) });
    return { problem: { code: 'invalid-parameter', detail, members: { parameter: String(parameter), available: [] } } };
  }
  const response = new Response(page ? await homeHtml(language, origin, reads) : homeJson(language, origin), {
    headers: {
      'Content-Type': page ? 'text/html; charset=utf-8' : 'application/json',
      'Content-Language': language,
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });
  return { response, vary, location };
};
