import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

// The platform compresses by what the client accepts, which it states in `request.cf`.
const request = (path: string, clientAcceptEncoding: string | undefined, init: RequestInit = {}) =>
  exports.default.fetch(`https://example.jp${path}`, {
    ...init,
    ...(clientAcceptEncoding !== undefined && { cf: { clientAcceptEncoding } }),
  } as RequestInit);

const paths = ['/ja/actions/data.json', '/actions', '/ja/card/actions/data', '/en/docs', '/embed.js', '/ja'];

describe.each(paths)('%s, where the platform may compress it', (path) => {
  it.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=0.5', '*', 'gzip;q=0, br'])('%s: a weak tag', async (accepted) => {
    const { status, headers } = await request(path, accepted);
    expect([status, headers.get('ETag')]).toEqual([200, expect.stringMatching(/^W\/"[^"]+"$/)]);
    expect(headers.get('Vary')).toMatch(/(?:^|, )Accept-Encoding$/);
  });

  it.each(['', 'identity', 'gzip;q=0', '*;q=0'])('"%s": a strong tag, with the same Vary', async (accepted) => {
    const { headers } = await request(path, accepted);
    expect(headers.get('ETag')).toMatch(/^"[^"]+"$/);
    expect(headers.get('Vary')).toMatch(/(?:^|, )Accept-Encoding$/);
  });

  it('either tag is known as that of the same answer, also as Apache changes it', async () => {
    const weak = (await request(path, 'gzip')).headers.get('ETag') ?? '';
    const strong = (await request(path, 'identity')).headers.get('ETag') ?? '';
    expect(weak).toBe(`W/${strong}`);
    for (const held of [weak, strong, strong.replace(/"$/, '-gzip"'), weak.replace(/"$/, '-gzip"')])
      for (const accepted of ['gzip', 'identity']) {
        const { status, headers } = await request(path, accepted, { headers: { 'If-None-Match': held } });
        expect([status, headers.get('ETag')], held).toEqual([304, accepted === 'gzip' ? weak : strong]);
        expect(headers.get('Vary')).toMatch(/Accept-Encoding$/);
      }
  });

  it('elsewhere nothing compresses: a strong tag, and no Vary of its own', async () => {
    const { headers } = await request(path, undefined);
    expect(headers.get('ETag')).toMatch(/^"[^"]+"$/);
    expect(headers.get('Vary') ?? '').not.toContain('Accept-Encoding');
  });

  it('HEAD states the length that GET has, where it is not compressed', async () => {
    const body = await (await request(path, undefined)).arrayBuffer();
    for (const accepted of [undefined, 'identity']) {
      const { headers } = await request(path, accepted, { method: 'HEAD' });
      expect(headers.get('Content-Length')).toBe(String(body.byteLength));
    }
    expect((await request(path, 'gzip', { method: 'HEAD' })).headers.get('Content-Length')).toBeNull();
  });
});

it('refusals vary, too; redirects have nothing to compress', async () => {
  expect((await request('/ja/actions/nope', 'gzip')).headers.get('Vary')).toBe('Accept, Accept-Encoding');
  const moved = await request('/ja/', 'gzip', { redirect: 'manual' });
  expect([moved.status, moved.headers.get('Vary')]).toEqual([308, null]);
});
