import type { ErrorHandler, MiddlewareHandler } from 'hono';
import { Contended } from '../store/database.ts';
import type { Room } from './context.ts';
import { problem } from './gateway.ts';
import { KeysUnreachable } from './identity.ts';
import { policyFor } from './policy.ts';
import { ReadsUnreachable } from './reads.ts';
import { siteOf } from './vantage.ts';

/** Gives every answer what every answer carries: an id, to whom it is open, and what a page may not do. */
export const manners =
  (open: (headers: Headers) => void): MiddlewareHandler<Room> =>
  async (context, next) => {
    const id = context.req.header('cf-ray') ?? crypto.randomUUID();
    context.set('requestId', id);
    await next();
    const { headers } = context.res;
    headers.set('X-Request-Id', id);
    open(headers);
    if (headers.get('Content-Type')?.startsWith('text/html'))
      headers.set('Content-Security-Policy', policyFor(context.req.path, context.env.FRAME_ANCESTORS));
  };

const allowed = 'GET, HEAD, OPTIONS';

/** Public URLs are read: OPTIONS says how (CORS), everything else but GET and HEAD is a 405. Problem: method-not-allowed. */
export const readOnly: MiddlewareHandler<Room> = async (context, next) => {
  const { method } = context.req;
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
  if (method === 'GET' || method === 'HEAD') return next();
  return problem(context, {
    code: 'method-not-allowed',
    values: { method: method.slice(0, 40) },
    headers: { Allow: allowed },
  });
};

/** A path with trailing slashes is answered by a 308 to the path without them. */
export const withoutTrailingSlash: MiddlewareHandler<Room> = async (context, next) => {
  if (!/.\/$/.test(context.req.path)) return next();
  const { pathname, search } = new URL(context.req.url);
  const location = siteOf(context.env).origin + (pathname.replace(/\/+$/, '') || '/') + search;
  return new Response(null, { status: 308, headers: { Location: location, 'Cache-Control': 'public, max-age=60' } });
};

/** A page has no parameters: those of a campaign are dropped by a 308, so that its links work and a cache holds one page. */
export const withoutQuery: MiddlewareHandler<Room> = async (context, next) => {
  const { pathname, search } = new URL(context.req.url);
  if (search === '') return next();
  const headers = { Location: siteOf(context.env).origin + pathname, 'Cache-Control': 'public, max-age=60' };
  return new Response(null, { status: 308, headers });
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
