import { messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { collectionPageView } from '../../pages/pointer.ts';
import { type HomeCollections, homePage } from '../../pages/site/home.tsx';
import { formatPath } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { urlsByLanguage } from '../link-header.ts';
import { negotiateFormat, varyOn } from '../negotiate.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, problem, redirect, shortLived, withVary } from '../responses.ts';
import type { Backend } from './backend.ts';

const candidates = [
  { extension: 'json', mediaType: 'application/json' },
  { extension: 'html', mediaType: 'text/html' },
];

const homeJson = (language: Language, origin: string): string => {
  const { t } = messagesFor(language);
  const hrefIn = (tag: Language) => origin + formatPath({ language: tag });
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
      self: hrefIn(language),
      alternates: urlsByLanguage(
        languageTags.filter((tag) => tag !== language),
        hrefIn,
      ),
      openapi: `${origin}/openapi.json`,
      docs: `${origin}/docs`,
    },
  });
};

// The home is shown without the record, too: a collection that is empty, or cannot be read, is left out.
const readCards = async (
  backend: Backend,
  kind: Kind,
  language: Language,
  origin: string,
): Promise<HomeCollections> => {
  const self = origin + formatPath({ language, kind, format: 'json' });
  try {
    const response = await backend(self);
    const page = response.ok ? await response.json<Parameters<typeof collectionPageView>[0]>() : undefined;
    if (!page || page.items.length === 0) return {};
    const none = { alternates: {}, formats: {}, mediaTypes: {}, more: {} };
    return { [kind]: collectionPageView(page, { ...none, id: self, origin, self, first: self, flags: new Set() }) };
  } catch (error) {
    console.error(JSON.stringify({ error: String(error), while: `reading ${kind} for the home` }));
    return {};
  }
};

const homeHtml = async (language: Language, origin: string, backend: Backend): Promise<string> => {
  const collections = await Promise.all(
    (['councils', 'actions'] as const).map((kind) => readCards(backend, kind, language, origin)),
  );
  return homePage(language, origin, Object.assign({}, ...collections));
};

/**
 * `/` and `/{language}`: what there is and where, JSON for programs, HTML for people. Problems: not-acceptable,
 * invalid-parameter (a page drops its parameters by a 308 instead).
 */
export const home = async (c: AppContext): Promise<Response> => {
  const { url, language, config, backend } = c.var;
  const { origin } = config;
  const format = negotiateFormat(c, undefined, candidates);
  if (!format)
    return problem(c, {
      code: 'not-acceptable',
      members: { available: candidates.map(({ mediaType }) => mediaType) },
    });
  const vary = varyOn({ format: true, language: url.language === undefined });
  const { search, searchParams } = new URL(c.req.url);
  const isPage = format.extension === 'html';
  if (search !== '' && isPage) return withVary(redirect(origin + c.req.path), vary);
  const parameters = parseQuery(searchParams, {});
  if (isInvalid(parameters)) return invalidParameter(c, parameters, {});
  const response = isPage
    ? shortLived(await homeHtml(language, origin, backend), 'text/html; charset=utf-8', language)
    : shortLived(homeJson(language, origin), 'application/json', language);
  return withVary(response, vary, origin + formatPath({ language }));
};
