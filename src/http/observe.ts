import type { ErrorHandler } from 'hono';
import { Contended } from '../store/database.ts';
import type { Answering, Room, RoomContext } from './context.ts';
import { moved, problem } from './gateway.ts';
import { KeysUnreachable } from './identity.ts';
import { log } from './log.ts';
import { policyFor } from './policy.ts';
import { ReadsUnreachable } from './reads.ts';
import { siteOf } from './vantage.ts';

/**
 * Attends to a request from beginning to end: gives it an id, has it answered, gives the answer what every answer carries
 * (that id, to whom it is open, and what a page may not do), and writes it down.
 */
export const attend = async (
  context: RoomContext,
  open: (headers: Headers) => void,
  answering: () => Response | Promise<Response>,
): Promise<Response> => {
  const began = Date.now();
  const id = context.req.header('cf-ray') ?? crypto.randomUUID();
  context.set('requestId', id);
  const answer = await answering();
  const { headers } = answer;
  headers.set('X-Request-Id', id);
  open(headers);
  if (headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Content-Security-Policy', policyFor(context.req.path, context.env.FRAME_ANCESTORS));
  log(context, answer, Date.now() - began);
  return answer;
};

const allowed = 'GET, HEAD, OPTIONS';

/** Public URLs are read: OPTIONS says how (CORS), everything else but GET and HEAD is a 405. Problem: method-not-allowed. */
export const readOnly = (context: RoomContext): Response | undefined => {
  const { method } = context.req;
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
  return problem(context, {
    code: 'method-not-allowed',
    values: { method: method.slice(0, 40) },
    headers: { Allow: allowed },
  });
};

/** A path with trailing slashes is answered by a 308 to the path without them. */
export const withoutTrailingSlash = (context: RoomContext): Response | undefined => {
  const { path } = context.req;
  if (!path.endsWith('/') || path === '/') return undefined;
  const { pathname, search } = new URL(context.req.url);
  return moved(siteOf(context.env).origin + (pathname.replace(/\/+$/, '') || '/') + search);
};

/** A page has no parameters: those of a campaign are dropped by a 308, so that its links work and a cache holds one page. */
export const withoutQuery =
  (room: Answering): Answering =>
  (context) => {
    const { pathname, search } = new URL(context.req.url);
    return search === '' ? room(context) : moved(siteOf(context.env).origin + pathname);
  };

/** What went wrong stays in the log, under the request's id; the reader learns only what to do. */
export const failed: ErrorHandler<Room> = (error, context) => {
  console.error(JSON.stringify({ id: context.get('requestId'), error: String(error), stack: error.stack }));
  const known = [Contended, KeysUnreachable, ReadsUnreachable].some((kind) => error instanceof kind);
  const passing = known || error.message.startsWith('D1_');
  return problem(
    context,
    passing ? { code: 'unavailable', headers: { 'Retry-After': '30' } } : { code: 'internal-error' },
  );
};
