import * as z from 'zod';
import { lazy } from '../lib/lazy.ts';

/** Makes the schema that checks a value, when something is to be checked. */
export type Schema = () => z.ZodType;

/**
 * What no text ever had: control characters with line feeds, unpaired surrogates, bidirectional overrides, spaces without
 * width. What else a new text may not contain is in commands/validate/characters.
 */
export const unprintable = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u200B\u2028-\u202E\u2066-\u2069\uFEFF]/u;

/** One line or paragraph of plain text: 1 to `max` UTF-16 units, well-formed, no control or bidi override character. */
export const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !unprintable.test(text) && text === text.trim(), {
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

// There is no year 0 in the calendar, and HTML's dates have none (Living Standard §2.3.5.1).
const hasYear = (text: string): boolean => !text.startsWith('0000');

/** A day of the calendar that exists, ISO 8601 `YYYY-MM-DD`, from the year 1 on. */
export const day = lazy(() => z.iso.date().refine(hasYear, { params: { rule: 'date' } }));

/** An instant in UTC, RFC 3339, to the second. */
export const instant = lazy(() =>
  z.iso.datetime({ precision: 0, error: 'instant' }).refine(hasYear, { params: { rule: 'date' } }),
);

/** A language tag, BCP 47. */
export const languageTag = lazy(() => z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/, 'language'));

/** A country, ISO 3166-1 alpha-2. */
export const countryCode = lazy(() => z.string().regex(/^[A-Z]{2}$/, 'country'));

/** A media type without parameters, RFC 6838. */
export const mediaTypeName = lazy(() =>
  z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'media'),
);

/** A repeating interval without a start, ISO 8601-1 §5.6: R/P1Y is once a year. */
export const repeatingInterval = lazy(() =>
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

/** The schemas of an object's members. */
export type Shape = Record<string, z.ZodType>;

/** Makes a schema optional where the member is not required. */
export const optionally = (schema: z.ZodType, required: boolean) => (required ? schema : schema.optional());
