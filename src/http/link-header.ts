import type { Format } from '../formats/format.ts';
import type { Kind } from '../kinds/index.ts';
import { type AnswerLanguage, type Language, languageTags, multilingual } from '../languages.ts';
import type { Annotations } from '../model/view.ts';

/** Formats one link of the `Link` header (RFC 8288 §3); the href must be ASCII, percent-encoded. */
export const formatLink = (href: string, rel: string, attributes: Readonly<Record<string, string>> = {}): string => {
  let link = `<${href}>; rel="${rel}"`;
  for (const [name, value] of Object.entries(attributes)) link += `; ${name}="${value}"`;
  return link;
};

/** A link of the `Link` header; the lower its rank, the more it matters, and one of rank 0 is never left out. */
export interface RankedLink {
  link: string;
  rank: number;
}

/**
 * Formats a `rel="alternate"` link for each language and format: first come those in the answer's `own` format, then those
 * in its own language. A page names its translations in its head, one URL a language, and here the formats in its own
 * language: search engines would take each `hreflang` for another translation.
 */
export const alternateLinks = (
  own: { language: AnswerLanguage; format: Pick<Format, 'extension'>; isPage?: boolean },
  languages: readonly Language[],
  formats: readonly Format[],
  hrefOf: (language: Language, format: Format) => string,
): RankedLink[] =>
  languages
    .filter((language) => !own.isPage || language === own.language)
    .flatMap((language) =>
      formats.map((format) => ({
        link: formatLink(hrefOf(language, format), 'alternate', {
          ...(!own.isPage && { hreflang: language }),
          type: format.mediaType,
        }),
        rank: 2 + Number(format.extension !== own.format.extension) * 2 + Number(language !== own.language),
      })),
    );

// All headers of an answer are to fit into 4 KB, where proxies have a page of memory for them. The others take up to
// 1.2 KB, what a CDN adds some 400 bytes more; `Content-Location` is as long as the URL.
const maxLength = (url: string): number => 2400 - url.length;

/** Formats the `Link` header of an answer at a URL, with as many links as there is room for. */
export const formatLinks = (url: string, links: readonly RankedLink[]): string => {
  let length = 0;
  const kept = new Set(
    links
      .toSorted((one, other) => one.rank - other.rank)
      .filter(({ link, rank }) => {
        length += link.length + 2;
        return rank === 0 || length <= maxLength(url);
      }),
  );
  return links
    .filter((each) => kept.has(each))
    .map(({ link }) => link)
    .join(', ');
};

/** The URLs of a resource by language. */
export const urlsByLanguage = (languages: readonly Language[], hrefOf: (language: Language) => string) =>
  Object.fromEntries(languages.map((language) => [language, hrefOf(language)])) as Record<Language, string>;

/** The URLs and the media types of a resource by extension. */
export const urlsByFormat = (formats: readonly Format[], hrefOf: (format: Format) => string) => ({
  formats: Object.fromEntries(formats.map((format) => [format.extension, hrefOf(format)])),
  mediaTypes: Object.fromEntries(formats.map(({ extension, mediaType }) => [extension, mediaType])),
});

/** The languages of the fallbacks of an item or a card that a format writes. */
export const writtenFallbacks = (
  { writes = () => true }: Pick<Format, 'writes'>,
  kind: Kind,
  fallbacks: Annotations['fallbacks'],
): Language[] => Object.entries(fallbacks).flatMap(([pointer, language]) => (writes(kind, pointer) ? [language] : []));

/**
 * Formats `Content-Language` (RFC 9110 §8.5): the language of the answer, then the others that its texts are in; in all
 * languages at once, those alone.
 */
export const contentLanguage = (language: AnswerLanguage, others: readonly Language[]): string =>
  [...new Set([...(language === multilingual ? [] : [language]), ...others])].join(', ') || languageTags.join(', ');

/** The `rel="alternate"` link to an answer in all languages at once; none where this answer is that, or is no JSON. */
export const multilingualLinks = (format: Format, href: string | undefined): RankedLink[] =>
  href === undefined || format.extension !== 'json'
    ? []
    : [{ link: formatLink(href, 'alternate', { hreflang: multilingual, type: format.mediaType }), rank: 2 }];
