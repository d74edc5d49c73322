import { isKind, type Kind, tableNamed } from './kinds/index.ts';
import { MAX_SLUG_LENGTH, SLUG_PATTERN } from './kinds/value-schemas.ts';
import { type AnswerLanguage, isLanguage, type Language, multilingual } from './languages.ts';
import type { ProblemCode } from './problem-codes.ts';

/** The forms of an item for other sites: a fragment of HTML, and a whole page for an iframe. */
export const embedVariants = ['card', 'embed'] as const;
export type EmbedVariant = (typeof embedVariants)[number];

const isEmbedVariant = (segment: string | undefined): segment is EmbedVariant =>
  (embedVariants as readonly (string | undefined)[]).includes(segment);

/**
 * The parts of a record's URL: `/{language}/{kind}/{slug}.{format}`, of which any may be missing from the left or the
 * right; `/{language}/{variant}/{kind}/{slug}`; `/{language}/changes.{format}` (recent changes in all collections); or
 * `/{language}/{table}.{format}` (the entries of a list of all items of a kind).
 * Items and collections alone have URLs in all languages at once: `/mul/{kind}/{slug}.{format}`.
 */
export interface RecordUrl {
  language?: AnswerLanguage;
  variant?: EmbedVariant;
  changes?: true;
  /** The name of a table; `kind` is that of its items. */
  table?: string;
  kind?: Kind;
  slug?: string;
  format?: string;
}

/** Why a path is not a record's URL: the problem code, and the segment that is wrong. */
export interface InvalidPath {
  code: Extract<ProblemCode, 'unknown-language' | 'unknown-collection' | 'malformed-slug' | 'not-found'>;
  word: string;
  /** The language and the variant that the path asks for all the same: a problem is shown in that form. */
  language?: Language;
  variant?: EmbedVariant;
}

/** A path as `parsePath` returns it. */
export type ParsedPath = RecordUrl | InvalidPath;

/** Checks whether a path was parsed as a record's URL. */
export const isRecordUrl = (parsed: ParsedPath): parsed is RecordUrl => !('code' in parsed);

/**
 * Returns the path of a request as it was sent. Hono would decode percent-encoding, by which one resource would get
 * several URLs.
 */
export const rawPath = ({ url }: Request): string => {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.indexOf('?', start);
  return url.slice(start, end < 0 ? undefined : end);
};

/** Returns the query of a request as it was sent, with its question mark; empty where there is none. */
export const rawQuery = ({ url }: Pick<Request, 'url'>): string => {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
};

// A segment is a name and, after its first dot, an extension.
const nameOf = (segment: string): string => {
  const dot = segment.indexOf('.');
  return dot < 0 ? segment : segment.slice(0, dot);
};

const extensionOf = (segment: string): string | undefined => {
  const dot = segment.indexOf('.');
  return dot < 0 ? undefined : segment.slice(dot + 1);
};

const invalid = (code: InvalidPath['code'], word: string): InvalidPath => ({ code, word });

/** Checks whether a segment is a slug, as its schema does, without the schema's account of what is wrong. */
export const isSlug = (segment: string): boolean => segment.length <= MAX_SLUG_LENGTH && SLUG_PATTERN.test(segment);

// `[collection]`, `[collection, item]`, each with an extension on its last segment.
const parseRecord = (segments: readonly string[]): ParsedPath => {
  const [collection = '', item, more] = segments;
  const name = item === undefined ? nameOf(collection) : collection;
  const format = extensionOf(item ?? collection);
  const extension = format === undefined ? {} : { format };
  if (name === 'changes' && item === undefined && format !== undefined) return { ...extension, changes: true };
  const table = item === undefined && format !== undefined ? tableNamed(name) : undefined;
  if (table) return { ...extension, table: table.name, kind: table.kind };
  if (!isKind(name)) return invalid('unknown-collection', name);
  if (more !== undefined) return invalid('not-found', '');
  if (item === undefined) return { ...extension, kind: name };
  const slug = nameOf(item);
  return isSlug(slug) ? { ...extension, kind: name, slug } : invalid('malformed-slug', slug);
};

// `[variant, collection, item]`, without an extension.
const parseVariant = (variant: EmbedVariant, segments: readonly string[]): ParsedPath => {
  const parsed = parseRecord(segments);
  if (!isRecordUrl(parsed)) return { ...(segments.length === 2 ? parsed : invalid('not-found', '')), variant };
  const complete = parsed.slug !== undefined && parsed.format === undefined;
  return complete ? { ...parsed, variant } : { ...invalid('not-found', ''), variant };
};

// The files that embeds load are under `/embed/{version}/`.
const isVersion = (segment: string | undefined): boolean => /^\d+(?:\.\d+)+$/.test(segment ?? '');

const parseSegments = ([first, ...rest]: readonly string[]): ParsedPath => {
  if (!isEmbedVariant(first)) return parseRecord([first ?? '', ...rest]);
  return isVersion(rest[0]) ? invalid('not-found', '') : parseVariant(first, rest);
};

// Items and collections, in all languages at once.
const parseMultilingual = (segments: readonly string[]): ParsedPath => {
  const parsed = segments.length > 0 ? parseRecord(segments) : invalid('not-found', '');
  if (!isRecordUrl(parsed)) return parsed;
  return parsed.kind && !parsed.table ? { ...parsed, language: multilingual } : invalid('not-found', '');
};

const looksLikeLanguage = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/;

/**
 * Parses the path of a URL as it was sent (percent-encoding is not decoded; paths are case-sensitive). Never throws:
 * a path that is not a record's URL gives the problem code that explains it.
 */
export const parsePath = (path: string): ParsedPath => {
  if (path === '/') return {};
  const segments = path.slice(1).split('/');
  const [first = '', ...rest] = segments;
  if (isLanguage(first)) {
    return rest.length === 0 ? { language: first } : { ...parseSegments(rest), language: first };
  }
  if (first === multilingual) return parseMultilingual(rest);
  const isFirstOfRecord = isEmbedVariant(first) || isKind(nameOf(first));
  const meansLanguage = looksLikeLanguage.test(first) || isKind(nameOf(rest[0] ?? ''));
  return !isFirstOfRecord && meansLanguage ? invalid('unknown-language', first) : parseSegments(segments);
};

/** Writes the path of a record's URL. */
export const formatPath = ({ language, variant, changes, table, kind, slug, format }: RecordUrl): string => {
  let path = language ? `/${language}` : '';
  if (variant) path += `/${variant}`;
  if (changes) path += '/changes';
  if (table ?? kind) path += `/${table ?? kind}`;
  if (slug !== undefined) path += `/${slug}`;
  return (path || '/') + (format === undefined ? '' : `.${format}`);
};

/** Writes the path of the oEmbed description of an item (oEmbed 1.0 §2.2), from the URL of its page. */
export const oembedPath = (page: string, format: 'json' | 'xml'): string =>
  `/oembed?url=${encodeURIComponent(page)}&format=${format}`;

/**
 * Writes the form of a record's URL for the access log: `/{language}/actions/{slug}.{format}`. Of the values in the URL
 * it contains only the kind.
 */
export const formatTemplate = ({ language, slug, format, ...rest }: RecordUrl): string => {
  const path = formatPath({ ...rest, ...(slug !== undefined && { slug: '{slug}' }) });
  const prefix = language ? '/{language}' : '';
  return (prefix && path === '/' ? prefix : prefix + path) + (format === undefined ? '' : '.{format}');
};

/** What a record's URL shows: an item, a collection, the recent changes, or a table. */
export type ViewType = 'item' | 'collection' | 'recentChanges' | 'table';

/** Returns the type of view that a record's URL shows. */
export const viewTypeOf = ({ changes, table, slug }: RecordUrl): ViewType => {
  if (changes) return 'recentChanges';
  if (table) return 'table';
  return slug === undefined ? 'collection' : 'item';
};
