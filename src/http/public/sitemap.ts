import type { AppContext } from '../env.ts';
import { sitemapParameters } from '../public-reads/sitemap.ts';
import { formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, shortLived } from '../responses.ts';

/** `/robots.txt` (RFC 9309): programs may read everything public, or nothing of a preview; and where the sitemap is. */
export const robots = (c: AppContext): Response =>
  shortLived(
    c.var.config.noIndex
      ? 'User-agent: *\nDisallow: /\n'
      : `User-agent: *\nDisallow: /editor/\nSitemap: ${c.var.config.origin}/sitemap.xml\n`,
    'text/plain; charset=utf-8',
  );

/** `/sitemap.xml`, through the cache of the public reads. Problem: invalid-parameter. */
export const sitemap = (c: AppContext): Response | Promise<Response> => {
  const parameters = parseQuery(new URL(c.req.url).searchParams, sitemapParameters);
  if (isInvalid(parameters)) return invalidParameter(c, parameters, sitemapParameters);
  const canonical = `${c.var.config.origin}/sitemap.xml${formatQuery(parameters)}`;
  return c.var.backend(canonical, c.req.header('If-None-Match'));
};
