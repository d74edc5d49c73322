import { readDocument } from '../../database/read/documents.ts';
import { computeItem } from '../../database/read/item.ts';
import { html } from '../../formats/html.tsx';
import { formatsIn } from '../../formats/index.ts';
import type { Kind } from '../../kinds/index.ts';
import { type AnswerLanguage, multilingual } from '../../languages.ts';
import { parseView } from '../../model/document.ts';
import { identifierOf } from '../../model/edition.ts';
import type { Urls } from '../../model/view.ts';
import { formatPath, oembedPath } from '../../url.ts';
import {
  alternateLinks,
  formatLink,
  multilingualLinks,
  urlsByFormat,
  urlsByLanguage,
  writtenFallbacks,
} from '../link-header.ts';
import { formatQuery } from '../query-string.ts';
import type { CanonicalRequest, Loaded } from './env.ts';
import { unavailable, unknownFormat } from './unavailable.ts';

const oembedType = 'application/json+oembed';

/** Loads an item, whole or as a variant for other sites; responds itself where there is nothing to show. */
export const loadItem = async (request: CanonicalRequest): Promise<Loaded | Response> => {
  const { url, language, format, parameters, options, origin, search, database } = request;
  const { kind, slug, variant } = url as { kind: Kind; slug: string; variant?: typeof url.variant };
  const stored = await readDocument(database, kind, slug, options);
  const result = stored
    ? { state: 'found' as const, document: stored }
    : await computeItem(database, kind, slug, options);
  if (result.state !== 'found') return unavailable(result, request);
  const { item, version, since, head, view } = result.document;
  const formats = formatsIn(language, 'item', kind).filter(({ hasItem }) => !hasItem || hasItem(head));
  if (!variant && !formats.includes(format)) return unknownFormat(item, formats, request);
  const query = search && formatQuery(parameters);
  const hrefIn = (tag: AnswerLanguage) => origin + formatPath({ ...url, language: tag }) + query;
  const page = origin + formatPath({ language, kind, slug });
  // A variant says less than its item's page, which is the one to be found by (RFC 6596 §3); so does `fallback=none`.
  const canonical = variant ? `${page}.html` : origin + formatPath(url);
  const fallback = formatQuery(parameters.fallback ? { fallback: parameters.fallback } : {});
  // In all languages at once there is no page: the reader's language decides.
  const readersPage = language === multilingual ? origin + formatPath({ kind, slug, format: 'html' }) : `${page}.html`;
  const inAll =
    language === multilingual ? undefined : origin + formatPath({ language: multilingual, kind, slug, format: 'json' });
  const urls = (): Urls => ({
    id: identifierOf(origin, item),
    origin,
    self: hrefIn(language),
    canonical,
    first: hrefIn(language),
    alternates: urlsByLanguage(
      head.languages.filter((tag) => tag !== language),
      hrefIn,
    ),
    ...(inAll && { multilingual: inAll }),
    ...urlsByFormat(formats, ({ extension }) => `${page}.${extension}${fallback}`),
    flags: new Set(),
    more: Object.fromEntries(
      Object.entries(head.more).map(([pointer, { kind: listed, parameter }]) => {
        const path = formatPath({ language, kind: listed, ...(!variant && { format: format.extension }) });
        return [pointer, origin + path + formatQuery({ ...parameters, [parameter]: slug })];
      }),
    ),
  });
  return {
    version,
    since,
    dependencies: head.dependencies,
    fallbackLanguages: [
      ...(variant ? Object.values(head.fallbacks) : writtenFallbacks(format, kind, head.fallbacks)),
      ...(head.textLanguages ?? []),
    ],
    tags: { ids: [item] },
    links: [
      { link: formatLink(canonical, 'canonical'), rank: 0 },
      ...alternateLinks(
        { language, format: variant ? html : format, isPage: !variant && format === html },
        head.languages,
        formats,
        (tag, { extension }) => origin + formatPath({ language: tag, kind, slug, format: extension }) + fallback,
      ),
      ...multilingualLinks(format, inAll),
      // oEmbed §4: programs that ask for any format, as most do, find the description without parsing a page.
      { link: formatLink(origin + oembedPath(readersPage, 'json'), 'alternate', { type: oembedType }), rank: 0 },
      { link: formatLink(head.licence, 'license'), rank: 0 },
    ],
    stale: stored ? [] : [item],
    render: () => {
      const text = view ?? '';
      return format.wrapItem?.(text, head.licence, urls()) ?? format.item?.(parseView(item, text, head), urls()) ?? '';
    },
  };
};
