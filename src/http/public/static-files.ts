import { ONE_MINUTE } from '../cache-headers.ts';
import type { AppContext } from '../env.ts';

const forever = 'public, max-age=31536000, immutable';

// What a version of the embeds holds never changes, and the names of stylesheets and pictures are digests of them. The
// newest script may change.
const lifetimes: readonly (readonly [path: RegExp, cacheControl: string])[] = [
  [/^\/embed\/|^\/styles\/|^\/share\//, forever],
  [/^\/embed\.js$/, 'public, max-age=3600'],
];

// Asset servers take the extension of TypeScript for that of a video.
const typeOf = (path: string, { headers }: Pick<Response, 'headers'>): string =>
  path.endsWith('.d.ts') ? 'text/plain; charset=utf-8' : (headers.get('Content-Type') ?? 'application/octet-stream');

// None of these files is a page: whoever opens one gets nothing that runs.
const policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Responds with a file of public/; undefined where there is none at the path. */
export const staticFile = async ({ env, req, var: { config } }: AppContext): Promise<Response | undefined> => {
  const { path } = req;
  if (!/^(?:\/[\w-][\w.-]*)+\.\w+$/.test(path)) return undefined;
  const file = await env.ASSETS.fetch(new URL(path, config.origin));
  const { ok, body, headers } = file;
  if (!ok) {
    await body?.cancel();
    return undefined;
  }
  const etag = headers.get('ETag');
  return new Response(body, {
    headers: {
      'Content-Type': typeOf(path, file),
      'Cache-Control': lifetimes.find(([pattern]) => pattern.test(path))?.[1] ?? ONE_MINUTE,
      'Content-Security-Policy': policy,
      ...(etag && { ETag: etag }),
    },
  });
};
