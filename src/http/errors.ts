import { WriteConflict } from '../database/connection.ts';
import { KeysUnreachable } from './editor/issuer-keys.ts';
import type { AppContext } from './env.ts';
import { BackendUnreachable } from './public/backend.ts';
import { staticFile } from './public/static-files.ts';
import { invalidPath, problem, redirect } from './responses.ts';

const temporary = [WriteConflict, KeysUnreachable, BackendUnreachable];

/**
 * Responds to what a handler throws: unavailable (503) where a second attempt may succeed, else internal-error (500).
 * What went wrong is written to the log under the request's id, and not shown.
 */
export const onError = (error: Error, c: AppContext): Response => {
  console.error(JSON.stringify({ id: c.var.requestId, error: String(error), stack: error.stack }));
  const isTemporary = temporary.some((type) => error instanceof type) || error.message.startsWith('D1_');
  return problem(
    c,
    isTemporary ? { code: 'unavailable', headers: { 'Retry-After': '30' } } : { code: 'internal-error' },
  );
};

// As of a problem's `instance`: no path of ours is longer.
const maxPathLength = 1000;

/**
 * Responds where there is no route: a 308 to the path without its trailing slashes, a static file, or a problem that says
 * which segment is wrong. Hono's own trailing-slash takes the origin from the request, and answers 301.
 */
export const notFound = async (c: AppContext): Promise<Response> => {
  const { path } = c.req;
  const { url, config } = c.var;
  if (path.endsWith('/') && path !== '/' && path.length <= maxPathLength)
    return redirect(config.origin + (path.replace(/\/+$/, '') || '/') + new URL(c.req.url).search);
  return (await staticFile(c)) ?? invalidPath(c, 'code' in url ? url : { code: 'not-found', word: '' });
};
