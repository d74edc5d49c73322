import Negotiator from 'negotiator';
import type { Answered } from './http.ts';
import type { Request } from './requests.ts';

// What a reader may expect, worked out here anew: nothing of src/ is asked.

const defaultLanguage = 'ja';

/** The weight that `Accept-Language` gives to a language by the most specific range that names it; undefined: none does. */
const weightOf = (header: string, language: string): number | undefined => {
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { tag, q: q === undefined ? 1 : Number(q.slice(2)) };
  });
  const exact = ranges.find(({ tag }) => tag === language);
  const longer = ranges.filter(({ tag }) => tag.startsWith(`${language}-`)).sort((one, other) => other.q - one.q);
  return (exact ?? longer[0] ?? ranges.find(({ tag }) => tag === '*'))?.q;
};

/** What is wrong with the languages of an answer; undefined when nothing is. */
export const languageFault = ({ place, acceptLanguage = '' }: Request, answer: Answered): string | undefined => {
  if (!place || ![200, 304].includes(answer.status)) return undefined;
  const [said, ...others] = (answer.headers['content-language'] ?? '').split(', ');
  // What has no words has no language: a list of URLs, a state.
  if (said === '' && place.languages.length === 0) return undefined;
  const [, inPath] = /^\/(ja|en)\b/.exec(place.path) ?? [];
  if (inPath) {
    if (said !== inPath) return `${inPath} was asked, Content-Language says ${said}`;
  } else {
    const refused = acceptLanguage !== '' && weightOf(acceptLanguage, said ?? '') === 0;
    if (refused && place.languages.some((other) => weightOf(acceptLanguage, other) !== 0)) return `${said} was refused`;
    const headers = { headers: { 'accept-language': acceptLanguage || '*' } };
    const available = [defaultLanguage, ...place.languages.filter((tag) => tag !== defaultLanguage)].filter((tag) =>
      place.languages.includes(tag),
    );
    const expected = new Negotiator(headers).language(available) ?? available[0];
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
export const isPoisoned = ({ headers, text }: Answered): boolean =>
  /evil\.example/.test(JSON.stringify(headers) + text);
