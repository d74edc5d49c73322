import type { MiddlewareHandler } from 'hono';
import { wordsOf } from '../words.ts';
import { matches } from './caching.ts';
import type { Room } from './context.ts';
import { problem } from './gateway.ts';
import { readerOf, siteOf } from './vantage.ts';

/** Whether `If-Match` holds for an answer with this tag, or none: a list, `*`, by strong comparison (RFC 9110 §13.1.1). */
export const holds = (header: string, etag: string | null): boolean => {
  if (header.trim() === '*') return true;
  const tags: string[] = header.match(/(?:W\/)?"[\x21\x23-\x7E\x80-\uFFFF]*"/g) ?? [];
  return etag !== null && !etag.startsWith('W/') && tags.includes(etag);
};

/**
 * The preconditions of a read, in the order of RFC 9110 §13.2.2: `If-Match`, then `If-None-Match`, which the cache in
 * front of the public reads may have answered already, or may not understand as a list. Dates are not conditions here:
 * the newest edition of an answer says nothing of what has gone from it. Problem: precondition-failed.
 */
export const preconditions: MiddlewareHandler<Room> = async (context, next) => {
  await next();
  const { req, res } = context;
  if ((req.method !== 'GET' && req.method !== 'HEAD') || (res.status !== 200 && res.status !== 304)) return;
  const match = req.header('If-Match');
  const none = req.header('If-None-Match');
  if (match === undefined && none === undefined) return;
  const etag = res.headers.get('ETag');
  if (match !== undefined && !holds(match, etag)) {
    await res.body?.cancel();
    const { t } = wordsOf(readerOf(req.raw, siteOf(context.env)).reader.language);
    const detail = t('problems:precondition-failed.read');
    // Replaced as a whole: a middleware's own headers would otherwise be merged into it.
    context.res = undefined;
    context.res = problem(context, { code: 'precondition-failed', detail });
  } else if (res.status === 200 && etag !== null && matches(none ?? null, etag)) {
    await res.body?.cancel();
    const { headers } = res;
    context.res = undefined;
    context.res = new Response(null, { status: 304, headers });
  }
};
