import type { Database } from '../../database/connection.ts';
import { readRecentChanges } from '../../database/read/recent.ts';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import { kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import type { ReadOptions, Urls } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import { cachingHeaders, etagOf } from '../cache-policy.ts';
import { formatLink, inFormats, inLanguages } from '../link-header.ts';
import { formatQuery } from '../query-string.ts';
import { answer, type Canonical, contentLanguage, others } from './respond.ts';

/**
 * Answers `/{language}/changes.{format}`: the items of any kind that were published last. Its cache tags are all the
 * kinds, of which every publication purges one.
 */
export const answerChanges = async (asked: Canonical, database: Database): Promise<Response> => {
  const { language, format, parameters, origin, build, request } = asked;
  const options: ReadOptions = { language, fallback: parameters.fallback !== 'none', origin };
  const changes = await readRecentChanges(database, options);
  const formats = formatsOf('recentChanges');
  const at = (tag: Language, { extension }: Format = format) =>
    origin + formatPath({ language: tag, changes: true, format: extension }) + formatQuery(parameters);
  const self = at(language);
  const rest = [parameters, changes.items.map(({ kind, slug }) => `${kind}/${slug}`)];
  const etag = etagOf(changes.dependencies, { build, origin, language, format: format.extension, rest });
  const headers = {
    ...cachingHeaders(etag, changes, { kinds }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, changes.fallbacks),
    Link: [
      formatLink(self, 'canonical'),
      ...languageTags.flatMap((tag) =>
        formats.map((each) => formatLink(at(tag, each), 'alternate', { hreflang: tag, type: each.mediaType })),
      ),
    ].join(', '),
  };
  const places: Urls = {
    id: origin + formatPath({ changes: true, format: format.extension }),
    origin,
    self,
    alternates: inLanguages(others(languageTags, language), (tag) => at(tag)),
    ...inFormats(formats, (each) => at(language, each)),
    first: self,
    flags: new Set(),
    more: {},
  };
  return answer(request, headers, () => format.recentChanges?.(changes, places) ?? '');
};
