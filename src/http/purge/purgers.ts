import { allTags } from '../../database/write/purge-outbox.ts';
import type { CacheConfiguration } from '../public/backend.ts';

/** What became of a purge: caches have forgotten, or there is no such cache here, or why it failed. */
export type Outcome = { purged: true } | { purged: false; failure?: string };

/** Has a cache forget every answer that bears one of the tags; `*` among them: everything. */
export type Purger = (tags: readonly string[]) => Promise<Outcome>;

/** Purges the platform's cache, which only the entrypoint that owns it can. On one's own machine there is none. */
export const purgePlatform = async (cache: CacheContext | undefined, tags: readonly string[]): Promise<Outcome> => {
  if (!cache) return { purged: false };
  const { success, errors } = await cache.purge(
    tags.includes(allTags) ? { purgeEverything: true } : { tags: [...tags] },
  );
  if (success) return { purged: true };
  return { purged: false, failure: errors.map(({ code, message }) => `${code} ${message}`).join('; ') || 'refused' };
};

// Caches commonly take header fields of up to 8 KB; a slug may be 80 characters long.
const longest = 4000;

/** Cuts tags into header fields of bounded length. */
const fieldsOf = (tags: readonly string[]): string[] => {
  const fields: string[] = [];
  for (const tag of tags) {
    const last = fields.at(-1);
    if (last !== undefined && last.length + tag.length < longest) fields[fields.length - 1] = `${last},${tag}`;
    else fields.push(tag);
  }
  return fields;
};

/**
 * Purges a cache over HTTP: `PURGE` to a fixed URL, the secret as bearer token (RFC 6750 §2.1), the tags in `Cache-Tag`,
 * `*` for everything. Any 2xx means that it has forgotten. Waits 5 seconds at most.
 */
export const httpPurger =
  (url: string, secret: string): Purger =>
  async (tags) => {
    for (const field of tags.includes(allTags) ? [allTags] : fieldsOf(tags)) {
      const headers = { Authorization: `Bearer ${secret}`, 'Cache-Tag': field };
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(url, { method: 'PURGE', headers, redirect: 'manual', signal }).catch(
        (error: Error) => error,
      );
      if (answer instanceof Error) return { purged: false, failure: answer.message };
      await answer.body?.cancel();
      if (!answer.ok) return { purged: false, failure: `answered ${answer.status}` };
    }
    return { purged: true };
  };

/** The caches there may be to purge: the platform's, and one that is purged over HTTP where that is configured. */
export const createPurgers = (
  { exports }: Pick<ExecutionContext, 'exports'>,
  { PURGE_URL, PURGE_SECRET = '' }: CacheConfiguration,
): Purger[] => [
  (tags) => exports.PublicReads.purge([...tags]),
  ...(PURGE_URL ? [httpPurger(PURGE_URL, PURGE_SECRET)] : []),
];
