import type { Config } from '../../config.ts';
import { hopHeaders } from '../cache-headers.ts';

/** Whether a cache has answered: it did, the code behind it did, the cache was passed by, or the answer does not tell. */
export type CacheResult = 'hit' | 'miss' | 'bypass' | 'unknown';

/** How the public reads have answered a request. */
export interface CacheStatus {
  cache: CacheResult;
  rowsRead: number;
}

/**
 * The header in which the public reads tell the gateway how many rows they read. A cache stores it with the answer, so
 * it counts only where no cache has answered; readers never get it.
 */
export const rowsReadHeader = 'X-Rows-Read';

/**
 * The header in which the public reads tell the gateway in which languages an item is there that is not in this one; the
 * gateway may try the next that a reader accepts, and removes it.
 */
export const availableLanguagesHeader = 'X-Available-Languages';

// The values of `Cf-Cache-Status`; where the cache revalidated, the public reads have run.
const cloudflareResults: ReadonlyMap<string, CacheResult> = new Map([
  ['HIT', 'hit'],
  ['STALE', 'hit'],
  ['UPDATING', 'hit'],
  ['MISS', 'miss'],
  ['EXPIRED', 'miss'],
  ['REVALIDATED', 'miss'],
  ['BYPASS', 'bypass'],
  ['DYNAMIC', 'bypass'],
]);

/**
 * Finds out whether a cache has answered: by `Cf-Cache-Status`, else by `X-Cache`, else by an `Age` above 0, which only
 * a stored answer has (RFC 9111 §5.1).
 */
export const cacheResultOf = (headers: Headers): CacheResult => {
  const status = headers.get('Cf-Cache-Status');
  if (status !== null) return cloudflareResults.get(status.toUpperCase()) ?? 'unknown';
  const [, result] = /\b(hit|miss)\b/i.exec(headers.get('X-Cache') ?? '') ?? [];
  if (result) return result.toLowerCase() as CacheResult;
  return Number(headers.get('Age') ?? 0) > 0 ? 'hit' : 'unknown';
};

const cacheStatusOf = (headers: Headers): CacheStatus => {
  const cache = cacheResultOf(headers);
  return { cache, rowsRead: cache === 'hit' ? 0 : Number(headers.get(rowsReadHeader) ?? 0) };
};

const byCost: readonly CacheResult[] = ['hit', 'unknown', 'bypass', 'miss'];

/** Merges the statuses of several calls: the most expensive cache result, the sum of the rows read. */
export const mergeCacheStatus = (one: CacheStatus | undefined, other: CacheStatus): CacheStatus => {
  if (!one) return other;
  const cache = byCost.indexOf(one.cache) > byCost.indexOf(other.cache) ? one.cache : other.cache;
  return { cache, rowsRead: one.rowsRead + other.rowsRead };
};

/** Fetches a canonical URL from the public reads, through the cache in front of them. */
export type Backend = (canonical: string, ifNoneMatch?: string | null) => Promise<Response>;

/** The public reads, or the cache in front of them, do not answer. */
export class BackendUnreachable extends Error {}

// An answer of the cache is as good as new, because the cache is purged: with its `Age` or its first `Date` (RFC 9111
// §4.2.3) browsers would find it stale on arrival.
const cacheOnlyHeaders = [rowsReadHeader, ...Object.values(hopHeaders), 'Age', 'Date'];

// What a server or a cache over HTTP says of itself.
const serverHeaders = ['Via', 'Accept-Ranges', 'X-Varnish', 'Server', 'X-Powered-By', 'Connection', 'Keep-Alive'];

const withoutHeaders = (response: Response, names: readonly string[]): Response => {
  const copy = new Response(response.body, response);
  for (const name of names) copy.headers.delete(name);
  return copy;
};

/** Wraps a backend so that each answer's cache status is reported, and what only the cache is told taken off the answer. */
export const reportingCacheStatus =
  (backend: Backend, report: (status: CacheStatus) => void): Backend =>
  async (canonical, ifNoneMatch) => {
    try {
      const response = await backend(canonical, ifNoneMatch);
      report(cacheStatusOf(response.headers));
      return withoutHeaders(response, cacheOnlyHeaders);
    } catch (thrown) {
      // Hono hands only Errors to `onError`.
      throw thrown instanceof Error ? thrown : new Error(String(thrown));
    }
  };

// Caches commonly refuse header fields of more than 8 KB.
const maxConditionLength = 4000;

/**
 * Makes the request that the public reads get: nothing of the reader's but `If-None-Match`, so that no header can reach
 * the cache's key. A condition that is too long for caches is left out: the gateway evaluates it on the answer.
 */
export const requestFor = (url: string, ifNoneMatch?: string | null): Request =>
  new Request(url, {
    redirect: 'manual',
    ...(ifNoneMatch && ifNoneMatch.length <= maxConditionLength && { headers: { 'If-None-Match': ifNoneMatch } }),
  });

const httpBackend =
  (origin: string): Backend =>
  async (canonical, ifNoneMatch) => {
    const { pathname, search } = new URL(canonical);
    const send = () => fetch(requestFor(origin + pathname + search, ifNoneMatch));
    // A cache closes connections that were idle: a request that was sent just then is sent again (RFC 9110 §9.2.2).
    const response = await send()
      .catch(send)
      .catch((error: Error) => {
        throw new BackendUnreachable(error.message);
      });
    // A fault of the cache, or an answer without a lifetime, is not ours: the reader gets a problem instead.
    if (response.status >= 500 || !response.headers.has('Cache-Control')) {
      await response.body?.cancel();
      throw new BackendUnreachable(`the public reads answer ${response.status}`);
    }
    return withoutHeaders(response, serverHeaders);
  };

/**
 * Creates the backend: HTTP to the configured origin, through a cache of one's own, else this Worker's entrypoint
 * `PublicReads`, through the platform's cache.
 * @throws BackendUnreachable where nothing sound comes back over HTTP.
 */
export const createBackend = (
  { exports }: Pick<ExecutionContext, 'exports'>,
  { backendOrigin }: Pick<Config, 'backendOrigin'>,
): Backend =>
  backendOrigin
    ? httpBackend(backendOrigin)
    : (canonical, ifNoneMatch) => exports.PublicReads.fetch(requestFor(canonical, ifNoneMatch));
