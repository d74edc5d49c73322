import { messagesFor } from '../../i18n/messages.ts';
import type { AppContext } from '../env.ts';
import { problem, shortLived, withVary } from '../responses.ts';

/**
 * Responds with a page of the service itself in the reader's language, which `Accept-Language` has decided where the path
 * names none. Problem: not-found, where there is no such page.
 */
export const ownPage = (c: AppContext, page: string | undefined): Response => {
  const { url, language, config } = c.var;
  if (page === undefined)
    return problem(c, { code: 'not-found', detail: messagesFor(language).t('problems:not-found.path') });
  const response = shortLived(page, 'text/html; charset=utf-8', language);
  if (url.language) return response;
  return withVary(response, 'Accept-Language', `${config.origin}/${language}${c.req.path}`);
};
