import { kinds } from '../kinds/index.ts';
import { languageTags } from '../languages.ts';
import { embedVariants } from '../url.ts';

// Hono's `:slug.:format` would take the dot for a part of the slug, so a last segment is matched whole: `parsePath` splits it.

/** A path parameter that is one of the languages. */
export const languageParam = `:language{${languageTags.join('|')}}`;

/** A path parameter that is one of the kinds. */
export const kindParam = `:kind{${kinds.join('|')}}`;

/** A path parameter that is a collection: a kind, with or without an extension. */
export const collectionParam = `:collection{(?:${kinds.join('|')})(?:\\.[^/]*)?}`;

/** A path parameter that is one of the variants for other sites. */
export const variantParam = `:variant{${embedVariants.join('|')}}`;

/**
 * Returns the path of a request as it was sent. Hono would decode percent-encoding, by which one resource would get
 * several URLs.
 */
export const rawPath = ({ url }: Request): string => {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.indexOf('?', start);
  return url.slice(start, end < 0 ? undefined : end);
};

/** Formats a route's pattern for the access log: `/:language{ja|en}/docs/:chapter` → `/{language}/docs/{chapter}`. */
export const formatPattern = (pattern: string): string => pattern.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}');
