import * as z from 'zod';
import { lazy } from '../lib/lazy.ts';

/**
 * What a resource is made of. A field says at once where an editor writes it (facts, or the texts of each language),
 * how it is checked, and what a reader gets: the schemas of records and of answers are both made from it (schemas.ts).
 */
export type Field =
  | {
      type: 'fact';
      schema: Schema;
      required: boolean;
      hidden?: true;
      worded?: Wording;
      /** The values there are, where they are codes: each has words in locales/. */
      codes?: readonly string[];
    }
  | { type: 'text'; schema: Schema; required: boolean; partial?: true }
  | { type: 'name'; part: NamePart }
  | { type: 'link'; kind: string; required: boolean }
  | { type: 'group'; fields: Fields; required: boolean }
  | { type: 'list'; fields: Fields; by?: string }
  | { type: 'incoming'; kind: string; relation: string }
  | { type: 'entries'; kind: string; list: string; relation: string; as: string };

/** How a value is checked: made when something is to be checked. */
export type Schema = () => z.ZodType;

export type Fields = Readonly<Record<string, Field>>;

/** Facts that are also said in words, beside the value: `date` → `dateText`, `ordinal` → `ordinalText`. */
export type Wording = 'date' | 'ordinal';

/** The parts of a name that stand in locales/: see words.ts. */
export type NamePart = 'family' | 'given' | 'reading';

// Control characters, line feeds among them, and what is not seen or makes a text read as another: bidirectional
// overrides, spaces without width, tags.
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u200B\u2028-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

/** One line or paragraph of plain text: 1 to `max` UTF-16 units, well-formed, no control or bidi override character. */
export const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !unprintable.test(text) && text === text.trim(), {
      params: { rule: 'plain' },
    });

/** A web address, `https` or `http`, as written on the page it was taken from: ASCII, RFC 3986 characters only. */
export const address = lazy(() =>
  z
    .url({ protocol: /^https?$/, error: 'address' })
    .max(500)
    .regex(/^[\w!#$%&'()*+,\-./:;=?@[\]~]+$/, 'address')
    .meta({ format: 'uri' }),
);

// The message of a schema is the key of its form's words: `forms` in locales/.

/** The pattern and the length of a slug. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MAX_SLUG_LENGTH = 80;

/** A slug: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters. */
export const slug = lazy(() => z.string().regex(SLUG_PATTERN, 'slug').max(MAX_SLUG_LENGTH));

/** A day of the calendar that exists, ISO 8601 `YYYY-MM-DD`. */
export const day = lazy(() => z.iso.date());

/** An instant in UTC, RFC 3339, to the second. */
export const instant = lazy(() => z.iso.datetime({ precision: 0, error: 'instant' }));

/** A language as BCP 47 tags it. */
export const languageTag = lazy(() => z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/, 'language'));

/** A country, ISO 3166-1 alpha-2. */
export const country = lazy(() => z.string().regex(/^[A-Z]{2}$/, 'country'));

/** A pointer to a value of the answer, RFC 6901. */
export const pointer = lazy(() =>
  z
    .string()
    .max(300)
    .regex(/^(?:\/(?:[^~/]|~[01])*)+$/, 'pointer'),
);

/** A position in an order, or a series. */
export const position = (most: number): Schema => lazy(() => z.int().min(1).max(most));

const optional = <F extends { required: boolean }>(field: F): F => ({ ...field, required: false });

/** A fact that readers see as it is. */
export const fact = (schema: Schema) => ({ type: 'fact', schema, required: true }) satisfies Field;
/** A fact of which there are a few values, each with words in every language. */
export const code = (...codes: readonly [string, ...string[]]) =>
  ({ type: 'fact', schema: lazy(() => z.enum(codes)), required: true, codes }) satisfies Field;
/** A fact that serves order and is never published. */
export const hidden = (schema: Schema) => ({ type: 'fact', schema, required: true, hidden: true }) satisfies Field;
/** A day, also said in words: 令和6年1月16日, 16 January 2024. */
export const date = () => ({ type: 'fact', schema: day, required: true, worded: 'date' }) satisfies Field;
/** A position in a series, also said in words: 第2回, Second. */
export const ordinal = () =>
  ({ type: 'fact', schema: position(999), required: true, worded: 'ordinal' }) satisfies Field;
/** A text in each language. */
export const text = (max: number) => ({ type: 'text', schema: lazy(() => plain(max)), required: true }) satisfies Field;
/** A web address that differs by language, and that a language may lack. */
export const page = () =>
  ({
    type: 'text',
    schema: lazy(() => z.string().max(500).pipe(address())),
    required: false,
    partial: true,
  }) satisfies Field;
/** A part of a person's name. */
export const namePart = (part: NamePart) => ({ type: 'name', part }) satisfies Field;
/** One item of another kind (or of this one). */
export const link = <Kind extends string>(kind: Kind) => ({ type: 'link', kind, required: true }) satisfies Field;
/** Values that belong together. */
export const group = (fields: Fields) => ({ type: 'group', fields, required: true }) satisfies Field;
/** A list of such groups; `by` publishes it as an object of lists, one for each value of that fact. */
export const list = (fields: Fields, by?: string) => ({ type: 'list', fields, ...(by && { by }) }) satisfies Field;
/** The items of a kind whose `relation` is this item, as cards: the first 50, then `more`. */
export const incoming = (kind: string, relation: string) => ({ type: 'incoming', kind, relation }) satisfies Field;
/** The entries of a list in items of a kind where `relation` is this item, each with that item `as` a reference. */
export const entries = (kind: string, list: string, relation: string, as: string) =>
  ({ type: 'entries', kind, list, relation, as }) satisfies Field;
/** The same field, which a record may lack. */
export const maybe = optional;

/** Whether a field, or one inside it, has words of its own. Such a list needs a key in each entry, to hold on to. */
export const hasTexts = (field: Field): boolean =>
  field.type === 'text' ||
  ((field.type === 'group' || field.type === 'list') && Object.values(field.fields).some(hasTexts));
