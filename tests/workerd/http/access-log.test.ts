import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { cacheResultOf, requestFor } from '../../../src/http/public/backend.ts';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import { ask } from '../../support/ask.ts';

type Line = Record<string, unknown>;

/** The lines about requests that were written while something was done. */
const linesOf = async (doing: () => Promise<unknown>): Promise<Line[]> => {
  const lines: string[] = [];
  const heard = vi.spyOn(console, 'info').mockImplementation((line) => void lines.push(line));
  await doing();
  heard.mockRestore();
  return lines.map((line) => JSON.parse(line) as Line);
};

afterEach(() => void vi.spyOn(console, 'info').mockImplementation(() => {}));

const lineOf = async (path: string, init: RequestInit = {}): Promise<Line> => {
  const lines = await linesOf(() => ask(path, init));
  expect(lines).toHaveLength(1);
  return lines[0] as Line;
};

describe('a request leaves one line in the log', () => {
  it('which says what was answered, and in full nothing else', async () => {
    let id: string | null = null;
    const [line] = await linesOf(async () => {
      id = (await ask('/actions/data', { headers: { 'Accept-Language': 'en-GB' } })).headers.get('X-Request-Id');
    });
    expect(line).toEqual({
      log: 'request',
      id,
      route: '/actions/{slug}',
      method: 'GET',
      status: 200,
      language: 'en',
      format: 'json',
      cache: 'unknown',
      rowsRead: expect.any(Number),
      ms: expect.any(Number),
    });
    expect(line?.rowsRead).toBeGreaterThan(0);
  });

  it.each([
    ['/ja/actions/data.json', '/{language}/actions/{slug}.{format}', 200, 'ja', 'json'],
    ['/en/outcomes.json?limit=2', '/{language}/outcomes.{format}', 200, 'en', 'json'],
    ['/ja', '/{language}', 200, 'ja', 'application/json'],
    ['/', '/', 200, 'ja', 'application/json'],
    ['/healthz', '/healthz', 200, null, 'application/json'],
    ['/readyz', '/readyz', 200, null, 'application/json'],
    ['/problems/withdrawn', '/problems/{code}', 200, 'ja', 'text/html'],
    ['/en/actions/nope.json', '/{language}/actions/{slug}.{format}', 404, 'en', 'json'],
    ['/en/nope', 'none', 404, 'en', 'application/problem+json'],
    ['/ja/actions/', 'none', 308, null, null],
  ] as const)('%s: by its pattern, %s', async (path, route, status, language, format) => {
    const line = await lineOf(path);
    expect(line).toMatchObject({ route, status, language, format });
  });

  it.each([
    ['/ja', { Accept: 'text/html' }],
    ['/en/embed-builder', {}],
    [`/oembed?url=${encodeURIComponent('https://example.jp/ja/actions/data')}`, {}],
    ['/sitemap.xml', {}],
    ['/sitemap.xml?part=9', {}],
  ])('%s has asked the public reads, and what they read is counted', async (path, headers) => {
    const line = await lineOf(path, { headers });
    expect(line.cache).toBe('unknown');
    expect(line.rowsRead).toBeGreaterThan(0);
  });

  it.each([
    ['/docs', { method: 'POST' }, { route: '/docs', status: 405 }],
    ['/problems/withdrawn', { method: 'PUT' }, { route: '/problems/{code}', status: 405 }],
    ['/oembed', { method: 'OPTIONS' }, { route: '/oembed', status: 204 }],
    ['/ja/actions/data', { method: 'DELETE' }, { route: '/{language}/actions/{slug}', status: 405 }],
    ['/nope', { method: 'DELETE' }, { route: 'none', status: 405 }],
  ])('%s, also where its method is refused: %o', async (path, init, expected) => {
    expect(await lineOf(path, init)).toMatchObject({ ...expected, method: init.method });
  });

  it('on the editorial side by its pattern, too, whoever asks', async () => {
    vi.spyOn(console, 'warn').mockImplementationOnce(() => {});
    expect(await lineOf('/editor/api/terms/dfft/draft', { method: 'PUT' })).toMatchObject({
      route: '/editor/api/{kind}/{slug}/draft',
      method: 'PUT',
      status: 401,
      cache: 'none',
    });
  });

  it('a 304 was answered in a language and a format as well', async () => {
    const { headers } = await ask('/ja/terms/dfft');
    const condition = { 'If-None-Match': headers.get('ETag') ?? '' };
    expect(await lineOf('/ja/terms/dfft', { headers: condition })).toMatchObject({
      status: 304,
      language: 'ja',
      format: 'json',
    });
  });

  it('nothing that a reader sends gets into it but the method: no address, no browser, no words', async () => {
    const secrets = [
      '203.0.113.9',
      'Secretbrowser',
      'sato@example.go.jp',
      'secret-slug',
      'secretvalue',
      'secretcookie',
    ];
    const headers = {
      'CF-Connecting-IP': '203.0.113.9',
      'X-Forwarded-For': '203.0.113.9',
      'User-Agent': 'Secretbrowser/1.0',
      'Cf-Access-Authenticated-User-Email': 'sato@example.go.jp',
      Referer: 'https://example.org/secretvalue',
      Cookie: 'session=secretcookie',
    };
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const lines = await linesOf(async () => {
      for (const path of ['/ja/terms/secret-slug.json', '/ja/outcomes?action=secretvalue', '/ja?q=secretvalue'])
        await ask(path, { headers });
      await ask('/editor/api/terms/secret-slug', { headers });
      await ask('/secretvalue/secret-slug', { headers });
    });
    warned.mockRestore();
    expect(lines).toHaveLength(5);
    for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
  });
});

describe('the cache status is logged as far as headers show it', () => {
  it.each<[Record<string, string>, string]>([
    [{ 'Cf-Cache-Status': 'HIT' }, 'hit'],
    [{ 'Cf-Cache-Status': 'STALE', Age: '0' }, 'hit'],
    [{ 'Cf-Cache-Status': 'updating' }, 'hit'],
    [{ 'Cf-Cache-Status': 'MISS', Age: '9' }, 'miss'],
    [{ 'Cf-Cache-Status': 'EXPIRED' }, 'miss'],
    [{ 'Cf-Cache-Status': 'REVALIDATED' }, 'miss'],
    [{ 'Cf-Cache-Status': 'BYPASS' }, 'bypass'],
    [{ 'Cf-Cache-Status': 'DYNAMIC' }, 'bypass'],
    [{ 'Cf-Cache-Status': 'toString' }, 'unknown'],
    [{ 'X-Cache': 'Hit from cache' }, 'hit'],
    [{ 'X-Cache': 'MISS', Age: '0' }, 'miss'],
    [{ Age: '12' }, 'hit'],
    [{ Age: '0' }, 'unknown'],
    [{ Age: 'soon' }, 'unknown'],
    [{}, 'unknown'],
  ])('%o: %s', (headers, use) => expect(cacheResultOf(new Headers(headers))).toBe(use));

  const through = async (status: string) => {
    const app = createApp(() => async (canonical) => {
      const answer = await publicReads.fetch(requestFor(canonical), env);
      answer.headers.set('Cf-Cache-Status', status);
      return answer;
    });
    const context = createExecutionContext();
    const response = await app.fetch(new Request('https://example.jp/ja/actions/data.json'), env, context);
    await waitOnExecutionContext(context);
    return response;
  };

  it('a hit costs nothing, whatever the stored answer says of its own making', async () => {
    const [hit] = await linesOf(() => through('HIT'));
    const [miss] = await linesOf(() => through('MISS'));
    expect(hit).toMatchObject({ cache: 'hit', rowsRead: 0 });
    expect(miss).toMatchObject({ cache: 'miss' });
    expect(miss?.rowsRead).toBeGreaterThan(0);
  });

  it('of several answers, one miss is logged as a miss, with the rows read by all', async () => {
    const statuses = ['MISS', 'HIT'];
    const app = createApp(() => async (canonical) => {
      const answer = await publicReads.fetch(requestFor(canonical), env);
      answer.headers.set('X-Rows-Read', '7');
      answer.headers.set('Cf-Cache-Status', statuses.shift() ?? 'MISS');
      return answer;
    });
    const home = async () => {
      const context = createExecutionContext();
      const request = new Request('https://example.jp/ja', { headers: { Accept: 'text/html' } });
      await (await app.fetch(request, env, context)).text();
      await waitOnExecutionContext(context);
    };
    const [mixed] = await linesOf(home);
    const [missed] = await linesOf(home);
    expect([mixed, missed]).toMatchObject([
      { cache: 'miss', rowsRead: 7 },
      { cache: 'miss', rowsRead: 14 },
    ]);
  });

  it('Server-Timing tells the reader the cache status, and not the cost', async () => {
    for (const [status, use] of [
      ['HIT', 'hit'],
      ['MISS', 'miss'],
    ] as const) {
      const { headers } = await through(status);
      expect(headers.get('Server-Timing')).toMatch(new RegExp(`^cache;desc=${use}, total;dur=\\d+$`));
      expect(headers.get('X-Rows-Read')).toBeNull();
    }
    expect((await ask('/healthz')).headers.get('Server-Timing')).toMatch(/^total;dur=\d+$/);
  });
});
