import * as z from 'zod';
import { lazy } from '../lib/lazy.ts';

/**
 * A field of a kind: where an editor writes it (in the facts, or in the texts of each language), how it is checked, what
 * an answer has of it, and how it is labelled and displayed. The schemas of records and of answers (schemas.ts), pages,
 * cards and formats are made from it.
 */
export type Field = Labelled &
  (
    | {
        type: 'fact';
        schema: Schema;
        required: boolean;
        hidden?: true;
        worded?: Wording;
        display?: FactDisplay;
        /** The values there are, where they are codes. */
        codes?: readonly string[];
        /** The codes' labels: the key below `codes` in locales/. */
        codeList?: string;
      }
    | { type: 'text'; schema: Schema; required: boolean; partial?: true }
    | { type: 'name'; part: NamePart }
    | { type: 'link'; kind: string; required: boolean }
    | { type: 'group'; fields: Fields; required: boolean; display?: GroupDisplay }
    | { type: 'list'; fields: Fields; by?: string; display?: ListDisplay }
    | { type: 'incoming'; kind: string; relation: string }
    | { type: 'entries'; kind: string; list: string; relation: string; as: string }
  );

interface Labelled {
  /** The key below `label` in locales/, where it is not the field's name. */
  label?: string;
}

/** Makes the schema that checks a value, when something is to be checked. */
export type Schema = () => z.ZodType;

export type Fields = Readonly<Record<string, Field>>;

/** Facts that answers also give in words, beside the value: `date` → `dateText`, `ordinal` → `ordinalText`. */
export type Wording = 'date' | 'ordinal';

/** How a fact is displayed; one without a display is displayed as it is. `side`: a country as one side of a meeting. */
export type FactDisplay =
  | 'code'
  | 'country'
  | 'date'
  | 'language'
  | 'mediaType'
  | 'ordinal'
  | 'recurrence'
  | 'side'
  | 'url';

/** How a group is displayed as one value: from a day until a day, or the size of the file beside it. */
export type GroupDisplay = 'period' | 'fileSize';

/** How a list is displayed: as links to pages of other sites, each by its publisher. */
export type ListDisplay = 'links';

/** The parts of a person's name, as `names` in locales/ has them. */
export type NamePart = 'family' | 'given' | 'reading';

// Control characters with line feeds, and characters that are invisible or change how a text reads: bidirectional
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

/** A URL with the scheme `https` or `http`: ASCII, RFC 3986 characters only, 500 at most. */
export const address = lazy(() =>
  z
    .url({ protocol: /^https?$/, error: 'address' })
    .max(500)
    .regex(/^[\w!#$%&'()*+,\-./:;=?@[\]~]+$/, 'address')
    .meta({ format: 'uri' }),
);

// The message of a schema is a key below `forms` in locales/.

/** The pattern and the length of a slug. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const MAX_SLUG_LENGTH = 80;

/** A slug: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters. */
export const slug = lazy(() => z.string().regex(SLUG_PATTERN, 'slug').max(MAX_SLUG_LENGTH));

/** A day of the calendar that exists, ISO 8601 `YYYY-MM-DD`. */
export const day = lazy(() => z.iso.date());

/** An instant in UTC, RFC 3339, to the second. */
export const instant = lazy(() => z.iso.datetime({ precision: 0, error: 'instant' }));

/** A language tag, BCP 47. */
export const languageTag = lazy(() => z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/, 'language'));

/** A country, ISO 3166-1 alpha-2. */
const countryCode = lazy(() => z.string().regex(/^[A-Z]{2}$/, 'country'));

/** A media type without parameters, RFC 6838. */
const mediaTypeName = lazy(() =>
  z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'media'),
);

/** A repeating interval without a start, ISO 8601-1 §5.6: R/P1Y is once a year. */
const repeatingInterval = lazy(() =>
  z
    .string()
    .max(40)
    .regex(/^R\d*\/P(?:\d+[YMWD])+$/, 'recurrence'),
);

/** A JSON Pointer to a value of an answer, RFC 6901. */
export const pointer = lazy(() =>
  z
    .string()
    .max(300)
    .regex(/^(?:\/(?:[^~/]|~[01])*)+$/, 'pointer'),
);

/** A position in an order or in a series, from 1 to `most`. */
export const position = (most: number): Schema => lazy(() => z.int().min(1).max(most));

/** The same field, which a record may lack. */
export const maybe = <F extends { required: boolean }>(field: F): F => ({ ...field, required: false });

const displayed = <Display extends FactDisplay>(schema: Schema, display: Display) =>
  ({ type: 'fact', schema, required: true, display }) satisfies Field;

/** A fact that is displayed as it is. */
export const fact = (schema: Schema) => ({ type: 'fact', schema, required: true }) satisfies Field;
/** A fact that orders a collection and is never published. */
export const hidden = (schema: Schema) => ({ type: 'fact', schema, required: true, hidden: true }) satisfies Field;
/** A fact that is one of a few codes; `codes.{list}.{code}` in locales/ has the label of each. */
export const code = (list: string, codes: readonly string[]) =>
  ({
    ...displayed(
      lazy(() => z.enum(codes)),
      'code',
    ),
    codes,
    codeList: list,
  }) satisfies Field;
/** A day, which answers also give in words: 令和6年1月16日, 16 January 2024. */
export const date = () => ({ ...displayed(day, 'date'), worded: 'date' }) satisfies Field;
/** A position in a series, which answers also give in words: 第2回, Second. */
export const ordinal = () => ({ ...displayed(position(999), 'ordinal'), worded: 'ordinal' }) satisfies Field;
/** A country. */
export const country = () => displayed(countryCode, 'country');
/** A country as one side of a meeting. */
export const side = () => displayed(countryCode, 'side');
/** The language of a page. */
export const language = () => displayed(languageTag, 'language');
/** The URL of a page or a file of another site. */
export const url = () => displayed(address, 'url');
/** The media type of a file. */
export const mediaType = () => displayed(mediaTypeName, 'mediaType');
/** How often something repeats. */
export const recurrence = () => displayed(repeatingInterval, 'recurrence');
/** A text in each language. */
export const text = (max: number) => ({ type: 'text', schema: lazy(() => plain(max)), required: true }) satisfies Field;
/** A URL that differs by language, and that a language may lack. */
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
/** Days from and until which something lasts, either of which may be missing, and the words of the source for them. */
export const period = () =>
  ({
    ...group({ from: maybe(displayed(day, 'date')), until: maybe(displayed(day, 'date')), text: text(100) }),
    display: 'period',
  }) satisfies Field;
/** The size of a file: in bytes, and as its page states it, exactly or not. */
export const fileSize = () =>
  ({
    ...group({ bytes: fact(() => z.int().min(1)), exact: fact(() => z.boolean()), stated: fact(() => plain(20)) }),
    display: 'fileSize',
  }) satisfies Field;
/** A list of groups; `by` publishes it as an object of lists, one for each value of that fact. */
export const list = (fields: Fields, options: { by?: string; display?: ListDisplay } = {}) =>
  ({ type: 'list', fields, ...options }) satisfies Field;
/** Pages of other sites, with the language of each and the item, of this kind, that publishes it. */
export const pageLinks = (publishers: string) =>
  list({ href: url(), language: language(), publisher: link(publishers) }, { display: 'links' });
/** The items of a kind whose `relation` is this item, as cards: the first 50, then `more`. */
export const incoming = (kind: string, relation: string) => ({ type: 'incoming', kind, relation }) satisfies Field;
/** The entries of a list in items of a kind where `relation` is this item, each with that item `as` a reference. */
export const entries = (kind: string, list: string, relation: string, as: string) =>
  ({ type: 'entries', kind, list, relation, as }) satisfies Field;
/** The same field with another label: a key below `label` in locales/. */
export const labelled = <F extends Field>(label: string, field: F): F => ({ ...field, label });

/** Whether a field, or one inside it, is a text. The entries of a list with texts need keys, by which its texts refer to them. */
export const hasTexts = (field: Field): boolean =>
  field.type === 'text' ||
  ((field.type === 'group' || field.type === 'list') && Object.values(field.fields).some(hasTexts));
