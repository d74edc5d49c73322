import type { Content } from '../../kinds/record-schema.ts';
import type { Language } from '../../languages.ts';
import { memoize } from '../../lib/memoize.ts';
import { textsIn } from './characters.ts';
import { type ValidationError, validationError } from './errors.ts';

// Signs of a mistake that is none of form. Nothing is refused for them: a name may be the same everywhere, and a
// Japanese name may be in Latin letters.

/** The script of a language (ISO 15924), and its letters; Japanese has three kinds. */
const scriptOf = memoize((language: Language): { isLatin: boolean; letters: RegExp } => {
  const { script = 'Zyyy' } = new Intl.Locale(language).maximize();
  const scripts = script === 'Jpan' ? ['Hira', 'Kana', 'Hani'] : [script];
  const letters = new RegExp(`[${scripts.map((one) => `\\p{sc=${one}}`).join('')}]`, 'gu');
  return { isLatin: script === 'Latn', letters };
});

const countIn = (text: string, language: Language): number => text.match(scriptOf(language).letters)?.length ?? 0;

// Between Japanese characters brackets and colons are full-width; half-width ones come from copies of a page that are not
// as it writes them (Unicode normalization form KC).
const halfWidth = /(?<=[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}ー])[(:)]|[(:)](?=[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}])/u;

const checkWidth = ({ language, text, pointer }: Text): ValidationError[] => {
  const [character] = (new Intl.Locale(language).maximize().script === 'Jpan' && halfWidth.exec(text)) || [];
  return character === undefined ? [] : [validationError(pointer, 'halfWidth', { character })];
};

interface Text {
  language: Language;
  text: string;
  pointer: string;
}

const isAddress = (text: string): boolean => /^https?:/.test(text);
const wordsIn = (text: string): number => text.split(/\s+/).length;

// What cannot be said otherwise in another language: an abbreviation, a number, a name in Latin letters.
const isInvariant = ({ text, pointer }: Text): boolean =>
  (pointer.includes('/name') ? /^[\p{sc=Latn}\p{N}\p{P}\p{S} ]+$/u : /^[\p{sc=Latn}\p{N}\p{P}\p{S}]+$/u).test(text);

// Other scripts borrow Latin words, as Japanese does, so that only a text without a letter of their own is foreign.
const isForeign = ({ language, text }: Text, languages: readonly Language[]): boolean => {
  const own = countIn(text, language);
  const others = Math.max(0, ...languages.filter((other) => other !== language).map((other) => countIn(text, other)));
  return scriptOf(language).isLatin ? others > own : own === 0 && others > 0;
};

// The same place in the record, in each language that has a text there.
const checkPlace = (texts: readonly Text[]): ValidationError[] => {
  const languages = texts.map(({ language }) => language);
  const foreign = texts.filter((one) => isForeign(one, languages));
  const isExchanged = foreign.length === texts.length && texts.length > 1;
  return texts.flatMap((one) => {
    const { language, text, pointer } = one;
    const same = texts.find((other) => other !== one && other.text === text);
    if (same) return isInvariant(one) ? [] : [validationError(pointer, 'sameText', { language: same.language })];
    const isSuspect = foreign.includes(one) && (isExchanged || scriptOf(language).isLatin || wordsIn(text) > 2);
    return isSuspect ? [validationError(pointer, 'otherLanguage', { language })] : [];
  });
};

/**
 * Finds texts that are the same in two languages, or in the letters of another language, and half-width brackets in Japanese
 * ones; by JSON Pointer.
 */
export const findWarnings = ({ texts }: Content): ValidationError[] => {
  const all = Object.entries(texts).flatMap(([language, own]) =>
    textsIn(own).flatMap(({ text, pointer }): (Text & { place: string })[] =>
      isAddress(text) || /^\/(?:unverified|reading|name\/reading)(?:\/|$)/.test(pointer)
        ? []
        : [{ language: language as Language, text, pointer: `/texts/${language}${pointer}`, place: pointer }],
    ),
  );
  return [...[...Map.groupBy(all, ({ place }) => place).values()].flatMap(checkPlace), ...all.flatMap(checkWidth)];
};
