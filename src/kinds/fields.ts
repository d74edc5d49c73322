import * as z from 'zod';
import { lazy } from '../lib/lazy.ts';
import * as schemas from './value-schemas.ts';

/**
 * A field of a kind: where an editor writes it (in the facts, or in the texts of each language), how it is checked, what
 * an answer has of it, and how it is labelled and displayed. The schemas of records and of answers, pages, cards and
 * formats are made from it.
 */
export type Field = Labelled &
  (
    | {
        type: 'fact';
        schema: schemas.Schema;
        required: boolean;
        hidden?: true;
        worded?: Wording;
        display?: FactDisplay;
        /** The values there are, where they are codes. */
        codes?: readonly string[];
        /** The codes' labels: the key below `codes` in locales/. */
        codeList?: string;
      }
    | { type: 'text'; schema: schemas.Schema; required: boolean; partial?: true }
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
  /** Whether pages leave it out, because it says in a code what another field says in words. */
  dataOnly?: true;
}

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

/** The same field, which a record may lack. */
export const maybe = <F extends { required: boolean }>(field: F): F => ({ ...field, required: false });

const displayed = <Display extends FactDisplay>(schema: schemas.Schema, display: Display) =>
  ({ type: 'fact', schema, required: true, display }) satisfies Field;

/** A fact that is displayed as it is. */
export const fact = (schema: schemas.Schema) => ({ type: 'fact', schema, required: true }) satisfies Field;
/** A fact that orders a collection and is never published. */
export const hidden = (schema: schemas.Schema) =>
  ({ type: 'fact', schema, required: true, hidden: true }) satisfies Field;
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
/** A day, which answers also give in words: 2024年1月16日（令和6年1月16日）, 16 January 2024. */
export const date = () => ({ ...displayed(schemas.day, 'date'), worded: 'date' }) satisfies Field;
/** A position in a series, which answers also give in words: 第2回, Second. */
export const ordinal = () => ({ ...displayed(schemas.position(999), 'ordinal'), worded: 'ordinal' }) satisfies Field;
/** A country. */
export const country = () => displayed(schemas.countryCode, 'country');
/** A country as one side of a meeting. */
export const side = () => displayed(schemas.countryCode, 'side');
/** The language of a page. */
export const language = () => displayed(schemas.languageTag, 'language');
/** The URL of a page or a file of another site. */
export const url = () => displayed(schemas.address, 'url');
/** The media type of a file. */
export const mediaType = () => displayed(schemas.mediaTypeName, 'mediaType');
/** How often something repeats. */
export const recurrence = () => displayed(schemas.repeatingInterval, 'recurrence');
/** A text in each language. */
export const text = (max: number) =>
  ({ type: 'text', schema: lazy(() => schemas.plain(max)), required: true }) satisfies Field;
/** A URL that differs by language, and that a language may lack. */
export const page = () =>
  ({
    type: 'text',
    schema: lazy(() => z.string().max(500).pipe(schemas.address())),
    required: false,
    partial: true,
  }) satisfies Field;
/** A part of a person's name. */
export const namePart = (part: NamePart) => ({ type: 'name', part }) satisfies Field;
/** One item of another kind (or of this one). */
export const link = <Kind extends string>(kind: Kind) => ({ type: 'link', kind, required: true }) satisfies Field;
/** Values that belong together. */
export const group = (fields: Fields) => ({ type: 'group', fields, required: true }) satisfies Field;
/** Days from and until which something lasts, and the words of its source for them, with what of these is known. */
export const period = () =>
  ({
    ...group({
      from: maybe(displayed(schemas.day, 'date')),
      until: maybe(displayed(schemas.day, 'date')),
      text: maybe(text(100)),
    }),
    display: 'period',
  }) satisfies Field;
/** The size of a file: in bytes, and as its page states it, exactly or not. */
export const fileSize = () =>
  ({
    ...group({
      bytes: fact(() => z.int().min(1)),
      exact: fact(() => z.boolean()),
      stated: fact(() => schemas.plain(20)),
    }),
    display: 'fileSize',
  }) satisfies Field;
/** A list of groups; `by` publishes it as an object of lists, one for each value of that fact. */
export const list = (fields: Fields, options: { by?: string; display?: ListDisplay } = {}) =>
  ({ type: 'list', fields, ...options }) satisfies Field;
/** Pages of other sites, with the language of each and the item, of this kind, that publishes it. */
export const pageLinks = (publishers: string) =>
  list({ href: url(), language: language(), publisher: link(publishers) }, { display: 'links' });
/** The items of a kind whose `relation` is this item, as cards: the first 50, then `more`. */
export const incoming = (kind: string, relation: string) => {
  if (relation.includes('.')) throw new Error(`${kind}: ${relation} is a link in a list; use entries()`);
  return { type: 'incoming', kind, relation } satisfies Field;
};
/** The entries of a list in items of a kind where `relation` is this item, each with that item `as` a reference. */
export const entries = (kind: string, list: string, relation: string, as: string) =>
  ({ type: 'entries', kind, list, relation, as }) satisfies Field;
/** The same field, which answers have and pages leave out. */
export const dataOnly = <F extends Field>(field: F): F => ({ ...field, dataOnly: true });
/** The same field with another label: a key below `label` in locales/. */
export const labelled = <F extends Field>(label: string, field: F): F => ({ ...field, label });
