import type { Database } from '../../database/connection.ts';
import { readItem } from '../../database/read/item.ts';
import { formatsOf } from '../../formats/index.ts';
import type { Language } from '../../languages.ts';
import type { ReadOptions, Urls } from '../../model/view.ts';
import { formatPath, type RecordUrl } from '../../url.ts';
import { cachingHeaders, etagOf, matchesWeakly, sentWith } from '../cache-policy.ts';
import { inFormats, inLanguages, itemLinks } from '../link-header.ts';
import { formatQuery } from '../query-string.ts';
import { answer, contentLanguage, type OfKind, others } from './respond.ts';
import { answerAbsence } from './unavailable.ts';

/**
 * Answers `/{language}/{collection}/{slug}.{format}` or `/{language}/{shape}/{collection}/{slug}`: an item, whole or as it
 * stands on other sites. Problems: not-found, not-translated, withdrawn; a renamed item is a 308 to its new URL.
 */
export const answerItem = async (asked: OfKind, slug: string, database: Database): Promise<Response> => {
  const { address, language, kind, format, parameters, origin, build, request } = asked;
  const options: ReadOptions = { language, fallback: parameters.fallback !== 'none', origin };
  const found = await readItem(database, kind, slug, options);
  if (found.state !== 'found') return answerAbsence(found, slug, asked);
  const etag = etagOf(found.rests, {
    build,
    origin,
    language,
    format: format.extension,
    rest: [kind, slug, parameters],
  });
  // Who has the answer already gets what it went out with: nothing is read out of the rows for it.
  const before = sentWith.get(etag);
  if (before && matchesWeakly(request.headers.get('If-None-Match'), etag))
    return new Response(null, { status: 304, headers: before });
  const { reading } = found;
  const { variant: shape, ...plain } = address;
  const at = (tag: Language, form: RecordUrl = address) =>
    origin + formatPath({ ...form, language: tag }) + formatQuery(parameters);
  const self = at(language);
  const headers = {
    ...cachingHeaders(etag, { dependencies: found.rests }, { ids: [reading.id] }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, reading.fallbacks),
    // A card says less than its item's page, which is the one to be found by (RFC 6596 §3).
    Link: itemLinks(origin, shape ? origin + formatPath(plain) : self, reading, formatsOf('item', kind)),
  };
  sentWith.set(etag, headers);
  const more = Object.entries(reading.more).map(([pointer, { kind: of, parameter }]) => [
    pointer,
    origin +
      formatPath({ language, kind: of, ...(!shape && { format: format.extension }) }) +
      formatQuery({ ...parameters, [parameter]: slug }),
  ]);
  const places: Urls = {
    id: origin + formatPath({ kind, slug }),
    origin,
    self,
    alternates: inLanguages(others(reading.languages, language), (tag) => at(tag)),
    ...inFormats(formatsOf('item', kind), ({ extension }) => at(language, { ...plain, format: extension })),
    first: self,
    flags: new Set(),
    more: Object.fromEntries(more),
  };
  return answer(request, headers, () => format.item?.(reading, places) ?? '');
};
