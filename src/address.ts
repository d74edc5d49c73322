import { isLanguage, type Language } from './languages.ts';
import type { ProblemCode } from './problems.ts';
import { isSlug } from './resources/fields.ts';
import { isKind, type Kind } from './resources/index.ts';

/** The shapes in which an item stands on other sites: a card, and the card as a page of its own for a frame. */
export const shapes = ['card', 'embed'] as const;
export type Shape = (typeof shapes)[number];

const isShape = (word: string | undefined): word is Shape => (shapes as readonly (string | undefined)[]).includes(word);

/**
 * A URL of the record, by the one grammar: `/{language}/{collection}/{slug}.{format}`, of which parts may be left out;
 * or `/{language}/{shape}/{collection}/{slug}`, or `/{language}/changes.{format}` (what was published last in any
 * collection), of which only the language may.
 */
export interface Address {
  language?: Language;
  shape?: Shape;
  changes?: true;
  kind?: Kind;
  slug?: string;
  format?: string;
}

/** Why a path is no address: a problem code, and the word that is wrong. */
export interface Misaddressed {
  code: Extract<ProblemCode, 'unknown-language' | 'unknown-collection' | 'malformed-slug' | 'not-found'>;
  word: string;
}

const split = (segment: string): [string, string | undefined] => {
  const dot = segment.indexOf('.');
  return dot < 0 ? [segment, undefined] : [segment.slice(0, dot), segment.slice(dot + 1)];
};

const wrong = (code: Misaddressed['code'], word: string): Misaddressed => ({ code, word });

const parseItem = (language: Language | undefined, segments: readonly string[]): Address | Misaddressed => {
  const [collection = '', item, ...rest] = segments;
  const within = language && { language };
  const [word, extension] = item === undefined ? split(collection) : [collection];
  if (word === 'changes' && extension !== undefined) return { ...within, changes: true, format: extension };
  if (!isKind(word)) return wrong('unknown-collection', word);
  if (rest.length > 0) return wrong('not-found', '');
  const [slug, format] = item === undefined ? [undefined, extension] : split(item);
  if (slug !== undefined && !isSlug(slug)) return wrong('malformed-slug', slug);
  return { ...within, kind: word, ...(slug !== undefined && { slug }), ...(format !== undefined && { format }) };
};

const parseShape = (
  language: Language | undefined,
  [shape, ...segments]: readonly string[],
): Address | Misaddressed => {
  const item = parseItem(language, segments);
  if (segments.length === 2 && 'code' in item) return item;
  return isShape(shape) && 'slug' in item && !('format' in item) ? { ...item, shape } : wrong('not-found', '');
};

/** Reads the path of a URL. Total: every path is an address or says what is wrong with it. Paths are case-sensitive. */
export const parseAddress = (path: string): Address | Misaddressed => {
  const segments = path.slice(1).split('/');
  const [first = '', second = ''] = segments;
  if (path === '/') return {};
  if (isShape(first)) return parseShape(undefined, segments);
  if (isLanguage(first) && isShape(second)) return parseShape(first, segments.slice(1));
  if (isLanguage(first)) return segments.length === 1 ? { language: first } : parseItem(first, segments.slice(1));
  const meansLanguage = () => /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(first) || isKind(split(second)[0]);
  if (!isKind(split(first)[0]) && meansLanguage()) return wrong('unknown-language', first);
  return parseItem(undefined, segments);
};

/** Whether a path was an address. */
export const isAddress = (parsed: Address | Misaddressed): parsed is Address => !('code' in parsed);

/** The shape that a path asks for, whether or not it is an address otherwise. */
export const shapeIn = (path: string): Shape | undefined => {
  const [, first, second] = path.split('/');
  const word = isLanguage(first) ? second : first;
  return isShape(word) ? word : undefined;
};

/** Writes an address as the path of a URL. */
export const pathOf = ({ language, shape, changes, kind, slug, format }: Address): string => {
  let path = '';
  for (const part of [language, shape, changes && 'changes', kind, slug]) if (part !== undefined) path += `/${part}`;
  return (path || '/') + (format === undefined ? '' : `.${format}`);
};

/** What an address leads to, where it is one of the record. */
export const whatOf = ({ changes, slug }: Address): 'item' | 'page' | 'changes' => {
  if (changes) return 'changes';
  return slug === undefined ? 'page' : 'item';
};
