import { isSlug } from './kinds/fields.ts';
import { isKind, type Kind } from './kinds/index.ts';
import { isLanguage, type Language } from './languages.ts';
import type { ProblemCode } from './problem-codes.ts';

/** The shapes in which an item stands on other sites: a card, and the card as a page of its own for a frame. */
export const embedVariants = ['card', 'embed'] as const;
export type EmbedVariant = (typeof embedVariants)[number];

const isEmbedVariant = (word: string | undefined): word is EmbedVariant =>
  (embedVariants as readonly (string | undefined)[]).includes(word);

/**
 * A URL of the record, by the one grammar: `/{language}/{collection}/{slug}.{format}`, of which parts may be left out;
 * or `/{language}/{shape}/{collection}/{slug}`, or `/{language}/changes.{format}` (what was published last in any
 * collection), of which only the language may.
 */
export interface RecordUrl {
  language?: Language;
  variant?: EmbedVariant;
  changes?: true;
  kind?: Kind;
  slug?: string;
  format?: string;
}

/** Why a path is no address: a problem code, and the word that is wrong. */
export interface InvalidPath {
  code: Extract<ProblemCode, 'unknown-language' | 'unknown-collection' | 'malformed-slug' | 'not-found'>;
  word: string;
}

// A segment is a word and, behind its first dot, an extension.
const wordOf = (segment: string): string => {
  const dot = segment.indexOf('.');
  return dot < 0 ? segment : segment.slice(0, dot);
};

const extensionOf = (segment: string): string | undefined => {
  const dot = segment.indexOf('.');
  return dot < 0 ? undefined : segment.slice(dot + 1);
};

const wrong = (code: InvalidPath['code'], word: string): InvalidPath => ({ code, word });

// The collection stands at a place among the segments, and its item behind it.
const parseItem = (
  language: Language | undefined,
  segments: readonly string[],
  place: number,
): RecordUrl | InvalidPath => {
  const collection = segments[place] ?? '';
  const item = segments[place + 1];
  const word = item === undefined ? wordOf(collection) : collection;
  const format = extensionOf(item ?? collection);
  const address: RecordUrl = language ? { language } : {};
  if (format !== undefined) address.format = format;
  if (word === 'changes' && item === undefined && format !== undefined) return { ...address, changes: true };
  if (!isKind(word)) return wrong('unknown-collection', word);
  if (segments.length > place + 2) return wrong('not-found', '');
  address.kind = word;
  if (item === undefined) return address;
  address.slug = wordOf(item);
  return isSlug(address.slug) ? address : wrong('malformed-slug', address.slug);
};

const parseShape = (
  language: Language | undefined,
  segments: readonly string[],
  place: number,
): RecordUrl | InvalidPath => {
  const shape = segments[place];
  const item = parseItem(language, segments, place + 1);
  if (segments.length === place + 3 && 'code' in item) return item;
  return isEmbedVariant(shape) && 'slug' in item && !('format' in item)
    ? { ...item, variant: shape }
    : wrong('not-found', '');
};

/** Reads the path of a URL. Total: every path is an address or says what is wrong with it. Paths are case-sensitive. */
export const parsePath = (path: string): RecordUrl | InvalidPath => {
  if (path === '/') return {};
  const segments = path.slice(1).split('/');
  const first = segments[0] ?? '';
  if (isEmbedVariant(first)) return parseShape(undefined, segments, 0);
  if (isLanguage(first)) {
    if (segments.length === 1) return { language: first };
    return isEmbedVariant(segments[1]) ? parseShape(first, segments, 1) : parseItem(first, segments, 1);
  }
  if (isKind(wordOf(first))) return parseItem(undefined, segments, 0);
  const meansLanguage = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(first) || isKind(wordOf(segments[1] ?? ''));
  return meansLanguage ? wrong('unknown-language', first) : parseItem(undefined, segments, 0);
};

/** Whether a path was an address. */
export const isRecordUrl = (parsed: RecordUrl | InvalidPath): parsed is RecordUrl => !('code' in parsed);

/** The shape that a path asks for, whether or not it is an address otherwise. */
export const embedVariantIn = (path: string): EmbedVariant | undefined => {
  const [, first, second] = path.split('/');
  const word = isLanguage(first) ? second : first;
  return isEmbedVariant(word) ? word : undefined;
};

/** Writes an address as the path of a URL. */
export const formatPath = ({ language, variant: shape, changes, kind, slug, format }: RecordUrl): string => {
  let path = language ? `/${language}` : '';
  if (shape) path += `/${shape}`;
  if (changes) path += '/changes';
  if (kind) path += `/${kind}`;
  if (slug !== undefined) path += `/${slug}`;
  return (path || '/') + (format === undefined ? '' : `.${format}`);
};

/** What a URL of the record leads to: an item, a collection, or what was published last. */
export type ViewType = 'item' | 'collection' | 'recentChanges';

/** The type of view that a URL of the record leads to. */
export const viewTypeOf = ({ changes, slug }: RecordUrl): ViewType => {
  if (changes) return 'recentChanges';
  return slug === undefined ? 'collection' : 'item';
};
