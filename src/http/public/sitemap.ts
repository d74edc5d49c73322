import * as z from 'zod';
import type { Database } from '../../database/connection.ts';
import { readSitemap, type SitemapEntry } from '../../database/read/sitemap.ts';
import { kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import { chapters } from '../../pages/site/docs/openapi.ts';
import { problemCodes } from '../../problem-codes.ts';
import { formatPath } from '../../url.ts';
import { cachingHeaders, etagOf, matchesWeakly } from '../cache-policy.ts';
import { siteOf } from '../negotiate.ts';
import { problemResponse } from '../problem-details.ts';
import type { Parameter } from '../query-parameters.ts';

/** How many items a file holds: with every language a page each, far below the 50,000 URLs of the protocol. */
const itemsInFile = 5000;

const nowhere = { places: [], total: 0 };

/** The one parameter of the sitemap: which of its files, where it takes several. */
export const sitemapParameters: Readonly<Record<string, Parameter>> = {
  part: { schema: lazy(() => z.string().regex(/^[1-9]\d{0,3}$/)), expected: 'part' },
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** A page in each of its languages: `pathIn` gives its canonical path in one, or the one that asks the reader's. */
const urlsOf = (
  origin: string,
  languages: readonly Language[],
  pathIn: (language?: Language) => string,
  modified?: string,
): string => {
  const links = [...languages.map((tag) => [tag, pathIn(tag)]), ['x-default', pathIn()]]
    .map(([tag, path]) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${origin}${path}"/>`)
    .join('');
  const when = modified ? `<lastmod>${modified}</lastmod>` : '';
  return languages.map((tag) => `<url><loc>${origin}${pathIn(tag)}</loc>${when}${links}</url>\n`).join('');
};

const format = 'html';

const lists = (origin: string): string =>
  urlsOf(origin, languageTags, (language) => formatPath(language ? { language } : {})) +
  urlsOf(origin, languageTags, (language) => `${language ? `/${language}` : ''}/embed-builder`) +
  kinds
    .map((kind) =>
      urlsOf(origin, languageTags, (language) => formatPath({ ...(language && { language }), kind, format })),
    )
    .join('');

const service = (origin: string): string =>
  ['/docs', ...chapters.map((chapter) => `/docs/${chapter}`), ...problemCodes.map((code) => `/problems/${code}`)]
    .map((path) => urlsOf(origin, languageTags, (language) => (language ? `/${language}${path}` : path)))
    .join('');

const itemsOf = (origin: string, places: readonly SitemapEntry[]): string =>
  places
    .map(({ kind, slug, languages, modified }) =>
      urlsOf(
        origin,
        languages,
        (language) => formatPath({ ...(language && { language }), kind, slug, format }),
        modified,
      ),
    )
    .join('');

/** A file of pages: the first begins with the service's own and the collections. */
export const urlset = (origin: string, places: readonly SitemapEntry[], part: number): string =>
  `${declaration}<urlset ${namespace} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${part === 1 ? lists(origin) + service(origin) : ''}${itemsOf(origin, places)}</urlset>\n`;

/** The list of files, where one would not do. */
export const sitemapIndex = (origin: string, parts: number): string => {
  const files = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${origin}/sitemap.xml?part=${index + 1}</loc></sitemap>\n`,
  );
  return `${declaration}<sitemapindex ${namespace}>\n${files.join('')}</sitemapindex>\n`;
};

/**
 * Answers `/sitemap.xml` (sitemaps.org 0.9): every page in every language it has, each with its alternates; where one
 * file of `size` items does not hold them, an index of files, `?part=1` and so on. Problem: not-found, for a part
 * that there is not. Every kind is a tag of it, so that every publication purges it.
 */
export const answerSitemap = async (
  request: Request,
  env: Env,
  database: Database,
  size = itemsInFile,
): Promise<Response> => {
  const { origin, preferred } = siteOf(env);
  const { searchParams, pathname } = new URL(request.url);
  const asked = searchParams.get('part');
  const part = Number(asked ?? 1);
  const { places, total } = (await readSitemap(database, { limit: size, offset: (part - 1) * size })) ?? nowhere;
  const parts = Math.max(1, Math.ceil(total / size));
  if (part > parts) {
    const headers = { 'Cache-Tag': kinds.join(',') };
    return problemResponse(
      { code: 'not-found', values: { kind: 'sitemap.xml', slug: String(part) }, headers },
      { language: preferred, page: false, origin, path: pathname },
    );
  }
  const indexed = asked === null && parts > 1;
  const rest = indexed ? [parts] : [part, places];
  const variant = { build: env.VERSION.id, origin, language: preferred, format: 'sitemap', rest };
  const etag = etagOf(new Map(), variant);
  const headers = {
    ...cachingHeaders(etag, { dependencies: new Map() }, { kinds }),
    'Content-Type': 'application/xml; charset=utf-8',
  };
  if (matchesWeakly(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(indexed ? sitemapIndex(origin, parts) : urlset(origin, places, part), { headers });
};
