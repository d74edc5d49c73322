import type { HttpRequest } from './http.ts';
import { oneOf, zipf } from './random.ts';
import readers from './readers.json' with { type: 'json' };
import type { UrlCase } from './urls.ts';

/** A request and what a judge needs to know of it. */
export interface Request extends HttpRequest {
  place?: UrlCase;
  acceptLanguage?: string | undefined;
  accept?: string | undefined;
}

const rubbish: readonly HttpRequest[] = [
  ['GET', '/ja/actions/nope.json'],
  ['GET', '/en/actions/data.json?utm_source=mail'],
  ['GET', '/ja/terms.json?_=1732400000000'],
  ['GET', '/en/outcomes.json?limit=0'],
  ['GET', '/en/outcomes.json?limit=2&limit=3'],
  ['GET', '/wp-login.php'],
  ['GET', '/.env'],
  ['GET', '/ja/actions/../../etc/passwd'],
  ['GET', '/en/actions/%00.json'],
  ['GET', '/fr/actions/data.json'],
  ['GET', '/en/actions/data.exe'],
  ['GET', '/en/actions/data/'],
  ['POST', '/ja/actions/data.json'],
  ['DELETE', '/en/terms'],
].map(([method = '', path = '']) => ({ method, path, headers: {} }));

const poison: Readonly<Record<string, string>> = {
  'X-Forwarded-Host': 'evil.example',
  'X-Original-URL': '/editor',
  Forwarded: 'host=evil.example',
  Range: 'bytes=0-10',
  'If-None-Match': Array.from({ length: 400 }, (_, number) => `"not-a-tag-of-ours-${number}"`).join(', '),
  'If-Modified-Since': 'Mon, 23 Nov 2026 00:00:00 GMT',
  Cookie: 'session=1',
  Authorization: 'Bearer nobody',
};

/** What a path has been answered with. */
interface Seen {
  tagsSeen(path: string): readonly string[];
  datesSeen(path: string): readonly string[];
}

/** Makes requests: places by Zipf's law, readers as there are, conditions on tags and dates that were seen, some rubbish. */
export const requestsFrom = (chance: () => number, places: readonly UrlCase[]) => {
  const popular = zipf(chance, places);
  return ({ tagsSeen, datesSeen }: Seen): Request => {
    const { accept, acceptLanguage } = oneOf(chance, readers) as { accept?: string; acceptLanguage?: string };
    const own = { ...(accept && { Accept: accept }), ...(acceptLanguage && { 'Accept-Language': acceptLanguage }) };
    const kind = chance();
    if (kind < 0.02) {
      const one = oneOf(chance, rubbish);
      return { ...one, headers: own };
    }
    const place = popular();
    const { path } = place;
    const asked = { place, accept, acceptLanguage, path, method: kind < 0.1 ? 'HEAD' : 'GET' };
    if (kind > 0.97) {
      const name = oneOf(chance, Object.keys(poison));
      return { ...asked, headers: { ...own, [name]: poison[name] ?? '' } };
    }
    const tags = tagsSeen(path);
    if (kind < 0.75 || tags.length === 0) return { ...asked, headers: own };
    const dates = datesSeen(path);
    if (kind < 0.8 && dates.length > 0)
      return { ...asked, headers: { ...own, 'If-Modified-Since': oneOf(chance, dates) } };
    const tag = oneOf(chance, tags);
    const condition = oneOf(chance, [tag, tag, tag, `W/${tag}`, `"other", ${tag}`, `W/"x",W/${tag}`, '*', '"none"']);
    return { ...asked, headers: { ...own, 'If-None-Match': condition } };
  };
};
