import { type Field, type Fields, maybe, text } from '../../kinds/fields.ts';
import { type Content, hasTexts } from '../../kinds/record-schema.ts';
import type { Language } from '../../languages.ts';
import { pointerOf, type ValidationError, validationError } from './errors.ts';

/** The texts of a record in one language. */
export type Texts = Readonly<Record<string, unknown>>;

// A text that one language has, the others must have, unless its field is partial.
const checkFields = (fields: Fields, texts: ReadonlyMap<Language, Texts>, path: readonly string[]): ValidationError[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (!hasTexts(field) || (field.type === 'text' && field.partial)) return [];
    return checkField(field, texts, [...path, name]);
  });

const checkField = (field: Field, texts: ReadonlyMap<Language, Texts>, path: readonly string[]): ValidationError[] => {
  const at = new Map(
    [...texts].map(([language, all]) => [language, path.reduce<unknown>((value, key) => (value as Texts)?.[key], all)]),
  );
  const present = [...at].filter(([, value]) => value !== undefined);
  if (present.length === 0) return [];
  if (field.type === 'list') {
    const keys = new Set(present.flatMap(([, value]) => Object.keys(value as Texts)));
    return [...keys].flatMap((key) => [
      ...missing(new Map([...at].map(([language, value]) => [language, (value as Texts)?.[key]])), [...path, key]),
      ...checkFields(field.fields, texts, [...path, key]),
    ]);
  }
  return [...missing(at, path), ...(field.type === 'group' ? checkFields(field.fields, texts, path) : [])];
};

const missing = (at: ReadonlyMap<Language, unknown>, path: readonly string[]): ValidationError[] =>
  [...at].flatMap(([language, value]) =>
    value === undefined ? [validationError(pointerOf(['texts', language, ...path]), 'missingText', { language })] : [],
  );

// The entries of a list in `facts` and their texts have the same keys, each once.
const checkKeys = (fields: Fields, { facts }: Content, texts: ReadonlyMap<Language, Texts>): ValidationError[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.type !== 'list' || !hasTexts(field)) return [];
    // An entry of a draft may have no key yet.
    const places = ((facts[name] ?? []) as { key?: string }[]).map(({ key }) => key);
    const keys = places.filter((key) => key !== undefined);
    const repeated = places.flatMap((key, index) =>
      key !== undefined && places.indexOf(key) < index
        ? [validationError(pointerOf(['facts', name, index, 'key']), 'keys', { key })]
        : [],
    );
    const unmatched = [...texts].flatMap(([language, all]) => {
      const present = Object.keys((all[name] ?? {}) as Texts);
      const differing = [
        ...keys.filter((key) => !present.includes(key)),
        ...present.filter((key) => !keys.includes(key)),
      ];
      return [...new Set(differing)].map((key) =>
        validationError(pointerOf(['texts', language, name, key]), 'keys', { key }),
      );
    });
    return [...repeated, ...unmatched];
  });

// The field that records of all kinds may have beside their own.
const commonFields = { note: maybe(text(1000)) };

/** Checks that all languages have the same texts, and the same keys in lists. */
export const checkTranslations = (
  fields: Fields,
  record: Content,
  texts: ReadonlyMap<Language, Texts>,
): ValidationError[] => {
  const errors = checkKeys(fields, record, texts);
  return errors.length > 0 ? errors : checkFields({ ...fields, ...commonFields }, texts, []);
};
