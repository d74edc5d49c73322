import { afterEach, expect, it, vi } from 'vitest';
import { createEditorClient, parseOrigin } from '../../../cli/client.ts';

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const broken = () => {
  throw Object.assign(new TypeError('fetch failed'), { cause: new Error('other side closed') });
};

/** A service that gives these answers, one after another; the last again and again. Nobody waits in earnest. */
const answering = (...answers: (() => Response)[]) => {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push(new Request(url, { ...init, signal: null }));
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
  vi.stubGlobal('setTimeout', (then: () => void) => queueMicrotask(then));
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

it('the first call cannot connect → no retry, and the reason is reported', async () => {
  const requests = answering(broken);
  await expect(createEditorClient('https://example.jp', 'en')('GET', '/drafts')).rejects.toThrow(
    'https://example.jp does not answer: other side closed',
  );
  expect(requests).toHaveLength(1);
});

it('the connection breaks later → the call is sent again, and the wait is reported', async () => {
  const requests = answering(
    () => json(200, { first: true }),
    broken,
    broken,
    () => json(200, { second: true }),
  );
  const waits = vi.fn();
  const editor = createEditorClient('https://example.jp', 'en', { onWait: waits });
  await editor('GET', '/drafts');
  expect(await editor('POST', '/publications', { items: [] })).toEqual({ status: 200, body: { second: true } });
  expect(waits.mock.calls).toEqual([
    [0.5, 'other side closed'],
    [1, 'other side closed'],
  ]);
  expect(await Promise.all(requests.slice(1).map((request) => request.text()))).toEqual(Array(3).fill('{"items":[]}'));
});

it('the connection stays broken → six attempts, then an error', async () => {
  const requests = answering(() => json(200, {}), broken);
  const editor = createEditorClient('https://example.jp', 'en');
  await editor('GET', '/drafts');
  await expect(editor('GET', '/drafts')).rejects.toThrow('does not answer');
  expect(requests).toHaveLength(7);
});

it('an answer is incomplete → the call is sent again', async () => {
  const cut = () => new Response('{"items":[', { headers: { 'Content-Type': 'application/json' } });
  answering(cut, () => json(200, { items: [] }));
  expect(await createEditorClient('https://example.jp', 'en')('GET', '/drafts')).toEqual({
    status: 200,
    body: { items: [] },
  });
});

it.each([429, 503])('%i with a Retry-After of up to a minute → the call is sent again after it', async (status) => {
  answering(
    () => json(status, {}, { 'Retry-After': '60' }),
    () => json(200, { done: true }),
  );
  const waits = vi.fn();
  expect(await createEditorClient('https://example.jp', 'en', { onWait: waits })('GET', '/drafts')).toMatchObject({
    status: 200,
  });
  expect(waits.mock.calls).toEqual([[60, String(status)]]);
});

it('503 with a longer Retry-After → the answer is returned', async () => {
  const requests = answering(() => json(503, { title: 'Closed' }, { 'Retry-After': '3600' }));
  expect(await createEditorClient('https://example.jp', 'en')('GET', '/drafts')).toEqual({
    status: 503,
    body: { title: 'Closed' },
  });
  expect(requests).toHaveLength(1);
});
