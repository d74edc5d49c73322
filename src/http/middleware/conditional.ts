import { messagesFor } from '../../i18n/messages.ts';
import { matchesStrong, matchesWeak, parseEntityTags } from '../../negotiation/entity-tags.ts';
import { factory } from '../env.ts';
import { problem } from '../responses.ts';

/**
 * Evaluates the preconditions of a read in the order of RFC 9110 §13.2.2: `If-Match`, then `If-None-Match`, which a cache
 * in front of the public reads may not understand as a list. Dates are not evaluated: the newest edition of an answer
 * says nothing about what has been removed from it. Problem: precondition-failed.
 */
export const conditional = factory.createMiddleware(async (c, next) => {
  const ifMatch = c.req.header('If-Match');
  const ifNoneMatch = c.req.header('If-None-Match');
  if (ifMatch === undefined && ifNoneMatch === undefined) return next();
  await next();
  const { res } = c;
  if (res.status !== 200 && res.status !== 304) return;
  const etag = res.headers.get('ETag');
  const replaceWith = (response: Response) => {
    // The reader need not wait until the body that nobody will read is dropped.
    if (res.body) c.executionCtx.waitUntil(res.body.cancel());
    // Hono would merge the headers of the answer that is replaced.
    c.res = undefined;
    c.res = response;
  };
  if (ifMatch !== undefined && !matchesStrong(parseEntityTags(ifMatch), etag)) {
    const detail = messagesFor(c.var.language).t('problems:precondition-failed.read');
    replaceWith(problem(c, { code: 'precondition-failed', detail }));
  } else if (
    res.status === 200 &&
    ifNoneMatch !== undefined &&
    etag !== null &&
    matchesWeak(parseEntityTags(ifNoneMatch), etag)
  )
    replaceWith(new Response(null, { status: 304, headers: res.headers }));
});
