import * as z from 'zod';
import { themes } from '../embeds/themes.ts';
import type { Format } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { maxPageSize, parameterOf } from '../kinds/definition.ts';
import { type Schema, slug } from '../kinds/fields.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import type { EmbedVariant, ViewType } from '../url.ts';
import { decodeCursor } from './cursor.ts';

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

const fallback: Parameter = { schema: lazy(() => z.literal('none')), expected: 'fallback', values: ['none'] };
const theme: Parameter = { schema: lazy(() => z.enum(themes)), expected: 'theme', values: themes };
const flag: Parameter = { schema: lazy(() => z.literal('1')), expected: 'flag', values: ['1'] };
const counts = (text: string): boolean => /^[1-9]\d*$/.test(text) && Number(text) <= maxPageSize;
/** How many things a list gives at once. */
export const limit: Parameter = { schema: lazy(() => z.string().refine(counts)), expected: 'limit' };
const link: Parameter = { schema: slug, expected: 'link' };
const modifiedSince: Parameter = {
  schema: lazy(() => z.union([z.iso.date(), z.iso.datetime({ precision: 0 })])),
  expected: 'modifiedSince',
};

/** A place in a list, as `afterOf` wrote it; in a language, where one is given. */
export const after = (language: Language | undefined): Parameter => ({
  schema: lazy(() =>
    z
      .string()
      .max(2000)
      .refine((value) => {
        const place = decodeCursor(value);
        return place !== undefined && (language === undefined || place.language === language);
      }),
  ),
  expected: 'after',
});

const statusCodes = (kind: Kind): readonly string[] | undefined => {
  const { status, fields } = definitionOf(kind);
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
  { flags: switches }: Pick<Format, 'flags'>,
): Record<string, string> => {
  const foreign = formatsOf('collection').flatMap((format) => format.flags ?? []);
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !foreign.includes(name) || switches?.includes(name)),
  );
};

const ofPages = (kind: Kind, language?: Language, format?: Format): Parameters => {
  const links = definitionOf(kind).filters.map((relation) => [parameterOf(relation), link] as const);
  const codes = statusCodes(kind);
  const status: Parameter | undefined = codes && {
    schema: lazy(() => z.enum(codes as [string])),
    expected: 'status',
    values: codes,
  };
  const formats = format ? [format] : formatsOf('collection', kind);
  const switches = formats.flatMap((each) => each.flags ?? []).map((name) => [name, flag] as const);
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
export const parametersOf = (
  what: ViewType | EmbedVariant,
  kind?: Kind,
  language?: Language,
  format?: Format,
): Parameters => {
  if (what === 'embed') return ofFrames;
  if (what !== 'collection' || !kind) return ofItems;
  const name = `${kind} ${language ?? ''} ${format?.extension ?? ''}`;
  const parameters = made.get(name) ?? ofPages(kind, language, format);
  made.set(name, parameters);
  return parameters;
};
