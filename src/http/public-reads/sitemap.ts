import * as z from 'zod';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/connection.ts';
import { readSitemap, type SitemapEntry } from '../../database/read/sitemap.ts';
import { kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { lazy } from '../../lib/lazy.ts';
import { element } from '../../lib/xml.ts';
import { servicePages, servicePath } from '../../pages/service-paths.ts';
import { chapters } from '../../pages/site/docs/openapi.ts';
import { problemCodes } from '../../problem-codes.ts';
import { formatPath } from '../../url.ts';
import { cacheHeaders, etagOf, hopHeaders, isHeld, requestDigest } from '../cache-headers.ts';
import { problemResponse } from '../problem-details.ts';
import type { Parameter } from '../query-parameters.ts';
import type { ReadsContext } from './env.ts';

// With a page in each language, far below the protocol's limit of 50,000 URLs a file.
const itemsPerFile = 5000;

/** The sitemap's one parameter: the number of a file, where there are several. */
export const sitemapParameters: Readonly<Record<string, Parameter>> = {
  part: { schema: lazy(() => z.string().regex(/^[1-9]\d{0,3}$/)), expected: 'part' },
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespaces = {
  xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
  'xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
};

// A `url` for each language of a page, each with all alternates; `pathIn()` is the path that negotiates the language.
const urlElements = (
  origin: string,
  languages: readonly Language[],
  pathIn: (language?: Language) => string,
  modified?: string,
): string[] => {
  const alternates = [...languages.map((tag) => [tag, pathIn(tag)] as const), ['x-default', pathIn()] as const];
  const links = alternates.map(([hreflang, path]) =>
    element('xhtml:link', { rel: 'alternate', hreflang, href: origin + path }),
  );
  const lastmod = modified ? [element('lastmod', {}, modified)] : [];
  return languages.map(
    (tag) => `${element('url', {}, [element('loc', {}, origin + pathIn(tag)), ...lastmod, ...links])}\n`,
  );
};

const under = (path: string) => (language?: Language) => (language ? `/${language}${path}` : path);

// The home, the collections and the service's own pages.
const pages = (origin: string): string[] => [
  ...urlElements(origin, languageTags, (language) => formatPath(language ? { language } : {})),
  ...urlElements(origin, languageTags, under('/embed-builder')),
  ...kinds.flatMap((kind) => urlElements(origin, languageTags, under(formatPath({ kind, format: 'html' })))),
  ...[
    ...servicePages.map(servicePath),
    '/docs',
    ...chapters.map((chapter) => `/docs/${chapter}`),
    ...problemCodes.map((code) => `/problems/${code}`),
  ]
    .map(under)
    .flatMap((pathIn) => urlElements(origin, languageTags, pathIn)),
];

const urlset = (origin: string, entries: readonly SitemapEntry[], part: number): string => {
  const items = entries.flatMap(({ kind, slug, languages, modified }) =>
    urlElements(origin, languages, under(formatPath({ kind, slug, format: 'html' })), modified),
  );
  return `${declaration}${element('urlset', namespaces, ['\n', ...(part === 1 ? pages(origin) : []), ...items])}\n`;
};

const sitemapIndex = (origin: string, parts: number): string => {
  const files = Array.from({ length: parts }, (_, index) => {
    const loc = element('loc', {}, `${origin}/sitemap.xml?part=${index + 1}`);
    return `${element('sitemap', {}, [loc])}\n`;
  });
  return `${declaration}${element('sitemapindex', { xmlns: namespaces.xmlns }, ['\n', ...files])}\n`;
};

/**
 * Answers `/sitemap.xml` (sitemaps.org 0.9): every page in every language it has, with its alternates; or, where there
 * are more than `size` items, an index of files with `?part=1` and so on. Each kind is a tag, so that every publication
 * purges it. Problem: not-found, for a part that does not exist.
 */
export const answerSitemap = async (
  request: Request,
  { origin, build, defaultLanguage: language }: Config,
  database: Database,
  size = itemsPerFile,
): Promise<Response> => {
  const { searchParams, pathname } = new URL(request.url);
  const requested = searchParams.get('part');
  const part = Number(requested ?? 1);
  const page = await readSitemap(database, { limit: size, offset: (part - 1) * size });
  const { entries, total } = page ?? { entries: [], total: 0 };
  const parts = Math.max(1, Math.ceil(total / size));
  if (part > parts) {
    const headers = { [hopHeaders.tags]: kinds.join(',') };
    return problemResponse(
      { code: 'not-found', values: { kind: 'sitemap.xml', slug: String(part) }, headers },
      { language, form: 'json', origin, path: pathname },
    );
  }
  const isIndex = requested === null && parts > 1;
  const rest = isIndex ? [parts] : [part, entries];
  const etag = etagOf(digestOf(rest), requestDigest({ build, origin, language, format: 'sitemap', rest: [] }));
  const headers = {
    ...cacheHeaders(etag, [], { kinds }),
    'Content-Type': 'application/xml; charset=utf-8',
  };
  if (isHeld(request.headers.get('If-None-Match') ?? undefined, etag))
    return new Response(null, { status: 304, headers });
  return new Response(isIndex ? sitemapIndex(origin, parts) : urlset(origin, entries, part), { headers });
};

/** Handles `/sitemap.xml` on the reads' side. */
export const sitemap = (c: ReadsContext): Promise<Response> => answerSitemap(c.req.raw, c.var.config, c.var.database);
