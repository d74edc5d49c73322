import { ONE_MINUTE } from '../cache-headers.ts';
import type { AppContext } from '../env.ts';

const forever = 'public, max-age=31536000, immutable';

// What a version of the embeds holds never changes, and a stylesheet's name is a digest of what it says. The newest script
// may change.
const lifetimes: readonly (readonly [path: RegExp, cacheControl: string])[] = [
  [/^\/embed\/|^\/styles\//, forever],
  [/^\/embed\.js$/, 'public, max-age=3600'],
];

// None of these files is a page: whoever opens one gets nothing that runs.
const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Responds with a file of public/; undefined where there is none at the path. */
export const staticFile = async ({ env, req, var: { config } }: AppContext): Promise<Response | undefined> => {
  const { path } = req;
  if (!/^(?:\/[\w-][\w.-]*)+\.\w+$/.test(path)) return undefined;
  const { ok, body, headers } = await env.ASSETS.fetch(new URL(path, config.origin));
  if (!ok) {
    await body?.cancel();
    return undefined;
  }
  const etag = headers.get('ETag');
  return new Response(body, {
    headers: {
      'Content-Type': headers.get('Content-Type') ?? 'application/octet-stream',
      'Cache-Control': lifetimes.find(([pattern]) => pattern.test(path))?.[1] ?? ONE_MINUTE,
      'Content-Security-Policy': policy,
      ...(etag && { ETag: etag }),
    },
  });
};
