import { readRecentChanges } from '../../database/read/recent.ts';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import { kinds } from '../../kinds/index.ts';
import { type AnswerLanguage, languageTags } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { annotationsOf, licenceOf, parseCard, storeDependencies } from '../../model/document.ts';
import type { Urls } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import { alternateLinks, formatLink, urlsByFormat, urlsByLanguage } from '../link-header.ts';
import { formatQuery } from '../query-string.ts';
import type { CanonicalRequest, Loaded } from './env.ts';

/** Loads the items of any kind that were published last. Each kind is a tag, so that every publication purges it. */
export const loadRecentChanges = async (request: CanonicalRequest): Promise<Loaded> => {
  const { language, problemLanguage, format, parameters, options, origin, database } = request;
  const { cards, stale } = await readRecentChanges(database, options);
  const heads = cards.map(({ head }) => head);
  const annotations = annotationsOf(heads);
  const licence = licenceOf(heads);
  const formats = formatsOf('recentChanges');
  const href = (tag: AnswerLanguage, { extension }: Pick<Format, 'extension'> = format) =>
    origin + formatPath({ language: tag, changes: true, format: extension }) + formatQuery(parameters);
  const self = href(language);
  const canonical = origin + formatPath({ language, changes: true, format: format.extension });
  const urls = (): Urls => ({
    id: origin + formatPath({ changes: true, format: format.extension }),
    origin,
    self,
    canonical,
    first: self,
    alternates: urlsByLanguage(
      languageTags.filter((tag) => tag !== language),
      (tag) => href(tag),
    ),
    ...urlsByFormat(formats, (each) => href(language, each)),
    flags: new Set(),
    more: {},
  });
  return {
    version: digestOf(cards.map(({ version }) => version)),
    dependencies: storeDependencies(annotations.dependencies),
    fallbackLanguages: Object.values(annotations.fallbacks),
    tags: { kinds },
    links: [
      { link: formatLink(canonical, 'canonical'), rank: 0 },
      ...alternateLinks({ language, format }, languageTags, formats, href),
      ...(licence ? [{ link: formatLink(licence, 'license'), rank: 0 }] : []),
    ],
    stale,
    // They are in one language each: `/mul/changes.atom` is no URL of the record.
    render: () =>
      format.recentChanges?.(
        { language: problemLanguage, items: cards.map(parseCard), ...annotations, ...(licence && { licence }) },
        urls(),
      ) ?? '',
  };
};
