import { sha256 } from '@noble/hashes/sha2.js';
import type { Language } from '../languages.ts';
import { createCache } from '../lib/memoize.ts';
import { firstSlugOf, type ItemId } from '../model/edition.ts';
import type { Annotations } from '../model/view.ts';

/** How long an answer is kept: a minute by browsers and other people's proxies, a day by our edge, which is purged. */
const kept = {
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'max-age=86400, stale-while-revalidate=3600, stale-if-error=604800',
};

/** What may be about to change of itself, or has no tag to be purged by, is kept for a minute by everyone. */
export const shortLived = { 'Cache-Control': 'public, max-age=60', 'CDN-Cache-Control': 'public, max-age=60' };

const mostTags = 150;

/**
 * The tags an answer is purged by: what was asked for, whatever else there is, and every item it shows, or the kinds of
 * them where they are too many.
 */
export const cacheTag = (asked: readonly string[], shown: Iterable<string> = []): string => {
  const items = [...new Set([...asked, ...shown])];
  const kinds = () => [...asked, ...items.map((id) => id.replace(/\/.*/, ''))];
  return [...new Set(items.length <= mostTags ? items : kinds())].join(',');
};

const encoder = new TextEncoder();
const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// The platform's own digest is a promise, and takes four times as long for so few letters.
const digest = (parts: readonly unknown[]): string => {
  let digits = '';
  for (const byte of sha256(encoder.encode(JSON.stringify(parts))).subarray(0, 12)) digits += hexadecimal[byte];
  return digits;
};

/** What an answer depends on beside the editions it rests on. */
export interface Variant {
  build: string;
  origin: string;
  language: Language;
  format: string;
  /** Whatever else can change the body: the query, a total. */
  rest: readonly unknown[];
}

/**
 * The tag of an answer (RFC 9110 §8.8.3): a digest of the build, the origin of URLs, the language, the format and every
 * edition that it rests on, in their order (names, not editions, decide how a list stands), never of the body.
 */
export const etagOf = (
  editions: Annotations['dependencies'],
  { build, origin, language, format, rest }: Variant,
): string => {
  // With its time: where a database was set back, a number comes a second time.
  const named = Array.from(editions, ([id, { slug, edition, published }]) => {
    const renamed = slug === firstSlugOf(id) ? '' : `:${slug}`;
    return `${id}@${edition} ${published}${renamed}`;
  });
  return `"${digest([build, origin, language, format, ...rest, ...named])}"`;
};

/** The headers that say how long and by which name an answer is kept; `Last-Modified` is that of the newest edition shown. */
export const cachingHeaders = (
  etag: string,
  { dependencies: shown }: Pick<Annotations, 'dependencies'>,
  tags: { ids?: readonly ItemId[]; kinds?: readonly string[] } = {},
): Record<string, string> => {
  let newest = '';
  for (const { published } of shown.values()) if (published > newest) newest = published;
  return {
    ...kept,
    ETag: etag,
    ...(newest && { 'Last-Modified': new Date(newest).toUTCString() }),
    'Cache-Tag': cacheTag([...(tags.kinds ?? []), ...(tags.ids ?? [])], shown.keys()),
  };
};

/** The headers that answers of items went out with, by their tag, which stands for all that they follow from. */
export const sentWith = createCache<string, Record<string, string>>();

/** Whether `If-None-Match` names this tag: a list, `*`, by weak comparison (RFC 9110 §13.1.2). */
export const matchesWeakly = (header: string | null, etag: string): boolean => {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  const tags = header.match(/(?:W\/)?"[\x21\x23-\x7E\x80-\uFFFF]*"/g) ?? [];
  return tags.some((tag) => tag.replace(/^W\//, '') === etag.replace(/^W\//, ''));
};
