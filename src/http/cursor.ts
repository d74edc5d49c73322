import * as z from 'zod';
import type { Position } from '../database/read/position.ts';
import { isKind, type Kind } from '../kinds/index.ts';
import { slug } from '../kinds/value-schemas.ts';
import { type AnswerLanguage, answerLanguages } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';

/** The last item of a page, by what the list of a kind is sorted by in one language: where the next page begins. */
export interface Cursor {
  language: AnswerLanguage;
  kind: Kind;
  /** The item's sort key, or the beginning of it. */
  sort: string;
  slug: string;
}

// In UTF-16 units. A sort key has the name twice; a cursor stands three times in the headers of an answer.
const maxSortLength = 60;

// Never half a surrogate pair.
const cut = (sort: string): string => sort.slice(0, maxSortLength).replace(/[\uD800-\uDBFF]$/, '');

/** Encodes a cursor as the value of `after`: base64url (RFC 4648 §5) of a JSON array, without padding. */
export const encodeCursor = ({ language, kind, sort, slug: last }: Cursor): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([language, kind, cut(sort), last]))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const schema = lazy(() =>
  z.tuple([z.enum(answerLanguages), z.string().refine(isKind), z.string().max(maxSortLength), slug()]),
);

/** Decodes the value of `after`; returns undefined for a value that `encodeCursor` does not make. */
export const decodeCursor = (after: string): Cursor | undefined => {
  try {
    const bytes = Uint8Array.from(atob(after.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const { data } = schema().safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    if (!data) return undefined;
    const [language, kind, sort, last] = data;
    const cursor = { language, kind, sort, slug: last };
    // Two spellings of one cursor would be two resources.
    return encodeCursor(cursor) === after ? cursor : undefined;
  } catch {
    return undefined;
  }
};

/** The item that a page begins behind, by the value of `after`; undefined for the first page. */
export const positionOf = (after: string | undefined): Position | undefined => {
  const cursor = after === undefined ? undefined : decodeCursor(after);
  // A cursor may hold only the beginning of a sort key.
  return cursor && { sort: cursor.sort, slug: cursor.slug, isCut: cursor.sort.length >= maxSortLength - 1 };
};
