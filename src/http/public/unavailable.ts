import type { ReadResult } from '../../database/read/item.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { fallbackOrder, type Language } from '../../languages.ts';
import { formatPath } from '../../url.ts';
import { cacheTag, shortLived } from '../cache-policy.ts';
import { inLanguages } from '../link-header.ts';
import { type Problem, problemResponse } from '../problem-details.ts';
import type { OfKind } from './respond.ts';

/**
 * Answers where there is nothing to show, and says why: a 404 for what never was or is not in this language, a 308 to a
 * renamed item, a 410 with what replaces a withdrawn one.
 */
export const answerAbsence = (
  found: Exclude<ReadResult, { state: 'found' }>,
  slug: string,
  asked: OfKind,
): Response => {
  const { address, language, kind, format, origin, request } = asked;
  const { pathname, search } = new URL(request.url);
  const at = (tag: Language) => origin + formatPath({ ...address, language: tag });
  const reader = { language, page: format.extension === 'html', origin, path: pathname };
  const id = found.state === 'missing' ? `${kind}/${slug}` : found.id;
  const instead = found.state === 'withdrawn' ? found.instead : undefined;
  // Where a history was imported, what replaces an item may still be to come.
  const named = found.state === 'withdrawn' ? found.withdrawal.replacement : undefined;
  const tags = [id, ...(named ? [`${named.kind}/${named.slug}`] : [])];
  const headers = { 'Cache-Tag': cacheTag(tags, instead?.dependencies.keys()) };
  const problem = (rest: Problem) => problemResponse({ ...rest, headers }, reader);
  switch (found.state) {
    case 'missing':
      return problem({ code: 'not-found', values: { slug, kind: messagesFor(language).t(`kinds.${kind}`) } });
    case 'renamed': {
      const location = origin + formatPath({ ...address, slug: found.slug }) + search;
      return new Response(null, {
        status: 308,
        headers: { ...headers, ...shortLived, Location: location },
      });
    }
    case 'untranslated':
      return problem({ code: 'not-translated', members: { alternates: inLanguages(found.languages, at) } });
    case 'withdrawn': {
      const { date, notice } = found.withdrawal;
      const told = fallbackOrder(language).find((tag) => notice[tag]);
      const text = (told && notice[told]) ?? '';
      return problem({
        code: 'withdrawn',
        values: { date: messagesFor(language).day(date), notice: text },
        ...(told && told !== language && { quoted: { text, language: told } }),
        members: {
          withdrawn: date,
          ...(found.languages.length > 0 && { alternates: inLanguages(found.languages, at) }),
          ...(instead && {
            replacement: instead.replacement,
            fallbacks: instead.fallbacks,
            unverified: instead.unverified,
          }),
        },
      });
    }
  }
};
