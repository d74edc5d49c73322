import * as z from 'zod';
import type { Shape } from '../address.ts';
import type { ItemId } from '../edition.ts';
import { themes } from '../embeds/themes.ts';
import type { Format, What } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { isLanguage, type Language } from '../languages.ts';
import { once } from '../once.ts';
import { type Schema, slug } from '../resources/fields.ts';
import { type Kind, resourceOf } from '../resources/index.ts';
import { largestPage, pageSize, parameterOf, relationsOf } from '../resources/resource.ts';
import type { Selection } from '../store/queries.ts';

/** What a parameter may be; `expected` is the key of the words that say so. */
export interface Parameter {
  schema: Schema;
  expected:
    | 'limit'
    | 'after'
    | 'fallback'
    | 'flag'
    | 'status'
    | 'modifiedSince'
    | 'link'
    | 'theme'
    | 'item'
    | 'kind'
    | 'language'
    | 'part';
  values?: readonly string[];
}

const fallback: Parameter = { schema: once(() => z.literal('none')), expected: 'fallback', values: ['none'] };
const theme: Parameter = { schema: once(() => z.enum(themes)), expected: 'theme', values: themes };
const flag: Parameter = { schema: once(() => z.literal('1')), expected: 'flag', values: ['1'] };
const counts = (text: string): boolean => /^[1-9]\d*$/.test(text) && Number(text) <= largestPage;
/** How many things a list gives at once. */
export const limit: Parameter = { schema: once(() => z.string().refine(counts)), expected: 'limit' };
const link: Parameter = { schema: slug, expected: 'link' };
const modifiedSince: Parameter = {
  schema: once(() => z.union([z.iso.date(), z.iso.datetime({ precision: 0 })])),
  expected: 'modifiedSince',
};

const encode = (values: readonly string[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(values))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const position = once(() => z.tuple([z.string().refine(isLanguage), z.string().max(1000), slug()]));

const decode = (after: string): [Language, string, string] | undefined => {
  try {
    const bytes = Uint8Array.from(atob(after.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const { data } = position().safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    );
    // Only what we wrote: two spellings of one place would be two resources.
    return data && encode(data) === after ? (data as [Language, string, string]) : undefined;
  } catch {
    return undefined;
  }
};

/** Writes the place after an item of a collection as an opaque `after`. Sort keys belong to one language. */
export const afterOf = (language: Language, { sort, slug: last }: { sort: string; slug: string }): string =>
  encode([language, sort, last]);

/** A place in a list, as `afterOf` wrote it; in a language, where one is given. */
export const after = (language: Language | undefined): Parameter => ({
  schema: once(() =>
    z
      .string()
      .max(2000)
      .refine((value) => {
        const place = decode(value);
        return place !== undefined && (language === undefined || place[0] === language);
      }),
  ),
  expected: 'after',
});

const statusCodes = (kind: Kind): readonly string[] | undefined => {
  const { status, fields } = resourceOf(kind);
  const [outer = '', inner] = status?.split('.') ?? [];
  const field = fields[outer];
  const code = inner && field?.type === 'list' ? field.fields[inner] : field;
  return code?.type === 'fact' ? code.codes : undefined;
};

type Parameters = Readonly<Record<string, Parameter>>;

const ofItems: Parameters = { fallback };
const ofFrames: Parameters = { fallback, theme };

/** The part of parameters that a format knows: what belongs to another format alone is left out. */
export const parametersIn = (
  parameters: Readonly<Record<string, string>>,
  { switches }: Pick<Format, 'switches'>,
): Record<string, string> => {
  const foreign = formatsOf('page').flatMap((format) => format.switches ?? []);
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !foreign.includes(name) || switches?.includes(name)),
  );
};

const ofPages = (kind: Kind, language?: Language, format?: Format): Parameters => {
  const links = resourceOf(kind).filters.map((relation) => [parameterOf(relation), link] as const);
  const codes = statusCodes(kind);
  const status: Parameter | undefined = codes && {
    schema: once(() => z.enum(codes as [string])),
    expected: 'status',
    values: codes,
  };
  const formats = format ? [format] : formatsOf('page', kind);
  const switches = formats.flatMap((each) => each.switches ?? []).map((name) => [name, flag] as const);
  const all = {
    ...{ after: after(language), fallback, limit, modified_since: modifiedSince },
    ...Object.fromEntries([...links, ...switches]),
  };
  return Object.fromEntries(Object.entries({ ...all, ...(status && { status }) }).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const made = new Map<string, Parameters>();

/**
 * The query parameters of an item, of one of its shapes, of a collection, or of what was published last, by name, in the
 * order of a canonical URL. Without a format: those of any format.
 */
export const parametersOf = (what: What | Shape, kind?: Kind, language?: Language, format?: Format): Parameters => {
  if (what === 'embed') return ofFrames;
  if (what !== 'page' || !kind) return ofItems;
  const name = `${kind} ${language ?? ''} ${format?.extension ?? ''}`;
  const parameters = made.get(name) ?? ofPages(kind, language, format);
  made.set(name, parameters);
  return parameters;
};

/** What is wrong with a query: which parameter, and how. */
export interface Fault {
  parameter: string;
  fault: 'unknown' | 'repeated' | 'invalid';
  count: number;
}

/** Reads a query by the parameters there are; the result is sorted, as in the canonical URL. */
export const parseQuery = (
  query: URLSearchParams,
  known: Readonly<Record<string, Parameter>>,
): Record<string, string> | Fault => {
  for (const name of query.keys()) {
    const values = query.getAll(name);
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!parameter) return { parameter: name.slice(0, 100), fault: 'unknown', count: values.length };
    if (values.length > 1) return { parameter: name, fault: 'repeated', count: values.length };
    if (!parameter.schema().safeParse(values[0]).success) return { parameter: name, fault: 'invalid', count: 1 };
  }
  const given = Object.keys(known).filter((name) => query.has(name));
  return Object.fromEntries(given.map((name) => [name, query.get(name) ?? '']));
};

// A form sends what was left open as an empty value: where that is no value, it says nothing.
const says = (parameter: Parameter, value: string) => value !== '' || parameter.schema().safeParse('').success;

/**
 * A query without the parameters that there are not or that a form has left open, as they stand in a URL; undefined
 * where there are no such.
 */
export const withoutUnknown = (
  query: URLSearchParams,
  known: Readonly<Record<string, Parameter>>,
): string | undefined => {
  const kept = [...query].filter(([name, value]) => {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    return parameter !== undefined && says(parameter, value);
  });
  if (kept.length === query.size) return undefined;
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
};

/** Whether a query was faulty. */
export const isFault = (parsed: Record<string, string> | Fault): parsed is Fault => typeof parsed.count === 'number';

/** Writes parameters as the query of a canonical URL: sorted, defaults left out. */
export const queryOf = (parameters: Readonly<Record<string, string>>): string => {
  const given = Object.entries(parameters);
  if (given.length === 0) return '';
  const entries = given
    .filter(([name, value]) => !(name === 'limit' && value === String(pageSize)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = new URLSearchParams(entries).toString();
  return query && `?${query}`;
};

/**
 * The items that the filters of a collection name, whether or not there are any: a slug that leads nowhere today may be
 * an item's tomorrow.
 */
export const linkedFrom = (kind: Kind, parameters: Readonly<Record<string, string>>): ItemId[] => {
  const { fields, filters } = resourceOf(kind);
  return relationsOf(fields)
    .filter(({ relation }) => filters.includes(relation) && parameters[parameterOf(relation)] !== undefined)
    .map(({ relation, kind: target }) => `${target as Kind}/${parameters[parameterOf(relation)]}` as const);
};

/** The part of a collection that parameters select. */
export const selectionOf = (kind: Kind, parameters: Readonly<Record<string, string>>): Selection => {
  const { after: place, limit: size, status, modified_since: since } = parameters;
  const links = resourceOf(kind).filters.map(parameterOf);
  const last = place === undefined ? undefined : decode(place);
  return {
    filters: Object.fromEntries(Object.entries(parameters).filter(([name]) => links.includes(name))),
    limit: size === undefined ? pageSize : Number(size),
    ...(status && { status }),
    ...(since && { modifiedSince: since.length === 10 ? `${since}T00:00:00Z` : since }),
    ...(last && { after: { sort: last[1], slug: last[2] } }),
  };
};
