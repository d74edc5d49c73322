import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { ask } from '../../support/ask.ts';
import { publicReadsWith } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const page = { headers: { Accept: 'text/html' } };
const json = { headers: { Accept: 'application/json' } };
const ics = { headers: { Accept: 'text/calendar' } };

beforeAll(async () => {
  const withdrawal = { date: '2026-12-02T00:00:00Z', notice: { ja: '終了', en: 'Over' } };
  await put(nextEdition(await liveItem('terms', 'dfft'), { slug: 'dfft-renamed' }));
  await put(nextEdition(await liveItem('terms', 'iap'), { withdrawals: { ja: withdrawal, en: withdrawal } }));
  return startOver;
});

/** An answer, and the same to HEAD: what `Vary` and `Avail-Language` say. */
const availableAt = async (path: string, init: RequestInit) => {
  const answers = [await ask(path, init), await ask(path, { ...init, method: init.method ?? 'HEAD' })];
  return answers.map(({ status, headers }) => ({
    status,
    varies: headers.get('Vary')?.includes('Accept-Language') ?? false,
    available: headers.get('Avail-Language'),
  }));
};

describe('a browser that sends one language learns which others there are, wherever the answer depends on it', () => {
  it.each<[path: string, init: RequestInit, status: number]>([
    // Items, collections and what else is read, in whatever form.
    ['/actions/data', json, 200],
    ['/actions/data', page, 200],
    ['/actions/data.md', {}, 200],
    ['/actions/data.jsonld', {}, 200],
    ['/councils/council-2-2024', ics, 200],
    ['/terms', json, 200],
    ['/terms.csv', {}, 200],
    ['/terms.atom', {}, 200],
    ['/outcomes?status=done', page, 200],
    ['/attendances.csv', {}, 200],
    ['/changes.atom', {}, 200],
    ['/card/actions/data', {}, 200],
    ['/embed/actions/data', {}, 200],
    // The service's own pages and documents.
    ['/', json, 200],
    ['/', page, 200],
    ['/docs', {}, 200],
    ['/docs/terms', {}, 200],
    ['/problems/not-found', {}, 200],
    ['/embed-builder', {}, 200],
    ['/openapi.json', {}, 200],
    ['/openapi-editing.json', {}, 200],
    ['/oembed?url=https://example.jp/actions/data', {}, 200],
    // Redirects.
    ['/terms/dfft', json, 308],
    ['/card/terms/dfft', {}, 308],
    ['/actions/data?utm_source=x', page, 308],
    ['/?utm_source=x', page, 308],
    // Problems.
    ['/terms?limit=0', json, 400],
    ['/actions/nope', json, 404],
    ['/actions/nope', page, 404],
    ['/card/actions/nope', {}, 404],
    ['/actions/data.pdf', {}, 404],
    ['/nope', {}, 404],
    ['/docs/nope', page, 404],
    ['/mul/actions/nope.json', {}, 404],
    ['/oembed?url=https://example.jp/actions/nope', {}, 404],
    ['/actions/data', { method: 'POST' }, 405],
    ['/actions/data', { headers: { Accept: 'image/png' } }, 406],
    ['/terms/iap', json, 410],
    ['/embed/terms/iap', {}, 410],
    ['/actions/data', { headers: { 'If-Match': '"x"' } }, 412],
    ['/oembed?url=x&format=yaml', {}, 501],
    ['/editor/api/drafts', {}, 401],
  ])('%s with %o → %i', async (path, init, status) => {
    for (const answer of await availableAt(path, init))
      expect(answer).toEqual({ status, varies: true, available: 'ja;d, en' });
  });

  it('also with a 304', async () => {
    const etag = (await ask('/actions/data', json)).headers.get('ETag') ?? '';
    const init = { headers: { ...json.headers, 'If-None-Match': etag } };
    for (const answer of await availableAt('/actions/data', init))
      expect(answer).toEqual({ status: 304, varies: true, available: 'ja;d, en' });
  });

  it('the default is marked that the deployment sets', async () => {
    const bindings = { ...env, DEFAULT_LANGUAGE: 'en' };
    const app = createApp(() => publicReadsWith(bindings));
    const { headers } = await app.fetch(new Request('https://example.jp/docs'), bindings, createExecutionContext());
    expect(headers.get('Avail-Language')).toBe('ja, en;d');
  });
});

describe('where the path decides, or no language is in the answer, it is not said', () => {
  it.each<[path: string, init: RequestInit, status: number]>([
    ['/ja/actions/data', json, 200],
    ['/en/terms.json', {}, 200],
    ['/mul/actions/data.json', {}, 200],
    ['/en', json, 200],
    ['/ja/docs', {}, 200],
    ['/en/terms/dfft.json', {}, 308],
    ['/docs?x=1', {}, 308],
    ['/actions/', {}, 308],
    ['/ja/nope', {}, 404],
    ['/en/terms/iap.html', {}, 410],
    ['/healthz', {}, 200],
    ['/robots.txt', {}, 200],
    ['/sitemap.xml', {}, 200],
  ])('%s with %o → %i', async (path, init, status) => {
    for (const answer of await availableAt(path, init))
      expect(answer).toEqual({ status, varies: false, available: null });
  });
});
