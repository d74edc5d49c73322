import { siteOf } from '../negotiate.ts';
import { formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import type { Visit } from '../request-context.ts';
import { invalidParameter } from '../responses.ts';
import type { Backend } from './backend.ts';
import { sitemapParameters } from './sitemap.ts';

/** `/robots.txt` (RFC 9309): everything public may be read by programs, and where the sitemap is. */
export const robots = ({ env }: Visit): Response =>
  new Response(`User-agent: *\nDisallow: /editor/\nSitemap: ${siteOf(env).origin}/sitemap.xml\n`, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });

/** `/sitemap.xml`, through the cache of the public reads. Problem: invalid-parameter. */
export const sitemap = async (visit: Visit, reads: Backend): Promise<Response> => {
  const { search, env, ifNoneMatch } = visit;
  const parameters = parseQuery(new URLSearchParams(search), sitemapParameters);
  if (isInvalid(parameters)) return invalidParameter(visit, parameters, sitemapParameters);
  return reads(`${siteOf(env).origin}/sitemap.xml${formatQuery(parameters)}`, ifNoneMatch);
};
