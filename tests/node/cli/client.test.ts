import { afterEach, expect, it, vi } from 'vitest';
import { createEditorClient, parseOrigin } from '../../../cli/client.ts';

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const broken = () => {
  throw Object.assign(new TypeError('fetch failed'), { cause: new Error('other side closed') });
};

/** A service that gives these answers, one after another; the last again and again. */
const answering = (...answers: (() => Response)[]) => {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push(new Request(url, { ...init, signal: null }));
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
  return requests;
};

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['https://example.jp', 'https://example.jp'],
  ['http://localhost:8787/', 'http://localhost:8787'],
  ['HTTPS://EXAMPLE.JP', 'https://example.jp'],
  ['https://example.jp:443', 'https://example.jp'],
  ['localhost:8787', undefined],
  ['example.jp', undefined],
  ['https://example.jp/ja', undefined],
  ['https://example.jp/?a', undefined],
  ['ftp://example.jp', undefined],
  ['https://someone@example.jp', undefined],
  ['', undefined],
  ['http://localhost:port', undefined],
])('--to %s', (typed, origin) => {
  expect(parseOrigin(typed)).toBe(origin);
});

const clientOf = (waits = vi.fn(), patience = 10) => {
  let time = 0;
  const pause = async (seconds: number) => {
    time += seconds * 1000;
  };
  const options = { patience, onWait: waits, now: () => time, pause };
  return createEditorClient('https://example.jp', 'en', options);
};

it('nobody answers, at the first call or later → the call is sent again, and the wait is reported', async () => {
  const requests = answering(
    broken,
    () => json(200, { first: true }),
    broken,
    broken,
    () => json(200, { second: true }),
  );
  const waits = vi.fn();
  const editor = clientOf(waits);
  expect(await editor('GET', '/drafts')).toEqual({ status: 200, body: { first: true } });
  expect(await editor('POST', '/publications', { items: [] })).toEqual({ status: 200, body: { second: true } });
  expect(waits.mock.calls).toEqual([
    [1, 'other side closed'],
    [1, 'other side closed'],
    [2, 'other side closed'],
  ]);
  expect(await Promise.all(requests.slice(2).map((request) => request.text()))).toEqual(Array(3).fill('{"items":[]}'));
});

it('nobody answers for as long as its patience lasts → an error', async () => {
  const requests = answering(broken);
  const waits = vi.fn();
  await expect(clientOf(waits, 2)('GET', '/drafts')).rejects.toThrow(
    'https://example.jp does not answer: other side closed',
  );
  expect(waits.mock.calls.map(([seconds]) => seconds)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  expect(requests).toHaveLength(8);
});

it('without patience → one call', async () => {
  const requests = answering(broken);
  await expect(clientOf(vi.fn(), 0)('GET', '/drafts')).rejects.toThrow('does not answer');
  expect(requests).toHaveLength(1);
});

it('an answer is incomplete → the call is sent again', async () => {
  const cut = () => new Response('{"items":[', { headers: { 'Content-Type': 'application/json' } });
  answering(cut, () => json(200, { items: [] }));
  expect(await clientOf()('GET', '/drafts')).toEqual({ status: 200, body: { items: [] } });
});

it.each([429, 502, 503, 504, 522])('%i → the call is sent again, after as long as Retry-After says', async (status) => {
  const inTenSeconds = new Date(75_000 + 10_000).toUTCString();
  answering(
    () => json(status, { title: 'Busy' }, { 'Retry-After': '75' }),
    () => json(status, {}, { 'Retry-After': inTenSeconds }),
    () => new Response('<h1>Bad gateway</h1>', { status, headers: { 'Content-Type': 'text/html' } }),
    () => json(200, { done: true }),
  );
  const waits = vi.fn();
  expect(await clientOf(waits)('GET', '/drafts')).toMatchObject({ status: 200 });
  expect(waits.mock.calls).toEqual([
    [75, `${status} Busy`],
    [10, String(status)],
    [4, String(status)],
  ]);
});

it('503 until after its patience would be over → the answer is returned, which says why', async () => {
  const requests = answering(() => json(503, { title: 'Closed' }, { 'Retry-After': '3600' }));
  expect(await clientOf()('GET', '/drafts')).toEqual({ status: 503, body: { title: 'Closed' } });
  expect(requests).toHaveLength(1);
});

it.each([400, 401, 403, 500])('%i → the answer is returned', async (status) => {
  const requests = answering(() => json(status, {}));
  expect(await clientOf()('GET', '/drafts')).toEqual({ status, body: {} });
  expect(requests).toHaveLength(1);
});
