import { type Field, type Fields, hasTexts, maybe, text } from '../../kinds/fields.ts';
import type { Content } from '../../kinds/schemas.ts';
import type { Language } from '../../languages.ts';
import { pointerOf, type ValidationError, validationError } from './errors.ts';

/** The texts of a record in one language. */
export type Texts = Readonly<Record<string, unknown>>;

// A text that one language has, the others must have: but for pages that a language may lack.
const paritiesIn = (fields: Fields, texts: ReadonlyMap<Language, Texts>, path: readonly string[]): ValidationError[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (!hasTexts(field) || (field.type === 'text' && field.partial)) return [];
    return parityAt(field, texts, [...path, name]);
  });

const parityAt = (field: Field, texts: ReadonlyMap<Language, Texts>, path: readonly string[]): ValidationError[] => {
  const at = new Map(
    [...texts].map(([language, all]) => [language, path.reduce<unknown>((value, key) => (value as Texts)?.[key], all)]),
  );
  const present = [...at].filter(([, value]) => value !== undefined);
  if (present.length === 0) return [];
  if (field.type === 'list') {
    const keys = new Set(present.flatMap(([, value]) => Object.keys(value as Texts)));
    return [...keys].flatMap((key) => [
      ...missing(new Map([...at].map(([language, value]) => [language, (value as Texts)?.[key]])), [...path, key]),
      ...paritiesIn(field.fields, texts, [...path, key]),
    ]);
  }
  return [...missing(at, path), ...(field.type === 'group' ? paritiesIn(field.fields, texts, path) : [])];
};

const missing = (at: ReadonlyMap<Language, unknown>, path: readonly string[]): ValidationError[] =>
  [...at].flatMap(([language, value]) =>
    value === undefined ? [validationError(pointerOf(['texts', language, ...path]), 'missingText', { language })] : [],
  );

// The entries of a list and their texts are held together by keys: each once, and the same on both sides.
const keysOf = (fields: Fields, { facts }: Content, texts: ReadonlyMap<Language, Texts>): ValidationError[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.type !== 'list' || !hasTexts(field)) return [];
    const keys = ((facts[name] ?? []) as { key: string }[]).map(({ key }) => key);
    const repeated = keys.flatMap((key, index) =>
      keys.indexOf(key) < index ? [validationError(pointerOf(['facts', name, index, 'key']), 'keys', { key })] : [],
    );
    const unmatched = [...texts].flatMap(([language, all]) => {
      const held = Object.keys((all[name] ?? {}) as Texts);
      const odd = [...keys.filter((key) => !held.includes(key)), ...held.filter((key) => !keys.includes(key))];
      return [...new Set(odd)].map((key) =>
        validationError(pointerOf(['texts', language, name, key]), 'keys', { key }),
      );
    });
    return [...repeated, ...unmatched];
  });

// Beside its own fields, every record may have a note.
const everywhere = { note: maybe(text(1000)) };

/** What one language says and another does not, and entries whose texts are not held by the same keys in all of them. */
export const checkTranslations = (
  fields: Fields,
  draft: Content,
  texts: ReadonlyMap<Language, Texts>,
): ValidationError[] => {
  const odd = keysOf(fields, draft, texts);
  return odd.length > 0 ? odd : paritiesIn({ ...fields, ...everywhere }, texts, []);
};
