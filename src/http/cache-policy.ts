import type { ItemId } from '../model/edition.ts';
import type { Annotations } from '../model/view.ts';

/** The `Cache-Control` of what readers and foreign caches may store: a minute. */
export const ONE_MINUTE = 'public, max-age=60';

/** Stored for a minute by every cache: what has no tag to be purged by. */
export const SHORT_LIVED = { 'Cache-Control': ONE_MINUTE, 'CDN-Cache-Control': ONE_MINUTE };

/** Stored for a minute by readers and foreign caches, for a day by our edge, which is purged by tag. */
const PURGED = {
  'Cache-Control': ONE_MINUTE,
  'CDN-Cache-Control': 'max-age=86400, stale-while-revalidate=3600, stale-if-error=604800',
};

const maxTags = 150;

/**
 * Formats `Cache-Tag`: the `requested` tags and a tag for each item that the answer shows, or, where these are more than
 * 150, for each of their kinds.
 */
export const cacheTag = (requested: readonly string[], dependencies: Iterable<string> = []): string => {
  const items = [...new Set([...requested, ...dependencies])];
  const kinds = () => [...requested, ...items.map((id) => id.replace(/\/.*/, ''))];
  return [...new Set(items.length <= maxTags ? items : kinds())].join(',');
};

/**
 * The caching headers of an answer that is purged by tag. `Last-Modified` is when the newest edition that it shows was
 * published (RFC 9110 §8.8.2).
 */
export const cacheHeaders = (
  etag: string,
  { dependencies }: Pick<Annotations, 'dependencies'>,
  requested: { ids?: readonly ItemId[]; kinds?: readonly string[] },
): Record<string, string> => {
  let newest = '';
  for (const { published } of dependencies.values()) if (published > newest) newest = published;
  return {
    ...PURGED,
    ETag: etag,
    ...(newest && { 'Last-Modified': new Date(newest).toUTCString() }),
    'Cache-Tag': cacheTag([...(requested.kinds ?? []), ...(requested.ids ?? [])], dependencies.keys()),
  };
};
