import type { ReadResult } from '../../database/read/item.ts';
import type { Format } from '../../formats/format.ts';
import { messagesFor } from '../../i18n/messages.ts';
import type { Kind } from '../../kinds/index.ts';
import { fallbackOrder, type Language } from '../../languages.ts';
import type { ItemId } from '../../model/edition.ts';
import { formatPath } from '../../url.ts';
import { cacheTag, hopHeaders, ONE_MINUTE } from '../cache-headers.ts';
import { urlsByLanguage } from '../link-header.ts';
import { type Problem, problemResponse } from '../problem-details.ts';
import { availableLanguagesHeader } from '../public/backend.ts';
import type { CanonicalRequest } from './env.ts';

/** Responds where a format has nothing of an item, though it has other items of its kind: 404 unknown-format. */
export const unknownFormat = (
  id: ItemId,
  formats: readonly Format[],
  { problemLanguage: language, format, origin, path }: CanonicalRequest,
): Response =>
  problemResponse(
    {
      code: 'unknown-format',
      values: { format: format.extension },
      members: { available: formats.map(({ extension }) => extension) },
      headers: { [hopHeaders.tags]: cacheTag([id]) },
    },
    { language, form: 'json', origin, path },
  );

/**
 * Responds where an item cannot be shown: 404 not-found, 404 not-translated, 308 to the URL of a renamed item, or 410
 * withdrawn, with the notice, the date and what replaces it.
 */
export const unavailable = (
  result: Exclude<ReadResult, { state: 'found' }>,
  { url, problemLanguage: language, format, origin, path, search }: CanonicalRequest,
): Response => {
  const { kind, slug, variant } = url as { kind: Kind; slug: string; variant?: typeof url.variant };
  const hrefIn = (tag: Language) => origin + formatPath({ ...url, language: tag });
  const form = variant ?? (format.extension === 'html' ? 'html' : 'json');
  const id = result.state === 'missing' ? `${kind}/${slug}` : result.id;
  const replacement = result.state === 'withdrawn' ? result.replacement : undefined;
  // After an import, the item that replaces this one may not exist yet.
  const named = result.state === 'withdrawn' ? result.withdrawal.replacement : undefined;
  const tags = [id, ...(named ? [`${named.kind}/${named.slug}`] : [])];
  const others = 'languages' in result && result.languages.length > 0 ? result.languages.join(', ') : undefined;
  const headers = {
    [hopHeaders.tags]: cacheTag(tags, replacement?.dependencies.keys()),
    ...(others && { [availableLanguagesHeader]: others }),
  };
  const problem = (details: Problem) => problemResponse({ ...details, headers }, { language, form, origin, path });
  switch (result.state) {
    case 'missing':
      return problem({ code: 'not-found', values: { slug, kind: messagesFor(language).t(`kinds.${kind}`) } });
    case 'renamed': {
      const location = origin + formatPath({ ...url, slug: result.slug }) + search;
      return new Response(null, {
        status: 308,
        headers: { ...headers, 'Cache-Control': ONE_MINUTE, Location: location },
      });
    }
    case 'untranslated':
      return problem({ code: 'not-translated', members: { alternates: urlsByLanguage(result.languages, hrefIn) } });
    case 'withdrawn': {
      const { date, notice, erased } = result.withdrawal;
      const noticeLanguage = fallbackOrder(language).find((tag) => notice[tag]);
      const text = (noticeLanguage && notice[noticeLanguage]) ?? '';
      return problem({
        code: 'withdrawn',
        values: {
          date: messagesFor(language).day(date),
          notice: text,
          ...(erased && { context: 'erased' }),
        },
        ...(noticeLanguage && noticeLanguage !== language && { quoted: { text, language: noticeLanguage } }),
        members: {
          withdrawn: date,
          ...(erased && { erased }),
          ...(result.languages.length > 0 && { alternates: urlsByLanguage(result.languages, hrefIn) }),
          ...(replacement?.replacement && {
            replacement: replacement.replacement,
            fallbacks: replacement.fallbacks,
            unverified: replacement.unverified,
          }),
        },
      });
    }
  }
};
