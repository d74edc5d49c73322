import type { Format } from '../formats/format.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { ItemView } from '../model/view.ts';
import { formatPath } from '../url.ts';

/** A link as it stands in the header field `Link`, RFC 8288: ASCII, percent-encoded. */
export const formatLink = (href: string, rel: string, attributes: Readonly<Record<string, string>> = {}): string => {
  let text = `<${href}>; rel="${rel}"`;
  for (const [name, value] of Object.entries(attributes)) text += `; ${name}="${value}"`;
  return text;
};

/** The URLs of one thing in each of some languages. */
export const inLanguages = (languages: readonly Language[], hrefIn: (language: Language) => string) =>
  Object.fromEntries(languages.map((language) => [language, hrefIn(language)])) as Record<Language, string>;

/** The URLs of one thing in each of some formats, and their media types, by extension. */
export const inFormats = (formats: readonly Format[], hrefIn: (format: Format) => string) => ({
  formats: Object.fromEntries(formats.map((format) => [format.extension, hrefIn(format)])),
  mediaTypes: Object.fromEntries(formats.map(({ extension, mediaType }) => [extension, mediaType])),
});

/** The alternates of an address: one for each language and each format that exists. */
export const alternates = (
  origin: string,
  kind: Kind,
  slug: string | undefined,
  languages: readonly Language[],
  formats: readonly Format[],
  queryIn: (format: Format) => string = () => '',
) =>
  languages.flatMap((language) =>
    formats.map((format) =>
      formatLink(
        origin + formatPath({ language, kind, ...(slug && { slug }), format: format.extension }) + queryIn(format),
        'alternate',
        {
          hreflang: language,
          type: format.mediaType,
        },
      ),
    ),
  );

/** The `Link` of an item: its canonical URL, its alternates and its licence. */
export const itemLinks = (origin: string, self: string, reading: ItemView, formats: readonly Format[]): string =>
  [
    formatLink(self, 'canonical'),
    ...alternates(origin, reading.kind, reading.slug, reading.languages, formats),
    formatLink(reading.licence, 'license'),
  ].join(', ');
