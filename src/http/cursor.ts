import * as z from 'zod';
import { slug } from '../kinds/fields.ts';
import { isLanguage, type Language } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';

/** A place in a list: behind which item, and by what that one is sorted in one language. */
export interface Cursor {
  language: Language;
  sort: string;
  slug: string;
}

/** Writes a place as an opaque `after`. */
export const encodeCursor = ({ language, sort, slug: last }: Cursor): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([language, sort, last]))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const written = lazy(() => z.tuple([z.string().refine(isLanguage), z.string().max(1000), slug()]));

/** Reads an `after`; undefined where it is none of ours. */
export const decodeCursor = (after: string): Cursor | undefined => {
  try {
    const bytes = Uint8Array.from(atob(after.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const { data } = written().safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    if (!data) return undefined;
    const [language, sort, last] = data as [Language, string, string];
    const place = { language, sort, slug: last };
    // Only what we wrote: two spellings of one place would be two resources.
    return encodeCursor(place) === after ? place : undefined;
  } catch {
    return undefined;
  }
};
