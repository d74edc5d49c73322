import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { version } from '../../../src/embeds/version.ts';
import { stylesheet } from '../../../src/pages/stylesheet.generated.ts';

const request = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(`https://example.jp${path}`, { redirect: 'manual', ...init });

const files = [
  '/embed.js',
  `/embed/${version}/frame.js`,
  '/openapi/reading.ja.json',
  stylesheet,
  '/icon.svg',
  '/favicon.ico',
];

describe.each(files)('%s, a static file, is answered like everything else', (path) => {
  it('GET and HEAD: with validators, a lifetime, and headers for other origins', async () => {
    const [get, head] = [await request(path), await request(path, { method: 'HEAD' })];
    const body = await get.arrayBuffer();
    expect([get.status, head.status, await head.text()]).toEqual([200, 200, '']);
    for (const { headers } of [get, head]) {
      expect(headers.get('ETag')).toMatch(/^"[^"]+"$/);
      expect(headers.get('Cache-Control')).toMatch(/^public, max-age=\d+/);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('Content-Type')).toBe(get.headers.get('Content-Type'));
    }
    expect(head.headers.get('Content-Length')).toBe(String(body.byteLength));
  });

  it('OPTIONS: 204 with what a browser asks beforehand', async () => {
    const { status, headers } = await request(path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://elsewhere.example' },
    });
    expect([status, headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect(headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
  });

  it.each(['POST', 'PUT', 'DELETE'])('%s: 405 with Allow, and a problem', async (method) => {
    const answer = await request(path, { method });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(await answer.json()).toMatchObject({
      type: 'https://example.jp/problems/method-not-allowed',
      instance: path,
    });
  });

  it.each(['*', 'ETAG', '"x", W/ETAG', '"x", ETAG-gzip'])('If-None-Match: %s is a 304', async (condition) => {
    const etag = (await request(path)).headers.get('ETag') ?? '';
    const value = condition.replace('ETAG-gzip', etag.replace(/"$/, '-gzip"')).replace('ETAG', etag);
    const { status, headers } = await request(path, { headers: { 'If-None-Match': value } });
    expect([status, headers.get('ETag')]).toEqual([304, etag]);
  });

  it('If-Match that does not name its tag is a 412', async () => {
    expect((await request(path, { headers: { 'If-Match': '"x"' } })).status).toBe(412);
  });
});

it('what has a version or a digest in its name is stored for a year; nothing else is', async () => {
  const lifetimes = await Promise.all(files.map(async (path) => (await request(path)).headers.get('Cache-Control')));
  const [year, minute] = ['public, max-age=31536000, immutable', 'public, max-age=60'];
  expect(lifetimes).toEqual(['public, max-age=3600', year, minute, year, minute, minute]);
});

it.each([
  '/embed.mjs',
  '/embed/9.9.9/embed.js',
  '/styles/none.css',
  '/openapi/fr.json',
  '/_headers',
  '/../package.json',
])('a file that is not there is a problem, stored for a minute: %s', async (path) => {
  const answer = await request(path);
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'public, max-age=60']);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
});
