import type { Config } from '../../config.ts';
import { allTags } from '../../database/write/purge-outbox/tags.ts';

/** The result of a purge: the cache has dropped the answers, or there is no such cache here, or why it failed. */
export type PurgeResult = { purged: true } | { purged: false } | { purged: false; failure: string };

/** Purges a cache of every answer that has one of the tags; `*` among them purges everything. */
export type Purger = (tags: readonly string[]) => Promise<PurgeResult>;

/** Purges the platform's cache, which only the entrypoint that owns it can do. Locally there is none. */
export const purgePlatformCache = async (
  cache: CacheContext | undefined,
  tags: readonly string[],
): Promise<PurgeResult> => {
  if (!cache) return { purged: false };
  const { success, errors } = await cache.purge(
    tags.includes(allTags) ? { purgeEverything: true } : { tags: [...tags] },
  );
  if (success) return { purged: true };
  return { purged: false, failure: errors.map(({ code, message }) => `${code} ${message}`).join('; ') || 'refused' };
};

// Caches commonly accept header fields of up to 8 KB; a slug may have 80 characters.
const maxFieldLength = 4000;

const joinTags = (tags: readonly string[]): string[] => {
  const fields: string[] = [];
  for (const tag of tags) {
    const last = fields.at(-1);
    if (last !== undefined && last.length + tag.length < maxFieldLength) fields[fields.length - 1] = `${last},${tag}`;
    else fields.push(tag);
  }
  return fields;
};

/**
 * Purges a cache over HTTP: `PURGE` to a fixed URL, with the secret as bearer token (RFC 6750 §2.1) and the tags in
 * `Cache-Tag`, `*` for everything. Any 2xx means that the cache has dropped the answers. Waits 5 seconds at most.
 */
export const httpPurger =
  (url: string, secret: string): Purger =>
  async (tags) => {
    for (const field of tags.includes(allTags) ? [allTags] : joinTags(tags)) {
      const headers = { Authorization: `Bearer ${secret}`, 'Cache-Tag': field };
      const signal = AbortSignal.timeout(5000);
      const response = await fetch(url, { method: 'PURGE', headers, redirect: 'manual', signal }).catch(
        (error: Error) => error,
      );
      if (response instanceof Error) return { purged: false, failure: response.message };
      await response.body?.cancel();
      if (!response.ok) return { purged: false, failure: `answered ${response.status}` };
    }
    return { purged: true };
  };

/** The caches to purge: the platform's, and one over HTTP where that is configured. */
export const createPurgers = (
  { exports }: Pick<ExecutionContext, 'exports'>,
  { purge }: Pick<Config, 'purge'>,
): Purger[] => [
  (tags) => exports.PublicReads.purge([...tags]),
  ...(purge ? [httpPurger(purge.url, purge.secret)] : []),
];
