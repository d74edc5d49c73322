import { pathOf } from '../address.ts';
import type { Vantage } from '../edition.ts';
import type { Format, Places } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { type Language, languageTags } from '../languages.ts';
import { kinds } from '../resources/index.ts';
import { readChanges } from '../store/changes.ts';
import type { Database } from '../store/database.ts';
import { cachingHeaders, etagOf } from './caching.ts';
import { answer, type Canonical, contentLanguage, others } from './canonical.ts';
import { inFormats, inLanguages, link } from './links.ts';
import { queryOf } from './query.ts';

/**
 * Answers `/{language}/changes.{format}`: the items of any kind that were published last. Its cache tags are all the
 * kinds, of which every publication purges one.
 */
export const answerChanges = async (asked: Canonical, database: Database): Promise<Response> => {
  const { language, format, parameters, origin, build, request } = asked;
  const vantage: Vantage = { language, fallback: parameters.fallback !== 'none', origin };
  const changes = await readChanges(database, vantage);
  const formats = formatsOf('changes');
  const at = (tag: Language, { extension }: Format = format) =>
    origin + pathOf({ language: tag, changes: true, format: extension }) + queryOf(parameters);
  const self = at(language);
  const rest = [parameters, changes.items.map(({ kind, slug }) => `${kind}/${slug}`)];
  const etag = etagOf(changes.shown, { build, origin, language, format: format.extension, rest });
  const headers = {
    ...cachingHeaders(etag, changes, { kinds }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, changes.fallbacks),
    Link: [
      link(self, 'canonical'),
      ...languageTags.flatMap((tag) =>
        formats.map((each) => link(at(tag, each), 'alternate', { hreflang: tag, type: each.mediaType })),
      ),
    ].join(', '),
  };
  const places: Places = {
    id: origin + pathOf({ changes: true, format: format.extension }),
    origin,
    self,
    alternates: inLanguages(others(languageTags, language), (tag) => at(tag)),
    ...inFormats(formats, (each) => at(language, each)),
    first: self,
    switches: new Set(),
    more: {},
  };
  return answer(request, headers, () => format.changes?.(changes, places) ?? '');
};
