import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';
const oembed = `/oembed?url=${encodeURIComponent(`${origin}/ja/actions/data`)}`;

describe.each<[string, Record<string, string>]>([
  ['/', { Accept: 'application/json' }],
  ['/en', { Accept: 'text/html' }],
  ['/docs', {}],
  ['/ja/docs/actions', {}],
  ['/problems/withdrawn', {}],
  ['/openapi.json', {}],
  ['/en/openapi.json', {}],
  ['/openapi-editing.json', {}],
  ['/ja/embed-builder', {}],
  ['/robots.txt', {}],
  ['/.well-known/api-catalog', {}],
  ['/.well-known/security.txt', {}],
  [oembed, {}],
  [`${oembed}&format=xml`, {}],
])('%s has validators', (path, headers) => {
  it('who has it gets a 304 with the same headers, without a body', async () => {
    const full = await ask(path, { headers });
    const etag = full.headers.get('ETag') ?? '';
    expect([full.status, etag]).toEqual([200, expect.stringMatching(/^"[^"]{20,}"$/)]);
    for (const condition of [etag, `W/${etag}`, '*', `"x", ${etag}`]) {
      const { status, text, headers: again } = await ask(path, { headers: { ...headers, 'If-None-Match': condition } });
      expect({ status, text }, condition).toEqual({ status: 304, text: '' });
      for (const name of ['ETag', 'Cache-Control', 'Vary', 'Content-Language', 'Content-Location'])
        expect(again.get(name), name).toBe(full.headers.get(name));
    }
    expect((await ask(path, { headers: { ...headers, 'If-None-Match': '"x"' } })).status).toBe(200);
    expect((await ask(path, { headers })).headers.get('ETag')).toBe(etag);
  });
});

it('languages and formats have tags of their own', async () => {
  const paths = [
    '/ja/docs',
    '/en/docs',
    '/ja',
    '/en',
    '/ja/openapi.json',
    '/en/openapi.json',
    oembed,
    `${oembed}&maxwidth=300`,
  ];
  const tags = await Promise.all(paths.map(async (path) => (await ask(path)).headers.get('ETag')));
  expect(new Set(tags).size).toBe(paths.length);
});

it.each(['/openapi.json', '/openapi-editing.json'])(
  '%s has a URL in each language, which the negotiated answer names',
  async (path) => {
    for (const language of ['ja', 'en']) {
      const negotiated = await ask(path, { headers: { 'Accept-Language': language } });
      expect(negotiated.headers.get('Content-Location')).toBe(`${origin}/${language}${path}`);
      expect(negotiated.headers.get('Vary')).toBe('Accept-Language');
      const named = await ask(`/${language}${path}`);
      expect([named.text, named.headers.get('ETag')]).toEqual([negotiated.text, negotiated.headers.get('ETag')]);
      expect([named.headers.get('Vary'), named.headers.get('Content-Location')]).toEqual([null, null]);
      expect(named.headers.get('Content-Language')).toBe(language);
    }
  },
);

it.each(['ja', 'en'])('/openapi/%s.json, where the document was once, leads to it', async (language) => {
  const { status, headers } = await ask(`/openapi/${language}.json`);
  expect([status, headers.get('Location')]).toEqual([308, `${origin}/${language}/openapi.json`]);
});
