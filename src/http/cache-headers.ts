import { digestLength, digestOf } from '../lib/digest.ts';
import type { StoredDependencies } from '../model/document.ts';
import type { ItemId } from '../model/edition.ts';
import { matchesWeak, parseEntityTags } from '../negotiation/entity-tags.ts';

/** The `Cache-Control` of whatever readers and foreign caches may store: a minute. */
export const ONE_MINUTE = 'public, max-age=60';

/**
 * What the public reads say to the cache in front of them alone: how long it stores an answer, and by which tags it is
 * purged. The gateway removes both, as no purge of ours reaches a cache behind it. Cloudflare obeys the first in place of
 * `Cache-Control`; `CDN-Cache-Control` (RFC 9213) it would pass on.
 */
export const hopHeaders = { lifetime: 'Cloudflare-CDN-Cache-Control', tags: 'Cache-Tag' } as const;

const aDay = 'max-age=86400, stale-while-revalidate=3600, stale-if-error=604800';

/** The lifetime of refusals and redirects in that cache. Without `stale-if-error` they would be served without end. */
export const aMinute = 'max-age=60, stale-if-error=604800';

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

/** What an answer depends on beside the editions that it shows. */
export interface EtagInput {
  build: string;
  origin: string;
  language: string;
  format: string;
  /** Whatever else can change the body: what the URL selects. */
  rest: readonly unknown[];
}

/**
 * Makes the second half of an entity tag (RFC 9110 §8.8.3), which is known before anything is read: a digest of the build,
 * the origin, the language, the format and the request. The first half is a digest of the editions that an answer shows,
 * in their order; neither is one of the body.
 */
export const requestDigest = ({ build, origin, language, format, rest }: EtagInput): string =>
  digestOf([build, origin, language, format, ...rest]);

/** Makes an entity tag of both halves. */
export const etagOf = (version: string, request: string): string => `"${version}-${request}"`;

/** The first halves of the entity tags in `If-None-Match` whose second half is the request's own, in one text. */
export const heldVersions = (ifNoneMatch: string | undefined, request: string): string => {
  const tags = ifNoneMatch === undefined ? [] : parseEntityTags(ifNoneMatch);
  if (tags === '*') return '';
  return tags
    .map(({ value }) => value.split('-'))
    .filter(([version, of, ...more]) => version?.length === digestLength && of === request && more.length === 0)
    .map(([version]) => version)
    .join(' ');
};

/** Checks `If-None-Match` (RFC 9110 §13.1.2): whether the reader has an answer with this entity tag already. */
export const isHeld = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && matchesWeak(parseEntityTags(ifNoneMatch), etag);

/**
 * The caching headers of an answer that is purged by tag. `Last-Modified` (RFC 9110 §8.8.2) is when the newest edition that
 * it shows was published, or when it began to be as it is (`since`), if something left it later. Where that is not known,
 * there is none: a reader would be told that nothing has changed.
 */
export const cacheHeaders = (
  etag: string,
  dependencies: StoredDependencies,
  requested: { ids?: readonly ItemId[]; kinds?: readonly string[] },
  since?: string,
): Record<string, string> => {
  let newest = since ?? '';
  for (const [, , published] of dependencies) if (published > newest) newest = published;
  const tags = cacheTag(
    [...(requested.kinds ?? []), ...(requested.ids ?? [])],
    dependencies.map(([id]) => id),
  );
  return {
    'Cache-Control': ONE_MINUTE,
    [hopHeaders.lifetime]: aDay,
    ETag: etag,
    ...(since !== undefined && newest && { 'Last-Modified': new Date(newest).toUTCString() }),
    [hopHeaders.tags]: tags,
  };
};
