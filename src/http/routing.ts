import { kinds, tables } from '../kinds/index.ts';
import { languageTags } from '../languages.ts';
import { embedVariants } from '../url.ts';

// A last segment is matched whole, and split by `parsePath`: Hono's `:slug.:format` would take the dot for a part of the
// slug. The alternatives are grouped, because Hono puts `^` and `$` around them as they are.
const oneOf = (words: readonly string[]) => `(?:${words.join('|')})`;

/** A path parameter that is one of the languages. */
export const languageParam = `:language{${oneOf(languageTags)}}`;

/** A path parameter that is one of the kinds. */
export const kindParam = `:kind{${oneOf(kinds)}}`;

/** A path parameter that is a collection: a kind, with or without an extension. */
export const collectionParam = `:collection{${oneOf(kinds)}(?:\\.[^/]*)?}`;

/** A path parameter that is a table, with an extension. */
export const tableParam = `:table{${oneOf(tables.map(({ name }) => name))}\\.[^/]*}`;

/** A path parameter that is one of the variants for other sites. */
export const variantParam = `:variant{${oneOf(embedVariants)}}`;

/** Formats a route's pattern for the access log: `/:language{ja|en}/docs/:chapter` → `/{language}/docs/{chapter}`. */
export const formatPattern = (pattern: string): string => pattern.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}');
