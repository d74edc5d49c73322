import { parseRanges } from '../../negotiation/accept.ts';
import { factory } from '../env.ts';

const coding = /^(?:(?:x-)?gzip|br|zstd|deflate|\*)$/;

/** Whether an `Accept-Encoding` header admits a content coding other than identity (RFC 9110 §12.5.3). */
export const acceptsCoding = (header: string): boolean => parseRanges(header, coding).some(({ q }) => q > 0);

/**
 * Marks an answer that the platform may compress on its way: `Vary: Accept-Encoding`, and a weak entity tag for readers
 * who accept a coding, since one strong tag may not stand for two representations (RFC 9110 §8.8.3.3). Elsewhere nobody
 * compresses but a proxy in front, which does the same. On `HEAD` of what is not compressed it sets `Content-Length`, as
 * the runtime does for `GET` (§9.3.2).
 */
export const contentCoding = factory.createMiddleware(async (c, next) => {
  await next();
  const accepted = c.req.raw.cf?.clientAcceptEncoding;
  const isCoded = typeof accepted === 'string' && acceptsCoding(accepted);
  const { body, status, headers } = c.res;
  if (c.req.method === 'HEAD' && body && !isCoded && !headers.has('Content-Length')) {
    const { byteLength } = await c.res.clone().arrayBuffer();
    headers.set('Content-Length', String(byteLength));
  }
  if (accepted === undefined || (!body && status !== 304)) return;
  headers.append('Vary', 'Accept-Encoding');
  const etag = headers.get('ETag');
  if (isCoded && etag?.startsWith('"')) headers.set('ETag', `W/${etag}`);
});
