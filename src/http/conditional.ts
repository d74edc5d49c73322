import { messagesFor } from '../i18n/messages.ts';
import { matchesWeakly } from './cache-policy.ts';
import { problemAudience, siteOf } from './negotiate.ts';
import type { Visit } from './request-context.ts';
import { problem } from './responses.ts';

/** Whether `If-Match` holds for an answer with this tag, or none: a list, `*`, by strong comparison (RFC 9110 §13.1.1). */
export const matchesStrongly = (header: string, etag: string | null): boolean => {
  if (header.trim() === '*') return true;
  const tags: string[] = header.match(/(?:W\/)?"[\x21\x23-\x7E\x80-\uFFFF]*"/g) ?? [];
  return etag !== null && !etag.startsWith('W/') && tags.includes(etag);
};

// What nobody will read is let go; the reader need not wait for that.
const instead = ({ execution }: Visit, unread: Response, answer: Response): Response => {
  if (unread.body) execution.waitUntil(unread.body.cancel());
  return answer;
};

/**
 * An answer by the preconditions of its request, in the order of RFC 9110 §13.2.2: `If-Match`, then `If-None-Match`,
 * which the cache in front of the public reads may have answered already, or may not understand as a list. Dates are not
 * conditions here: the newest edition of an answer says nothing of what has gone from it. Problem: precondition-failed.
 */
export const applyPreconditions = (visit: Visit, answer: Response): Response => {
  const { ifMatch, ifNoneMatch } = visit;
  if (ifMatch === null && ifNoneMatch === null) return answer;
  const { status } = answer;
  if (status !== 200 && status !== 304) return answer;
  const etag = answer.headers.get('ETag');
  if (ifMatch !== null && !matchesStrongly(ifMatch, etag)) {
    const { t } = messagesFor(problemAudience(visit, siteOf(visit.env)).reader.language);
    return instead(
      visit,
      answer,
      problem(visit, { code: 'precondition-failed', detail: t('problems:precondition-failed.read') }),
    );
  }
  if (status === 200 && etag !== null && matchesWeakly(ifNoneMatch, etag))
    return instead(visit, answer, new Response(null, { status: 304, headers: answer.headers }));
  return answer;
};
