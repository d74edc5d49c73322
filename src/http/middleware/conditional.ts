import { messagesFor } from '../../i18n/messages.ts';
import { evaluatePreconditions } from '../../negotiation/preconditions.ts';
import { factory } from '../env.ts';
import { problem } from '../responses.ts';

/**
 * Evaluates the preconditions of a read (RFC 9110 §13.2.2) on its answer; a cache in front of the public reads may not
 * understand them. Problem: precondition-failed.
 */
export const conditional = factory.createMiddleware(async (c, next) => {
  await next();
  const { res } = c;
  if (res.status !== 200 && res.status !== 304) return;
  const { headers } = c.req.raw;
  const result = evaluatePreconditions(
    {
      ifMatch: headers.get('If-Match'),
      ifUnmodifiedSince: headers.get('If-Unmodified-Since'),
      ifNoneMatch: headers.get('If-None-Match'),
      ifModifiedSince: headers.get('If-Modified-Since'),
    },
    { etag: res.headers.get('ETag'), lastModified: res.headers.get('Last-Modified') },
  );
  if (result !== 412 && res.status === 304) return;
  if (result === 200) return;
  // The reader need not wait until the body that nobody will read is dropped.
  if (res.body) c.executionCtx.waitUntil(res.body.cancel());
  const detail = messagesFor(c.var.language).t('problems:precondition-failed.read');
  // Hono would merge the headers of the answer that is replaced.
  c.res = undefined;
  c.res =
    result === 412
      ? problem(c, { code: 'precondition-failed', detail })
      : new Response(null, { status: 304, headers: res.headers });
});
