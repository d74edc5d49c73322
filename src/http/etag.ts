import { sha256 } from '@noble/hashes/sha2.js';
import type { Language } from '../languages.ts';
import { firstSlugOf } from '../model/edition.ts';
import type { Annotations } from '../model/view.ts';

/** What an answer depends on beside the editions that it shows. */
export interface EtagInput {
  build: string;
  origin: string;
  language: Language;
  format: string;
  /** Whatever else can change the body: the query, a total. */
  rest: readonly unknown[];
}

const encoder = new TextEncoder();

// The platform's digest is asynchronous, and four times slower for inputs as short as these.
const digest = (parts: readonly unknown[]): string =>
  Array.from(sha256(encoder.encode(JSON.stringify(parts))).subarray(0, 12), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/**
 * Makes the entity tag of an answer (RFC 9110 §8.8.3): a digest of the build, the origin, the language, the format and
 * the editions that it shows, in their order; never of the body.
 */
export const etagOf = (
  dependencies: Annotations['dependencies'],
  { build, origin, language, format, rest }: EtagInput,
): string => {
  // With the time of publication: a database that was restored may reach the same number a second time.
  const editions = Array.from(dependencies, ([id, { slug, edition, published }]) => {
    const renamed = slug === firstSlugOf(id) ? '' : `:${slug}`;
    return `${id}@${edition} ${published}${renamed}`;
  });
  return `"${digest([build, origin, language, format, ...rest, ...editions])}"`;
};
