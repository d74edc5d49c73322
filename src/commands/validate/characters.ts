import { characterName, pointerOf, type ValidationError, validationError } from './errors.ts';

// What a text may not contain, and why each is refused: nobody sees it, or nobody can say what it is.

// Characters without a meaning of their own: U+FFFD and U+FFFC stand for what was lost, private use for what only one
// font knows, noncharacters for nothing; U+FFF9 to U+FFFB are for annotations, which a text here does not have.
const meaningless = /[\uFFFC\uFFFD\uFFF9-\uFFFB\p{Private_Use}\p{Noncharacter_Code_Point}]/u;

// Characters that are drawn as nothing (Unicode, Default_Ignorable_Code_Point), and the blank of Braille.
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

// Where such a character does something that is seen: the variant of a character that stands before it, emoji that are
// composed by a joiner, the flags of England, Scotland and Wales, and joiners inside a word of a script that joins.
const joiningScripts =
  '\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}';
const pictograph = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\uFE0F?';
const visible = new RegExp(
  [
    `\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}`,
    `${pictograph}(?:\\u200D${pictograph})+`,
    `(?:(?=[${joiningScripts}])[\\p{L}\\p{M}])[\\u200C\\u200D](?=[\\p{L}\\p{M}])`,
    // A base is what a variation selector may follow: a character that is seen, and has none yet.
    '[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}](?<![\\p{Variation_Selector}\\p{Default_Ignorable_Code_Point}])\\p{Variation_Selector}',
  ].join('|'),
  'gu',
);

// Marks that are put on one character. Thai, Hebrew and Tibetan have up to four; more are a drawing over other lines.
const MAX_MARKS = 4;
const markRun = new RegExp(`\\p{M}{${MAX_MARKS + 1},}`, 'u');
const markWithoutBase = /(?:^|[ \u3000])(\p{M})/u;

const wrongCharacterIn = (text: string): string | undefined => {
  const [found] = meaningless.exec(text) ?? invisible.exec(text.replace(visible, 'x')) ?? [];
  if (found !== undefined) return found;
  const [, mark] = markWithoutBase.exec(text) ?? [];
  return mark ?? markRun.exec(text.normalize('NFC'))?.[0];
};

/** Checks the characters of a text. Rule: character, with its code point. */
export const checkCharacters = (text: string, pointer: string): ValidationError[] => {
  const character = wrongCharacterIn(text);
  return character === undefined
    ? []
    : [validationError(pointer, 'character', { character: characterName(character) })];
};

/** Returns all strings of a record with their JSON Pointers. */
export const textsIn = (value: unknown, path: readonly PropertyKey[] = []): { text: string; pointer: string }[] => {
  if (typeof value === 'string') return [{ text: value, pointer: pointerOf(path) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
};

/**
 * Composes the decomposed letters of a text (Unicode normalization form C): デ, é and 한 in one character each. Han is left
 * as it is, because the form would replace the compatibility ideographs in people's names, such as 神 (U+FA19).
 */
export const compose = (text: string): string => text.replace(/\P{Script=Han}+/gu, (part) => part.normalize('NFC'));

/** Composes all strings of a record. */
export const composeAll = <Value>(value: Value): Value => {
  const composed = (inner: unknown): unknown => {
    if (typeof inner === 'string') return compose(inner);
    if (Array.isArray(inner)) return inner.map(composed);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, composed(one)]));
  };
  return composed(value) as Value;
};
