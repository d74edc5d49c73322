import type { RoomContext } from './context.ts';
import { faulty } from './gateway.ts';
import { isFault, parseQuery, queryOf } from './parameters.ts';
import { asNew, type Reads } from './reads.ts';
import { sitemapParameters } from './sitemap.ts';
import { siteOf } from './vantage.ts';

/** `/robots.txt` (RFC 9309): everything public may be read by programs, and where the sitemap is. */
export const robots = ({ env }: RoomContext): Response =>
  new Response(`User-agent: *\nDisallow: /editor/\nSitemap: ${siteOf(env).origin}/sitemap.xml\n`, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });

/** `/sitemap.xml`, through the cache of the public reads. Problem: invalid-parameter. */
export const sitemap = async (context: RoomContext, reads: Reads): Promise<Response> => {
  const { req, env } = context;
  const parameters = parseQuery(new URL(req.url).searchParams, sitemapParameters);
  if (isFault(parameters)) return faulty(context, parameters, sitemapParameters);
  const response = await reads(`${siteOf(env).origin}/sitemap.xml${queryOf(parameters)}`, req.header('If-None-Match'));
  return asNew(response);
};
