import type { Database } from '../../database/connection.ts';
import { readCollection } from '../../database/read/collection.ts';
import { formatsOf } from '../../formats/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import type { ReadOptions, Urls } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import { cachingHeaders, etagOf } from '../cache-policy.ts';
import { encodeCursor } from '../cursor.ts';
import { alternates, formatLink, inFormats, inLanguages } from '../link-header.ts';
import { parametersIn } from '../query-parameters.ts';
import { formatQuery } from '../query-string.ts';
import { answer, contentLanguage, type OfKind, others, switchesIn } from './respond.ts';
import { filteredItems, selectionOf } from './selection.ts';

/** Answers `/{language}/{collection}.{format}`: a page of it, by what the query selects. */
export const answerPage = async (asked: OfKind, database: Database): Promise<Response> => {
  const { language, kind, format, parameters, origin, build, request } = asked;
  const options: ReadOptions = { language, fallback: parameters.fallback !== 'none', origin };
  const page = await readCollection(database, kind, selectionOf(kind, parameters), options);
  const at = (tag: Language, query: Readonly<Record<string, string>>, as = format) =>
    origin + formatPath({ language: tag, kind, format: as.extension }) + formatQuery(parametersIn(query, as));
  const self = at(language, parameters);
  // Places in a list belong to one language: another language begins at its first page.
  const { after: _, ...anywhere } = parameters;
  const next = page.next && at(language, { ...parameters, after: encodeCursor({ language, ...page.next }) });
  const rest = [kind, parameters, page.total, next, page.items.length];
  const etag = etagOf(page.dependencies, { build, origin, language, format: format.extension, rest });
  const headers = {
    ...cachingHeaders(etag, page, { kinds: [kind], ids: filteredItems(kind, parameters) }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, {
      ...page.fallbacks,
      ...(format.extension === 'html' && page.filters.fallbacks),
    }),
    Link: [
      formatLink(self, 'canonical'),
      ...alternates(origin, kind, undefined, languageTags, formatsOf('collection', kind), (each) =>
        formatQuery(parametersIn(anywhere, each)),
      ),
      ...(next ? [formatLink(next, 'next')] : []),
    ].join(', '),
  };
  const places: Urls = {
    id: origin + formatPath({ kind }),
    origin,
    self,
    alternates: inLanguages(others(languageTags, language), (tag) => at(tag, anywhere)),
    ...inFormats(formatsOf('collection', kind), (each) => at(language, parameters, each)),
    first: at(language, anywhere),
    flags: switchesIn(asked),
    ...(next && { next }),
    more: {},
  };
  return answer(request, headers, () => format.collection?.(page, places) ?? '');
};
