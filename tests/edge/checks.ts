import Negotiator from 'negotiator';
import type { HttpResponse } from './http.ts';
import type { Request } from './requests.ts';

// What a reader may expect, worked out here anew: nothing of src/ is asked.

const defaultLanguage = 'ja';
const availableLanguages = 'ja;d, en';

/** A range of `Accept-Language`, in lower case. */
interface LanguageRange {
  tag: string;
  q: number;
}

/** The ranges of a header, as lenient as the guide says: `en_GB` is en-GB, `q=0,6` is 0.6, what has no number is no range. */
const rangesOf = (header: string): LanguageRange[] => {
  const elements: string[] = [];
  for (const part of header.toLowerCase().split(',')) {
    const last = elements.at(-1);
    // What follows the comma of `q=0,6` is no tag: it begins with a digit.
    if (last !== undefined && /;\s*q\s*=\s*[01]$/.test(last) && /^\d/.test(part))
      elements.push(`${elements.pop()}.${part}`);
    else elements.push(part);
  }
  return elements.flatMap((element) => {
    const [tag = '', ...parameters] = element.split(';').map((part) => part.trim());
    const weights = parameters.map((parameter) => parameter.split('=')).filter(([name = '']) => name.trim() === 'q');
    const [, value = ''] = weights[0] ?? ['q', '1'];
    const q = value.trim() === '' ? Number.NaN : Number(value);
    return tag !== '' && q >= 0 && q <= 1 ? [{ tag: tag.replaceAll('_', '-'), q }] : [];
  });
};

/** The weight that ranges give to a language by the most specific one that names it; undefined: none does. */
const weightOf = (ranges: readonly LanguageRange[], language: string): number | undefined => {
  const exact = ranges.find(({ tag }) => tag === language);
  // British English that is refused leaves English.
  const longer = ranges.filter(({ tag, q }) => q > 0 && tag.startsWith(`${language}-`));
  const [best] = longer.sort((one, other) => other.q - one.q);
  return (exact ?? best ?? ranges.find(({ tag }) => tag === '*'))?.q;
};

/**
 * The language to expect: of those accepted, by weight, the first in which the thing is there; the default when nothing is
 * accepted, unless it is refused and another is not.
 */
const expectedLanguage = (
  ranges: readonly LanguageRange[],
  languages: readonly string[],
  isThere: (language: string) => boolean,
): string | undefined => {
  const header = ranges.map(({ tag, q }) => `${tag};q=${q}`).join(', ') || '*';
  const offered = [defaultLanguage, ...languages.filter((tag) => tag !== defaultLanguage)].filter((tag) =>
    languages.includes(tag),
  );
  const accepted = new Negotiator({ headers: { 'accept-language': header } }).languages(offered);
  return accepted.find(isThere) ?? accepted[0] ?? offered.find((tag) => weightOf(ranges, tag) !== 0) ?? offered[0];
};

/** The languages for which an answer names an alternate; undefined: it names none. */
const alternatesOf = ({ headers, text }: HttpResponse): ReadonlySet<string> | undefined => {
  const links = [...(headers.link ?? '').matchAll(/rel="alternate"; hreflang="([^"]+)"/g)].map(([, tag = '']) => tag);
  if (links.length > 0) return new Set(links);
  if (headers['content-type'] !== 'application/problem+json' || text === '') return undefined;
  const { alternates } = JSON.parse(text) as { alternates?: Record<string, unknown> };
  return alternates && new Set(Object.keys(alternates));
};

/** The languages of the maps of texts in an answer in all languages; its alternates are maps of URLs. */
const languagesOfMaps = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  if ('notice' in value) return languagesOfMaps(value.notice);
  if (keys.length > 0 && keys.every((key) => ['ja', 'en'].includes(key))) return keys;
  return Object.entries(value).flatMap(([key, one]) => {
    // What is withdrawn is by language, and has a map of texts for each.
    if (key === 'withdrawn') return Object.values(one).flatMap(languagesOfMaps);
    return key === 'alternates' ? [] : languagesOfMaps(one);
  });
};

/** What is wrong with the languages of an answer in all languages: those of its texts are said. */
const multilingualFault = ({ status, headers, text }: HttpResponse): string | undefined => {
  if (status !== 200 || text === '' || headers['content-type'] !== 'application/json') return undefined;
  const used = [...new Set(languagesOfMaps(JSON.parse(text)))].sort();
  const said = (headers['content-language'] ?? '').split(', ').sort();
  return used.length === 0 || used.join() === said.join()
    ? undefined
    : `texts in ${used}, Content-Language says ${said}`;
};

/** What is wrong with the languages of an answer; undefined when nothing is. */
export const languageFault = ({ place, acceptLanguage = '' }: Request, answer: HttpResponse): string | undefined => {
  const listed = /\bAccept-Language\b/.test(answer.headers.vary ?? '') ? availableLanguages : undefined;
  if (answer.headers['avail-language'] !== listed) return `Avail-Language says ${answer.headers['avail-language']}`;
  if (!place || ![200, 304, 410].includes(answer.status)) return undefined;
  if (place.path.startsWith('/mul/')) return multilingualFault(answer);
  const [said, ...others] = (answer.headers['content-language'] ?? '').split(', ');
  // What has no words has no language: a list of URLs, a state.
  if (said === '' && place.languages.length === 0) return undefined;
  const [, inPath] = /^\/(ja|en)\b/.exec(place.path) ?? [];
  if (inPath) {
    if (said !== inPath) return `${inPath} was asked, Content-Language says ${said}`;
  } else {
    const ranges = rangesOf(acceptLanguage);
    const refused = weightOf(ranges, said ?? '') === 0;
    const alternates = alternatesOf(answer);
    const isThere = (language: string) => alternates?.has(language) ?? answer.status !== 410;
    const isLeft = (language: string) => language !== said && weightOf(ranges, language) !== 0;
    if (refused && place.languages.some(isLeft)) return `${said} was refused`;
    const expected = expectedLanguage(ranges, place.languages, isThere);
    if (said !== expected) return `expected ${expected} for ${acceptLanguage}, Content-Language says ${said}`;
  }
  if (answer.status !== 200 || answer.text === '' || answer.headers['content-type'] !== 'application/json')
    return undefined;
  const body = JSON.parse(answer.text) as { language?: string; fallbacks?: Record<string, string> };
  if (body.language === undefined) return undefined;
  const used = [...new Set([body.language, ...Object.values(body.fallbacks ?? {})])];
  return used.join() === [said, ...others].join() ? undefined : `the body is in ${used}, Content-Language says ${said}`;
};

/** Whether an answer repeats what only a forged header said. */
export const isPoisoned = ({ headers, text }: HttpResponse): boolean =>
  /evil\.example/.test(JSON.stringify(headers) + text);

/** Whether an answer to a reader has what only our own cache is to be told. */
export const tellsOurCache = ({ headers }: HttpResponse): boolean =>
  ['cloudflare-cdn-cache-control', 'cdn-cache-control', 'cache-tag'].some((name) => name in headers);
