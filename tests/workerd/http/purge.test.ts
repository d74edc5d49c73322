import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpPurger, purgePlatformCache } from '../../../src/http/purge/purgers.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the platform’s cache', () => {
  const cacheThat = (result: CachePurgeResult) => {
    const purge = vi.fn(async (_: CachePurgeOptions) => result);
    return { purge, cache: { purge, invalidate: purge } };
  };

  it('purges tags in one call', async () => {
    const { purge, cache } = cacheThat({ success: true, errors: [] });
    expect(await purgePlatformCache(cache, ['terms/dfft', 'terms'])).toEqual({ purged: true });
    expect(purge.mock.calls).toEqual([[{ tags: ['terms/dfft', 'terms'] }]]);
  });

  it('purges everything for *', async () => {
    const { purge, cache } = cacheThat({ success: true, errors: [] });
    await purgePlatformCache(cache, ['*']);
    expect(purge.mock.calls).toEqual([[{ purgeEverything: true }]]);
  });

  it('that refuses → the reason', async () => {
    const errors = [{ code: 1134, message: 'rate limited' }];
    const { cache } = cacheThat({ success: false, errors });
    expect(await purgePlatformCache(cache, ['terms'])).toEqual({ purged: false, failure: '1134 rate limited' });
    const { cache: silent } = cacheThat({ success: false, errors: [] });
    expect(await purgePlatformCache(silent, ['terms'])).toEqual({ purged: false, failure: 'refused' });
  });

  it('does not exist locally, which is not a failure', async () => {
    expect(await purgePlatformCache(undefined, ['terms'])).toEqual({ purged: false });
  });
});

describe('a cache that is purged over HTTP', () => {
  const url = 'http://cache.example/forget';
  const sent: { method: string; url: string; headers: Record<string, string> }[] = [];
  const answering = (...statuses: number[]) => {
    sent.length = 0;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input as string, init as RequestInit);
      sent.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers) });
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      return new Response(null, { status: status ?? 204 });
    });
  };

  it('gets one PURGE, at the one URL, with the secret and the tags', async () => {
    answering(204);
    expect(await httpPurger(url, 's3cret')(['actions/data', 'actions'])).toEqual({ purged: true });
    const headers = { authorization: 'Bearer s3cret', 'cache-tag': 'actions/data,actions' };
    expect(sent).toEqual([{ method: 'PURGE', url, headers }]);
  });

  it('purges everything with *', async () => {
    answering(200);
    await httpPurger(url, 's3cret')(['actions', '*']);
    expect(sent.map(({ headers }) => headers['cache-tag'])).toEqual(['*']);
  });

  it('gets header fields that it can read, however long the slugs', async () => {
    answering(204);
    const tags = Array.from({ length: 100 }, (_, index) => `organisations/${'x'.repeat(78)}${index}`);
    expect(await httpPurger(url, '')(tags)).toEqual({ purged: true });
    const fields = sent.map(({ headers }) => headers['cache-tag'] ?? '');
    expect(Math.max(...fields.map(({ length }) => length))).toBeLessThanOrEqual(4000);
    expect(fields.join(',').split(',')).toEqual(tags);
  });

  it.each([301, 400, 403, 404, 500, 503])('that answers %i → a failed purge', async (status) => {
    answering(status);
    expect(await httpPurger(url, 'wrong')(['terms'])).toEqual({ purged: false, failure: `answered ${status}` });
  });

  it('that purges only some of the tags → a failed purge', async () => {
    answering(204, 503);
    const tags = Array.from({ length: 100 }, (_, index) => `organisations/${'x'.repeat(78)}${index}`);
    expect(await httpPurger(url, '')(tags)).toEqual({ purged: false, failure: 'answered 503' });
  });

  it('that cannot be reached → a failed purge, and nothing is thrown', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('connection refused'));
    expect(await httpPurger(url, '')(['terms'])).toEqual({ purged: false, failure: 'connection refused' });
  });
});
