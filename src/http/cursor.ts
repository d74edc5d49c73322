import * as z from 'zod';
import { slug } from '../kinds/value-schemas.ts';
import { isLanguage, type Language } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';

/** The last item of a page, by what the list is sorted by in one language: where the next page begins. */
export interface Cursor {
  language: Language;
  sort: string;
  slug: string;
}

/** Encodes a cursor as the value of `after`: base64url (RFC 4648 §5) of a JSON array, without padding. */
export const encodeCursor = ({ language, sort, slug: last }: Cursor): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([language, sort, last]))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const schema = lazy(() => z.tuple([z.string().refine(isLanguage), z.string().max(1000), slug()]));

/** Decodes the value of `after`; returns undefined for a value that `encodeCursor` does not make. */
export const decodeCursor = (after: string): Cursor | undefined => {
  try {
    const bytes = Uint8Array.from(atob(after.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const { data } = schema().safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    if (!data) return undefined;
    const [language, sort, last] = data as [Language, string, string];
    const cursor = { language, sort, slug: last };
    // Two spellings of one cursor would be two resources.
    return encodeCursor(cursor) === after ? cursor : undefined;
  } catch {
    return undefined;
  }
};
