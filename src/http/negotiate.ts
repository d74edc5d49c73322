import type { Format } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { defaultLanguage, isLanguage, type Language, languageTags } from '../languages.ts';
import { memoize } from '../lib/memoize.ts';
import { chooseLanguage } from '../negotiation/language.ts';
import { chooseMedia } from '../negotiation/media-type.ts';
import { embedVariantIn, isRecordUrl, parsePath, type RecordUrl, viewTypeOf } from '../url.ts';
import type { Reader } from './problem-details.ts';
import type { Visit } from './request-context.ts';

/** What was chosen for a reader, and the request headers that it rests on, as `Vary` names them. */
export interface Negotiated {
  language: Language;
  format: Format | undefined;
  vary: string;
}

/** What the deployment decides: the one origin of all URLs, and the language of readers who state none. */
export interface Site {
  origin: string;
  preferred: Language;
}

/** The site that the configuration describes. */
export const siteOf = (env: { PUBLIC_ORIGIN: string; DEFAULT_LANGUAGE: string }): Site => ({
  origin: env.PUBLIC_ORIGIN.endsWith('/') ? env.PUBLIC_ORIGIN.replace(/\/+$/, '') : env.PUBLIC_ORIGIN,
  preferred: isLanguage(env.DEFAULT_LANGUAGE) ? env.DEFAULT_LANGUAGE : defaultLanguage,
});

// The same few browsers and tools ask all day long: what their headers come to is found once.
const byPreferred = new Map(
  languageTags.map((preferred) => [
    preferred,
    memoize((header: string | null) => chooseLanguage(header, languageTags, preferred)),
  ]),
);

/** The language that a reader's `Accept-Language` comes to. */
export const languageFor = (header: string | null, { preferred }: Site): Language =>
  byPreferred.get(preferred)?.(header) ?? preferred;

/** What the choice of a format rests on. */
export type Offer = Pick<Format, 'extension' | 'mediaType' | 'contentType'>;

// By the list that is offered, which is the same one each time.
const byOffer = new WeakMap<readonly Offer[], (header: string | null) => Offer | undefined>();

const formatFor = <Each extends Offer>(header: string | null, offered: readonly Each[]): Each | undefined => {
  const known = byOffer.get(offered);
  if (known) return known(header) as Each | undefined;
  const types = offered.map(({ mediaType, contentType = mediaType }) => contentType);
  const choosing = memoize((each: string | null) => offered[types.indexOf(chooseMedia(each, types) ?? '')]);
  byOffer.set(offered, choosing);
  return choosing(header);
};

// RFC 9110 §12.5.5; empty where the address says it all.
const varyBy = (format: boolean, language: boolean): string => {
  if (!format) return language ? 'Accept-Language' : '';
  return language ? 'Accept, Accept-Language' : 'Accept';
};

/** Chooses language and format: the address decides what it names, the headers the rest (RFC 9110 §12.5). */
export const negotiate = (
  headers: Headers,
  { language, format }: Pick<RecordUrl, 'language' | 'format'>,
  offered: readonly Format[],
  site: Site,
): Negotiated => {
  return {
    language: language ?? languageFor(headers.get('Accept-Language'), site),
    format:
      format === undefined
        ? formatFor(headers.get('Accept'), offered)
        : offered.find(({ extension }) => extension === format),
    vary: varyBy(format === undefined, language === undefined),
  };
};

const page = 'text/html';

/** Who reads a problem: an extension in the path decides the format, then `Accept`; the language as for answers. */
export const problemAudience = (
  { path, headers }: Pick<Visit, 'path' | 'headers'>,
  site: Site,
): { reader: Reader; vary: string } => {
  const address = parsePath(path);
  const [, first] = path.split('/');
  const shape = embedVariantIn(path);
  // An extension that this cannot be had in says nothing about the reader.
  const named =
    isRecordUrl(address) &&
    formatsOf(viewTypeOf(address), address.kind).some(({ extension }) => extension === address.format);
  const accepted = chooseMedia(headers.get('Accept'), ['application/problem+json', 'application/json', page]);
  const language = isLanguage(first) ? first : languageFor(headers.get('Accept-Language'), site);
  return {
    reader: {
      language,
      page: shape ? true : named ? address.format === 'html' : accepted === page,
      origin: site.origin,
      path,
    },
    vary: varyBy(!named && !shape, !isLanguage(first)),
  };
};
