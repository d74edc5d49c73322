import type { Format } from '../formats/format.ts';
import type { Language } from '../languages.ts';

/** Formats one link of the `Link` header (RFC 8288 §3); the href must be ASCII, percent-encoded. */
export const formatLink = (href: string, rel: string, attributes: Readonly<Record<string, string>> = {}): string => {
  let link = `<${href}>; rel="${rel}"`;
  for (const [name, value] of Object.entries(attributes)) link += `; ${name}="${value}"`;
  return link;
};

/** Formats a `rel="alternate"` link for each language and format. */
export const alternateLinks = (
  languages: readonly Language[],
  formats: readonly Format[],
  hrefOf: (language: Language, format: Format) => string,
): string[] =>
  languages.flatMap((language) =>
    formats.map((format) =>
      formatLink(hrefOf(language, format), 'alternate', { hreflang: language, type: format.mediaType }),
    ),
  );

/** The URLs of a resource by language. */
export const urlsByLanguage = (languages: readonly Language[], hrefOf: (language: Language) => string) =>
  Object.fromEntries(languages.map((language) => [language, hrefOf(language)])) as Record<Language, string>;

/** The URLs and the media types of a resource by extension. */
export const urlsByFormat = (formats: readonly Format[], hrefOf: (format: Format) => string) => ({
  formats: Object.fromEntries(formats.map((format) => [format.extension, hrefOf(format)])),
  mediaTypes: Object.fromEntries(formats.map(({ extension, mediaType }) => [extension, mediaType])),
});

/** Formats `Content-Language` (RFC 9110 §8.5): the language of the answer, then those of its fallbacks. */
export const contentLanguage = (language: Language, fallbacks: readonly Language[]): string =>
  [...new Set([language, ...fallbacks])].join(', ');
