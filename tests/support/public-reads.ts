import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { type Backend, requestFor } from '../../src/http/public/backend.ts';
import { publicReads } from '../../src/http/public-reads/app.ts';

/** The public reads without a cache in front of them. */
export const publicReadsWith =
  (bindings: Env): Backend =>
  async (canonical, condition) =>
    publicReads.fetch(requestFor(canonical, condition), bindings, createExecutionContext());

/** How long that cache keeps what has tags. */
export const aDay = 'max-age=86400, stale-while-revalidate=3600, stale-if-error=604800';

/** What the public reads say to the cache in front of them about a path: how long, and by which tags. */
export const cachingOf = async (path: string): Promise<{ lifetime: string | null; tags: string[] }> => {
  const { headers } = await publicReadsWith(env)(`https://example.jp${path}`);
  return {
    lifetime: headers.get('Cloudflare-CDN-Cache-Control'),
    tags: headers.get('Cache-Tag')?.split(',') ?? [],
  };
};
