/** An entity tag (RFC 9110 §8.8.3): `W/"a"` is `{ weak: true, value: 'a' }`. */
export interface EntityTag {
  weak: boolean;
  value: string;
}

// Servers that compress an answer add the coding to its tag (Apache: `"a-gzip"`, Jetty: `"a--gzip"`).
const codingSuffix = /-{1,2}(?:gzip|br|zstd|deflate)$/;

/** The value of `If-Match` or `If-None-Match`: any representation, or those with one of these tags. */
export type EntityTags = '*' | readonly EntityTag[];

// `etagc` of RFC 9110 §8.8.3, with what UTF-8 may hold where it says obs-text.
const entityTag = /(W\/)?"([\x21\x23-\x7E\x80-\uFFFF]*)"/g;

/**
 * Parses `If-Match` or `If-None-Match` (RFC 9110 §13.1.1, §13.1.2): `*`, or a list of entity tags. What is not an entity
 * tag is skipped; a field that has none is an empty list, which matches nothing. The suffix of a content coding is removed.
 */
export const parseEntityTags = (field: string): EntityTags => {
  if (field.trim() === '*') return '*';
  return [...field.matchAll(entityTag)].map(([, weak, value = '']) => ({
    weak: weak !== undefined,
    value: value.replace(codingSuffix, ''),
  }));
};

/** Whether a field is `*`, or a list of entity tags with nothing else in it (RFC 9110 §5.6.1, §13.1.1). */
export const isEntityTagField = (field: string): boolean => {
  const rest = field.replace(entityTag, '"');
  return field.trim() === '*' || (/^["\t ,]*$/.test(rest) && !/"[\t ]*"/.test(rest));
};

/** Checks an answer's `ETag` by weak comparison, as `If-None-Match` is evaluated (RFC 9110 §8.8.3.2, §13.1.2). */
export const matchesWeak = (tags: EntityTags, etag: string | null): boolean => {
  if (tags === '*') return true;
  const [current] = etag === null ? [] : [...etag.matchAll(entityTag)];
  return current !== undefined && tags.some(({ value }) => value === current[2]);
};

/** Checks an answer's `ETag` by strong comparison, as `If-Match` is evaluated (RFC 9110 §8.8.3.2, §13.1.1). */
export const matchesStrong = (tags: EntityTags, etag: string | null): boolean => {
  if (tags === '*') return true;
  const strong = tags.filter(({ weak }) => !weak);
  return etag !== null && !etag.startsWith('W/') && matchesWeak(strong, etag);
};
