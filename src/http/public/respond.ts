import type { Format } from '../../formats/format.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import type { RecordUrl } from '../../url.ts';
import { matchesWeakly } from '../cache-policy.ts';

/** A request for a canonical URL, taken apart. */
export interface Canonical {
  address: RecordUrl;
  language: Language;
  format: Format;
  parameters: Readonly<Record<string, string>>;
  origin: string;
  build: string;
  request: Request;
}

/** One for an item or a collection. */
export interface OfKind extends Canonical {
  kind: Kind;
}

/** The languages but one. */
export const others = (languages: readonly Language[], asked: Language): Language[] =>
  languages.filter((language) => language !== asked);

/** `Content-Language`: the asked language, then any that was borrowed from. */
export const contentLanguage = (asked: Language, fallbacks: Readonly<Record<string, Language>>): string =>
  [...new Set([asked, ...Object.values(fallbacks)])].join(', ');

/** The format's own parameters among those that were given. */
export const switchesIn = ({ format, parameters }: Canonical): ReadonlySet<string> =>
  new Set(format.flags?.filter((name) => parameters[name] === '1'));

const encoder = new TextEncoder();

/** A 200, or the 304 in its place where the reader has it already: then nothing is written. */
export const answer = (request: Request, headers: Record<string, string>, body: () => string): Response =>
  matchesWeakly(request.headers.get('If-None-Match'), headers.ETag ?? '')
    ? new Response(null, { status: 304, headers })
    : // The platform takes twice as long to make bytes of a text of many letters itself.
      new Response(encoder.encode(body()), { headers });
