import { checkReadiness } from '../../database/readiness.ts';
import { listingsDigest } from '../../database/write/listings-digest.ts';
import { label, messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds, tables } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { collectionPageView, entriesAt, type PageView } from '../../pages/pointer.ts';
import { homePage } from '../../pages/site/home.tsx';
import { formatPath, rawQuery } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { urlsByLanguage } from '../link-header.ts';
import { negotiateFormat, varyOn } from '../negotiate.ts';
import { problem, redirect, shortLived, withVary } from '../responses.ts';
import { serviceLinkHeader, serviceLinks } from '../service-links.ts';
import { type Backend, BackendUnreachable } from './backend.ts';
import { notReady } from './health.ts';

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
    tables: tables.map(({ name }) => ({
      name,
      title: label(t, 'tables', name),
      href: origin + formatPath({ language, table: name, format: 'csv' }),
    })),
    languages: languageTags,
    links: {
      self: hrefIn(language),
      alternates: urlsByLanguage(
        languageTags.filter((tag) => tag !== language),
        hrefIn,
      ),
      ...serviceLinks(origin, language),
      openapi: `${origin}/openapi.json`,
      docs: `${origin}/docs`,
    },
  });
};

const homeKinds = (['councils', 'actions'] as const).filter((kind) => kinds.includes(kind));

/** Reads the first page of a collection. @throws BackendUnreachable: the home is never shown without its lists. */
const readCards = async (backend: Backend, kind: Kind, language: Language, origin: string): Promise<PageView> => {
  const self = origin + formatPath({ language, kind, format: 'json' });
  const response = await backend(self);
  if (!response.ok) throw new BackendUnreachable(`${self} answers ${response.status}`);
  const page = await response.json<Parameters<typeof collectionPageView>[0]>();
  const none = { alternates: {}, formats: {}, mediaTypes: {}, more: {} };
  return collectionPageView(page, { ...none, id: self, origin, self, canonical: self, first: self, flags: new Set() });
};

const homeHtml = async (c: AppContext): Promise<Response> => {
  const { language, config, backend, database } = c.var;
  const { origin } = config;
  const views = await Promise.all(
    homeKinds.map(async (kind) => [kind, await readCards(backend, kind, language, origin)] as const),
  );
  const isEmpty = views.every(([, view]) => entriesAt(view, '/items').length === 0);
  if (isEmpty && !(await checkReadiness(database, listingsDigest())).filled) return notReady(c, ['content']);
  return shortLived(homePage(language, origin, Object.fromEntries(views)), 'text/html; charset=utf-8', language);
};

/**
 * `/` and `/{language}`: what there is and where, JSON for programs, HTML for people. A query is dropped by a 308.
 * Problems: not-acceptable; for a page also unavailable where its lists cannot be read, and not-ready before the first
 * publication.
 */
export const home = async (c: AppContext): Promise<Response> => {
  const { url, language, config } = c.var;
  const { origin } = config;
  const format = negotiateFormat(c, undefined, candidates);
  if (!format)
    return problem(c, {
      code: 'not-acceptable',
      members: { available: candidates.map(({ mediaType }) => mediaType) },
    });
  const vary = varyOn({ format: true, language: url.language === undefined });
  const isPage = format.extension === 'html';
  if (rawQuery(c.req) !== '') return withVary(redirect(origin + c.req.path), vary);
  const response = isPage ? await homeHtml(c) : shortLived(homeJson(language, origin), 'application/json', language);
  if (response.ok) response.headers.set('Link', serviceLinkHeader(origin, language));
  return withVary(response, vary, origin + formatPath({ language }));
};
