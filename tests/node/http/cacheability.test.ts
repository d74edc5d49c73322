import { env, exports } from 'cloudflare:workers';
import CachePolicy from 'http-cache-semantics';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, ask } from '../../support/ask.ts';
import { aDay, cachingOf, publicReadsWith } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

// An independent judge: what RFC 9111 lets a cache do with each answer.

interface Kept {
  storable: boolean;
  seconds: number;
}

const judge = (
  path: string,
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  requestHeaders: Record<string, string>,
  shared: boolean,
  method = 'GET',
): Kept => {
  const answerHeaders: Record<string, string> = Object.fromEntries(headers);
  // RFC 9213 §2.1: for whom it targets, the targeted field stands in place of Cache-Control: the platform's own in front of
  // the public reads, any CDN's behind the gateway.
  const targeted = answerHeaders['cloudflare-cdn-cache-control'] ?? answerHeaders['cdn-cache-control'];
  const response = {
    status,
    headers: { ...answerHeaders, ...(shared && targeted !== undefined && { 'cache-control': targeted }) },
  };
  const request = {
    url: path,
    method,
    headers: Object.fromEntries(Object.entries(requestHeaders).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const policy = new CachePolicy(request, response, { shared });
  return { storable: policy.storable(), seconds: policy.storable() ? policy.maxAge() : 0 };
};

const fromReads = (path: string) => publicReadsWith(env)(`https://example.jp${path}`);

const never: Kept = { storable: false, seconds: 0 };
const minute: Kept = { storable: true, seconds: 60 };
const day: Kept = { storable: true, seconds: 86_400 };

const json = { Accept: 'application/json' };

/** What the cache in front of the public reads may keep, if anything comes from there, and what every other cache may. */
const classes: [
  what: string,
  path: string,
  status: number,
  edge: Kept | undefined,
  others: Kept,
  headers?: Record<string, string>,
  method?: string,
][] = [
  ['a canonical item', '/ja/actions/data.json', 200, day, minute],
  ['a card', '/ja/card/actions/data', 200, day, minute],
  ['a frame', '/en/embed/actions/data', 200, day, minute],
  ['a canonical collection', '/en/terms.json?limit=2', 200, day, minute],
  ['the longest page of a collection', '/ja/terms.json?limit=100', 200, day, minute],
  ['an empty collection', '/en/terms.json?modified_since=2100-01-01', 200, day, minute],
  ['recent changes', '/en/changes.atom', 200, day, minute],
  ['the sitemap', '/sitemap.xml', 200, day, minute],
  ['HEAD of a canonical item', '/ja/actions/data.json', 200, day, minute, {}, 'HEAD'],
  ['a negotiated language', '/actions/data.json', 200, undefined, minute, { 'Accept-Language': 'en' }],
  ['a negotiated format', '/ja/actions/data', 200, undefined, minute, json],
  ['both negotiated', '/terms', 200, undefined, minute, { ...json, 'Accept-Language': 'en' }],
  ['a renamed item', '/ja/terms/cacheable-old.json', 308, minute, minute],
  ['a trailing slash', '/ja/actions/', 308, undefined, minute],
  // RFC 9111 §3 leaves statuses that a cache does not know to those that do; the judge knows neither 400 nor 406.
  ['a parameter that is wrong', '/ja/actions.json?limit=0', 400, undefined, never],
  ['no such item', '/ja/actions/nope.json', 404, minute, minute],
  ['not in this language', '/en/terms/cacheable-half.json?fallback=none', 404, minute, minute],
  ['no such collection', '/ja/nope', 404, undefined, minute, json],
  ['no such format', '/ja/actions/data.exe', 404, undefined, minute],
  ['nothing acceptable', '/ja/actions/data', 406, undefined, never, { Accept: 'image/png' }],
  ['withdrawn', '/en/terms/cacheable-gone.json', 410, minute, minute],
  ['a precondition that fails', '/ja/actions/data.json', 412, undefined, never, { 'If-Match': '"x"' }],
  ['another method', '/ja/actions/data.json', 405, undefined, minute, {}, 'POST'],
  ['OPTIONS', '/ja/actions/data.json', 204, undefined, never, {}, 'OPTIONS'],
  ['the home', '/ja', 200, undefined, minute, json],
  ['the home as a page', '/', 200, undefined, minute, { Accept: 'text/html' }],
  ['OpenAPI', '/openapi.json', 200, undefined, minute],
  ['the reference', '/docs', 200, undefined, minute],
  ['a chapter in a language', '/ja/docs/actions', 200, undefined, minute],
  ['what a problem means', '/problems/not-found', 200, undefined, minute],
  ['whether the service lives', '/healthz', 200, undefined, never],
];

/** What only the cache in front of the public reads is to know. */
const forOurCache = [
  'CDN-Cache-Control',
  'Cloudflare-CDN-Cache-Control',
  'Surrogate-Control',
  'Cache-Tag',
  'X-Rows-Read',
];

beforeAll(async () => {
  const texts = {
    ja: { name: '用語', reading: 'ようご', definition: '定義。' },
    en: { name: 'Term', definition: 'What it is.' },
  };
  await put(
    newTerm('cacheable-old', texts),
    newTerm('cacheable-half', { ja: texts.ja }),
    newTerm('cacheable-gone', texts),
  );
  const withdrawal = { date: '2026-12-01T00:00:00Z', notice: { ja: '終了', en: 'Over' } };
  await put(
    nextEdition(await liveItem('terms', 'cacheable-old'), { slug: 'cacheable-new' }),
    nextEdition(await liveItem('terms', 'cacheable-gone'), { withdrawals: { ja: withdrawal, en: withdrawal } }),
  );
  return startOver;
});

describe('what caches may store, by http-cache-semantics', () => {
  it.each(classes)('%s: %s', async (_, path, status, edge, others, headers = {}, method = 'GET') => {
    const answer = await ask(path, { method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Cache-Control')).toMatch(/./);
    // The platform keeps a 200 that says nothing for two hours: the gateway, too, is to say what may be kept.
    for (const shared of [true, false]) expect(judge(path, answer, headers, shared, method)).toEqual(others);
    for (const name of forOurCache) expect(answer.headers.get(name), name).toBeNull();
    if (edge) expect(judge(path, await fromReads(path), {}, true)).toEqual(edge);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
  });

  it.each(['/ja/actions/data.json', '/actions/data', '/ja/terms.json'])(
    '304 of %s may be stored as the 200 that it renews',
    async (path) => {
      const full = await ask(path, { headers: json });
      const headers = { ...json, 'If-None-Match': full.headers.get('ETag') ?? '' };
      const unchanged = await ask(path, { headers });
      expect(unchanged.status).toBe(304);
      for (const shared of [true, false])
        expect(judge(path, { ...unchanged, status: 200 }, json, shared)).toEqual(judge(path, full, json, shared));
    },
  );

  it('every other cache may keep an answer for a minute, 304 and refusals among them', async () => {
    const { headers } = await ask('/ja/actions/data.json');
    const unchanged = await ask('/ja/card/actions/data', { headers: { 'If-None-Match': '*' } });
    for (const answer of [headers, unchanged.headers]) {
      expect(answer.get('Cache-Control')).toBe('public, max-age=60');
      for (const name of forOurCache) expect(answer.get(name), name).toBeNull();
    }
  });

  it.each([
    ['/ja/actions/data.json', aDay],
    ['/ja/actions/nope.json', 'max-age=60, stale-if-error=604800'],
    ['/ja/terms/cacheable-old.json', 'max-age=60, stale-if-error=604800'],
    ['/ja/terms/cacheable-gone.json', 'max-age=60, stale-if-error=604800'],
  ])('the cache in front of the public reads may serve %s stale for a week while they fail', async (path, expected) => {
    expect((await cachingOf(path)).lifetime).toBe(expected);
  });

  it('a negotiated answer is reused only for the same Accept headers', async () => {
    const requestHeaders = { accept: 'application/json', 'accept-language': 'en-GB,en;q=0.9' };
    const { status, headers } = await ask('/actions/data', { headers: requestHeaders });
    const policy = new CachePolicy(
      { url: '/actions/data', method: 'GET', headers: requestHeaders },
      { status, headers: Object.fromEntries(headers) },
      { shared: false },
    );
    const again = (own: Record<string, string>) =>
      policy.satisfiesWithoutRevalidation({ url: '/actions/data', method: 'GET', headers: own });
    expect(again(requestHeaders)).toBe(true);
    expect(again({ ...requestHeaders, 'accept-language': 'ja' })).toBe(false);
    expect(again({ ...requestHeaders, accept: 'text/html' })).toBe(false);
  });

  it.each(['/editor', '/editor/api/drafts', '/editor/api/terms/dfft/publish', '/editor/nope'])(
    '%s: by no cache',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const { status, headers } = await exports.default.fetch(`https://example.jp${path}`, { method });
        const answer = { status, headers, text: '', json: undefined };
        for (const name of forOurCache) expect(answer.headers.get(name), name).toBeNull();
        for (const shared of [true, false]) expect(judge(path, answer, {}, shared, method)).toEqual(never);
      }
    },
  );
});

describe('when the record cannot be read', () => {
  afterEach(() => env.DB.exec('ALTER TABLE elsewhere RENAME TO documents'));

  it('the answer is stored by no cache', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await env.DB.exec('ALTER TABLE documents RENAME TO elsewhere');
    const answer = await ask('/ja/actions/data.json');
    expect(answer.status).toBe(503);
    for (const shared of [true, false]) expect(judge('/', answer, {}, shared)).toEqual(never);
    vi.restoreAllMocks();
  });
});
