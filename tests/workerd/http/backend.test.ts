import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { configOf } from '../../../src/config.ts';
import { createBackend } from '../../../src/http/public/backend.ts';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import { ask } from '../../support/ask.ts';
import { publicReadsWith } from '../../support/public-reads.ts';

const settings = { ...env, READS_ORIGIN: 'http://cache.example:6081' };
const app = createApp((execution, env) => createBackend(execution, configOf(env)));
const askThrough = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.fetch(new Request(`https://example.jp${path}`, { method, headers }), settings, createExecutionContext());

let sent: { method: string; url: string; headers: Record<string, string>; redirect: string }[] = [];
/** A shared cache that asks the public reads each time and adds what such caches add. */
const stubCache = (answer: (request: Request) => Promise<Response> | Response) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as Request, init as RequestInit);
    const { method, url, redirect } = request;
    sent.push({ method, url, redirect, headers: Object.fromEntries(request.headers) });
    return answer(request);
  });
const sharedCache = async (request: Request) => {
  const { pathname, search } = new URL(request.url);
  const answer = await publicReads.fetch(
    new Request(`http://reads.example${pathname}${search}`, request),
    env,
    createExecutionContext(),
  );
  const held = new Response(answer.body, answer);
  const added = {
    Age: '5000',
    Date: 'Sun, 22 Nov 2026 00:00:00 GMT',
    Via: '1.1 cache',
    'X-Varnish': '7 5',
    'Accept-Ranges': 'bytes',
  };
  for (const [name, value] of Object.entries(added)) held.headers.set(name, value);
  return held;
};

beforeEach(() => {
  sent = [];
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('READS_ORIGIN: the public reads are requested over HTTP, through a cache', () => {
  it('with a fresh request: path, sorted query, If-None-Match, and nothing else of the reader’s', async () => {
    stubCache(sharedCache);
    await askThrough('/outcomes?limit=2&action=data', {
      'Accept-Language': 'en-GB',
      Accept: 'application/json',
      Cookie: 'a=1',
      Authorization: 'Bearer x',
      'X-Forwarded-Host': 'evil.example',
      'X-Original-URL': '/editor',
      Forwarded: 'host=evil.example',
      Range: 'bytes=0-1',
      'If-Modified-Since': 'Sun, 22 Nov 2026 00:00:00 GMT',
      'If-None-Match': '"x"',
    });
    const url = 'http://cache.example:6081/en/outcomes.json?action=data&limit=2';
    expect(sent).toEqual([{ method: 'GET', url, redirect: 'manual', headers: { 'if-none-match': '"x"' } }]);
  });

  it.each([
    '/ja/actions/data.json',
    '/actions/data',
    '/en/councils.json?limit=2',
    '/ja/changes.atom',
    '/ja/card/actions/data',
    '/sitemap.xml',
    '/ja/terms/nope.json',
    '/nope',
  ])('%s: the same answer as without it, to the last header', async (path) => {
    stubCache(sharedCache);
    const [through, direct] = [
      await askThrough(path, { 'Accept-Language': 'en' }),
      await ask(path, { headers: { 'Accept-Language': 'en' } }),
    ];
    const comparable = (headers: Headers) =>
      [...headers].filter(([name]) => !['x-request-id', 'server-timing'].includes(name));
    expect([through.status, comparable(through.headers)]).toEqual([direct.status, comparable(direct.headers)]);
    expect(await through.text()).toBe(direct.text);
  });

  it('a cache that does not read lists of tags → 304 all the same', async () => {
    stubCache(sharedCache);
    const etag = (await askThrough('/ja/actions/data.json')).headers.get('ETag');
    vi.restoreAllMocks();
    stubCache((request) => sharedCache(new Request(request.url)));
    const answer = await askThrough('/ja/actions/data.json', { 'If-None-Match': `"a", W/${etag}` });
    expect([answer.status, await answer.text(), answer.headers.get('ETag')]).toEqual([304, '', etag]);
  });

  it('a condition that is too long for caches is not forwarded, and is answered correctly', async () => {
    stubCache(sharedCache);
    const etag = (await askThrough('/ja/actions/data.json')).headers.get('ETag');
    const others = Array.from({ length: 400 }, (_, number) => `"other-tag-number-${number}"`).join(', ');
    const answer = await askThrough('/ja/actions/data.json', { 'If-None-Match': `${others}, ${etag}` });
    expect([answer.status, await answer.text(), answer.headers.get('ETag')]).toEqual([304, '', etag]);
    expect(sent.map(({ headers }) => headers)).toEqual([{}, {}]);
  });

  it('a connection that the cache has closed meanwhile: the request is sent again, once', async () => {
    const direct = await ask('/ja/actions/data.json');
    let requests = 0;
    stubCache((request) => {
      requests += 1;
      return requests === 1 ? Promise.reject(new Error('Network connection lost.')) : sharedCache(request);
    });
    const got = await askThrough('/ja/actions/data.json');
    expect([got.status, await got.text()]).toEqual([200, direct.text]);
    expect(sent.map(({ url }) => url)).toEqual(Array(2).fill('http://cache.example:6081/ja/actions/data.json'));
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['the cache answers in its own words', () => new Response('<h1>Bad Request</h1>', { status: 400 })],
    ['nothing answers', () => Promise.reject(new Error('connection refused to 10.0.0.7'))],
    ['the cache cannot reach them', () => new Response('<h1>Guru Meditation</h1>', { status: 503 })],
    ['they fail', () => new Response('Error: D1_ERROR at store/readings.ts', { status: 500 })],
  ])('%s → 503 in the reader’s language, not stored, without the cause', async (_, answer) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    stubCache(answer);
    const got = await askThrough('/actions/data', { 'Accept-Language': 'en' });
    expect(got.status).toBe(503);
    expect([got.headers.get('Cache-Control'), got.headers.get('Retry-After')]).toEqual(['no-store', '30']);
    expect(got.headers.get('Content-Language')).toBe('en');
    expect(await got.text()).not.toMatch(/Guru|Bad Request|D1|10\.0\.0\.7|readings/);
    expect(logged).toHaveBeenCalledOnce();
  });
});

describe('only the URL of a request has an effect on bodies and links', () => {
  const poisoned = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'gopher',
    'X-Forwarded-For': 'evil.example',
    'X-Original-URL': '/evil.example',
    'X-Rewrite-URL': '/evil.example',
    'X-Host': 'evil.example',
    Forwarded: 'for=evil.example;host=evil.example;proto=gopher',
    Referer: 'https://evil.example/',
    Origin: 'https://evil.example',
  };
  const paths = [
    '/ja/actions/data.json',
    '/actions/data',
    '/en/terms.json',
    '/',
    '/ja',
    '/docs',
    '/ja/nope',
    '/ja/actions/data/',
    '/openapi.json',
    '/en/terms/nope.html',
  ];

  it.each(paths)('%s', async (path) => {
    const headers = { Accept: 'application/json', 'Accept-Language': 'ja' };
    const [plain, answer] = [await ask(path, { headers }), await ask(path, { headers: { ...headers, ...poisoned } })];
    expect(answer.text).toBe(plain.text);
    const comparable = (got: Headers) => [...got].filter(([name]) => !['x-request-id', 'server-timing'].includes(name));
    expect(comparable(answer.headers)).toEqual(comparable(plain.headers));
  });

  it.each(paths.filter((path) => path !== '/openapi.json'))('%s, asked of another host', async (path) => {
    const headers = { Accept: 'application/json', 'Accept-Language': 'ja' };
    const plain = await ask(path, { headers });
    const app = createApp(() => publicReadsWith(env));
    const request = new Request(`http://evil.example${path}`, { headers: { ...headers, Host: 'evil.example' } });
    const answer = await app.fetch(request, env, createExecutionContext());
    expect([answer.status, await answer.text()]).toEqual([plain.status, plain.text]);
    expect(JSON.stringify([...answer.headers])).not.toContain('evil.example');
  });
});

describe('an exception is thrown', () => {
  it.each([new Error('nobody knows'), 'a text', undefined])('%o → 500 without the cause', async (thrown) => {
    const heard = vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    const app = createApp(() => () => Promise.reject(thrown));
    const answer = await app.fetch(new Request('https://example.jp/ja/actions/data'), env, createExecutionContext());
    const { type, status, detail } = await answer.json<Record<string, unknown>>();
    expect([answer.status, status, type]).toEqual([500, 500, `${env.PUBLIC_ORIGIN}/problems/internal-error`]);
    expect(detail).not.toContain('nobody knows');
    expect(heard.mock.calls).toEqual([[expect.stringContaining(`"id":"${answer.headers.get('X-Request-Id')}"`)]]);
    heard.mockRestore();
  });
});

describe('a URL that would miss the cache is refused before anything is read', () => {
  it.each([
    '/ja/actions/data.json?_=1732400000000',
    '/ja/actions/data.json?utm_source=x',
    '/ja/actions.json?limit=50&limit=50',
    '/ja/actions.json?LIMIT=50',
    '/ja/actions.json?limit=051',
    '/ja/actions.json?after=W10',
    '/ja/outcomes.json?action=data&cb=1',
    '/ja/actions.json?%00',
  ])('%s', async (path) => {
    const reads = vi.fn();
    const database = new Proxy({} as D1Database, {
      get: () => {
        throw new Error('the database was asked');
      },
    });
    const request = new Request(`https://example.jp${path}`, { headers: { Accept: 'application/json' } });
    const answer = await createApp(() => reads).fetch(request, { ...env, DB: database }, createExecutionContext());
    expect([answer.status, reads.mock.calls]).toEqual([400, []]);
  });

  it('one resource has one cache key: parameters in any order, with or without a default', async () => {
    stubCache(sharedCache);
    for (const query of ['?limit=50&fallback=none', '?fallback=none', '?fallback=none&limit=50'])
      await askThrough(`/ja/terms.json${query}`);
    expect(new Set(sent.map(({ url }) => url)).size).toBe(1);
  });
});
