import type { Database } from '../../database/connection.ts';
import { readPage } from '../../database/read/collection.ts';
import type { Places } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import type { Vantage } from '../../model/edition.ts';
import { pathOf } from '../../url.ts';
import { cachingHeaders, etagOf } from '../cache-policy.ts';
import { afterOf } from '../cursor.ts';
import { alternates, inFormats, inLanguages, link } from '../link-header.ts';
import { parametersIn } from '../query-parameters.ts';
import { queryOf } from '../query-string.ts';
import { answer, contentLanguage, type OfKind, others, switchesIn } from './respond.ts';
import { linkedFrom, selectionOf } from './selection.ts';

/** Answers `/{language}/{collection}.{format}`: a page of it, by what the query selects. */
export const answerPage = async (asked: OfKind, database: Database): Promise<Response> => {
  const { language, kind, format, parameters, origin, build, request } = asked;
  const vantage: Vantage = { language, fallback: parameters.fallback !== 'none', origin };
  const page = await readPage(database, kind, selectionOf(kind, parameters), vantage);
  const at = (tag: Language, query: Readonly<Record<string, string>>, as = format) =>
    origin + pathOf({ language: tag, kind, format: as.extension }) + queryOf(parametersIn(query, as));
  const self = at(language, parameters);
  // Places in a list belong to one language: another language begins at its first page.
  const { after: _, ...anywhere } = parameters;
  const next = page.next && at(language, { ...parameters, after: afterOf({ language, ...page.next }) });
  const rest = [kind, parameters, page.total, next, page.items.length];
  const etag = etagOf(page.shown, { build, origin, language, format: format.extension, rest });
  const headers = {
    ...cachingHeaders(etag, page, { kinds: [kind], ids: linkedFrom(kind, parameters) }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, {
      ...page.fallbacks,
      ...(format.extension === 'html' && page.filters.fallbacks),
    }),
    Link: [
      link(self, 'canonical'),
      ...alternates(origin, kind, undefined, languageTags, formatsOf('page', kind), (each) =>
        queryOf(parametersIn(anywhere, each)),
      ),
      ...(next ? [link(next, 'next')] : []),
    ].join(', '),
  };
  const places: Places = {
    id: origin + pathOf({ kind }),
    origin,
    self,
    alternates: inLanguages(others(languageTags, language), (tag) => at(tag, anywhere)),
    ...inFormats(formatsOf('page', kind), (each) => at(language, parameters, each)),
    first: at(language, anywhere),
    switches: switchesIn(asked),
    ...(next && { next }),
    more: {},
  };
  return answer(request, headers, () => format.page?.(page, places) ?? '');
};
