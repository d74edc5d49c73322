import { WriteConflict } from '../database/connection.ts';
import { log } from './access-log.ts';
import { KeysUnreachable } from './editor/authentication.ts';
import { siteOf } from './negotiate.ts';
import { BackendUnreachable } from './public/backend.ts';
import type { Answering, Visit } from './request-context.ts';
import { problem, redirect } from './responses.ts';
import { contentSecurityPolicy } from './security-headers.ts';

/** What the two sides, readers' and editors', do differently with every answer. */
export interface Side {
  /** Sets to whom it is open. */
  open: (headers: Headers) => void;
  /** What becomes of it by the request's preconditions. */
  settle?: (visit: Visit, answer: Response) => Response;
}

/**
 * Attends to a request from beginning to end: has it answered, whatever is thrown, and by its preconditions; gives the
 * answer what every answer carries (the request's id, to whom it is open, and what a page may not do); writes it down.
 */
export const attend = async (visit: Visit, answering: Answering, { open, settle }: Side): Promise<Response> => {
  const began = Date.now();
  let answer: Response;
  try {
    answer = await answering(visit);
    if (settle) answer = settle(visit, answer);
  } catch (error) {
    answer = failed(error, visit);
  }
  const { status, headers } = answer;
  headers.set('X-Request-Id', visit.id);
  open(headers);
  if (headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Content-Security-Policy', contentSecurityPolicy(visit.path, visit.env.FRAME_ANCESTORS));
  log(visit, { status, headers }, Date.now() - began);
  return visit.method === 'HEAD' ? new Response(null, answer) : answer;
};

const allowed = 'GET, HEAD, OPTIONS';

/** Public URLs are read: OPTIONS says how (CORS), everything else but GET and HEAD is a 405. Problem: method-not-allowed. */
export const readOnly = (visit: Visit): Response | undefined => {
  const { method } = visit;
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method === 'OPTIONS') {
    const headers = {
      Allow: allowed,
      'Access-Control-Allow-Methods': allowed,
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '86400',
      'Cache-Control': 'public, max-age=60',
    };
    return new Response(null, { status: 204, headers });
  }
  return problem(visit, {
    code: 'method-not-allowed',
    values: { method: method.slice(0, 40) },
    headers: { Allow: allowed },
  });
};

/** A path with trailing slashes is answered by a 308 to the path without them. */
export const withoutTrailingSlash = (visit: Visit): Response | undefined => {
  const { path, search, env } = visit;
  if (!path.endsWith('/') || path === '/') return undefined;
  return redirect(siteOf(env).origin + (path.replace(/\/+$/, '') || '/') + search);
};

/** A page has no parameters: those of a campaign are dropped by a 308, so that its links work and a cache holds one page. */
export const withoutQuery =
  (room: Answering): Answering =>
  (visit) =>
    visit.search === '' ? room(visit) : redirect(siteOf(visit.env).origin + visit.path);

/** What went wrong stays in the log, under the request's id; the reader learns only what to do. */
export const failed = (thrown: unknown, visit: Visit): Response => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  console.error(JSON.stringify({ id: visit.id, error: String(error), stack: error.stack }));
  const known = [WriteConflict, KeysUnreachable, BackendUnreachable].some((kind) => error instanceof kind);
  const passing = known || error.message.startsWith('D1_');
  return problem(
    visit,
    passing ? { code: 'unavailable', headers: { 'Retry-After': '30' } } : { code: 'internal-error' },
  );
};
