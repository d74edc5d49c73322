import * as z from 'zod';
import { themes } from '../embeds/version.ts';
import type { Format } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { maxPageSize, parameterOf, statusField } from '../kinds/definition.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import { day, type Schema, slug } from '../kinds/value-schemas.ts';
import { type AnswerLanguage, multilingual } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type EntryFilter, entryFiltersOf } from '../model/entry-filters.ts';
import type { EmbedVariant, ViewType } from '../url.ts';
import { decodeCursor } from './cursor.ts';
import { parseInstant } from './instant.ts';

/** How a parameter is checked; `expected` is the locale key of the sentence that says what it may be. */
export interface Parameter {
  schema: Schema;
  /** Writes a value as a canonical URL has it, where a value can be written in several ways. */
  canonical?: (value: string) => string;
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
    | 'part'
    | 'state'
    | 'base';
  values?: readonly string[];
}

const fallback: Parameter = { schema: lazy(() => z.literal('none')), expected: 'fallback', values: ['none'] };
const theme: Parameter = { schema: lazy(() => z.enum(themes)), expected: 'theme', values: themes };
const flag: Parameter = { schema: lazy(() => z.literal('1')), expected: 'flag', values: ['1'] };
const isPageSize = (text: string): boolean => /^[1-9]\d*$/.test(text) && Number(text) <= maxPageSize;
/** The number of items on a page: 1 to 100. */
export const limit: Parameter = { schema: lazy(() => z.string().refine(isPageSize)), expected: 'limit' };
const link: Parameter = { schema: slug, expected: 'link' };
const modifiedSince: Parameter = {
  schema: lazy(() => z.union([day(), z.string().refine((text) => parseInstant(text) !== undefined)])),
  canonical: (text) => parseInstant(text) ?? text,
  expected: 'modifiedSince',
};

/** A cursor, as `encodeCursor` makes it; of this kind and this language, where they are given. */
export const after = (kind: Kind | undefined, language: AnswerLanguage | undefined): Parameter => ({
  schema: lazy(() =>
    z
      .string()
      .max(2000)
      .refine((value) => {
        const cursor = decodeCursor(value);
        if (!cursor) return false;
        return (!kind || cursor.kind === kind) && (!language || cursor.language === language);
      }),
  ),
  expected: 'after',
});

type Parameters = Readonly<Record<string, Parameter>>;

const entryParameter = (filter: EntryFilter): Parameter =>
  filter.type === 'fact' ? { schema: lazy(() => z.enum(filter.codes)), expected: 'kind', values: filter.codes } : link;

const itemParameters: Parameters = { fallback };
const embedParameters: Parameters = { fallback, theme };

/** Leaves out the parameters that belong to other formats alone. */
export const parametersIn = (
  parameters: Readonly<Record<string, string>>,
  { flags }: Pick<Format, 'flags'>,
): Record<string, string> => {
  const allFlags = formatsOf('collection').flatMap((format) => format.flags ?? []);
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !allFlags.includes(name) || flags?.includes(name)),
  );
};

const collectionParameters = (kind: Kind, language?: AnswerLanguage, format?: Format): Parameters => {
  const links = definitionOf(kind).filters.map((relation) => [parameterOf(relation), link] as const);
  const entries = entryFiltersOf(kind)?.filters ?? [];
  const codes = statusField(definitionOf(kind))?.codes;
  const formats = format ? [format] : formatsOf('collection', kind);
  const flags = formats.flatMap((each) => each.flags ?? []).map((name) => [name, flag] as const);
  const all: Parameters = {
    after: after(kind, language),
    // Nothing is borrowed where each text is in every language that it has.
    ...(language !== multilingual && { fallback }),
    limit,
    modified_since: modifiedSince,
    ...Object.fromEntries([
      ...links,
      ...entries.map((each) => [each.parameter, entryParameter(each)] as const),
      ...flags,
    ]),
    ...(codes && { status: { schema: lazy(() => z.enum(codes)), expected: 'status', values: codes } }),
  };
  return Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
};

// A page of a table is that of the items whose entries it has.
const tableParameters = (kind: Kind, language?: AnswerLanguage): Parameters => ({
  after: after(kind, language),
  excel: flag,
  fallback,
  limit,
});

// Their schemas are built when they are first used: once an isolate, not for each request.
const parametersByName = new Map<string, Parameters>();

/**
 * Returns the query parameters of an item, an embed, a collection, a table or the recent changes, by name, in the order of
 * a canonical URL. Without a format: those of any format.
 */
export const parametersOf = (
  type: ViewType | EmbedVariant,
  kind?: Kind,
  language?: AnswerLanguage,
  format?: Format,
): Parameters => {
  if (type === 'embed') return embedParameters;
  if (type === 'table' && kind) return tableParameters(kind, language);
  if (type !== 'collection' || !kind) return language === multilingual ? {} : itemParameters;
  const name = `${kind} ${language ?? ''} ${format?.extension ?? ''}`;
  const parameters = parametersByName.get(name) ?? collectionParameters(kind, language, format);
  parametersByName.set(name, parameters);
  return parameters;
};
