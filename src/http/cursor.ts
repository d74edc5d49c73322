import * as z from 'zod';
import { slug } from '../kinds/fields.ts';
import { isLanguage, type Language } from '../languages.ts';
import { once } from '../lib/lazy.ts';

/** A place in a list: behind which item, and by what that one is sorted in one language. */
export interface Place {
  language: Language;
  sort: string;
  slug: string;
}

/** Writes a place as an opaque `after`. */
export const afterOf = ({ language, sort, slug: last }: Place): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([language, sort, last]))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const written = once(() => z.tuple([z.string().refine(isLanguage), z.string().max(1000), slug()]));

/** Reads an `after`; undefined where it is none of ours. */
export const placeOf = (after: string): Place | undefined => {
  try {
    const bytes = Uint8Array.from(atob(after.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const { data } = written().safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    if (!data) return undefined;
    const [language, sort, last] = data as [Language, string, string];
    const place = { language, sort, slug: last };
    // Only what we wrote: two spellings of one place would be two resources.
    return afterOf(place) === after ? place : undefined;
  } catch {
    return undefined;
  }
};
