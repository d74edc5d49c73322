import type { Language } from '../locales/index.generated.ts';
import { type DatePattern, partnership } from './partnership.ts';

export type { Language };

/** A language that the service is published in, as config.json has it. */
export interface LanguageDefinition {
  /** Its BCP 47 tag: the first segment of URLs, and its folder in locales/. */
  tag: Language;
  /** Its own name for itself. */
  name: string;
  /** The languages whose texts replace a missing one, in this order. */
  fallback: readonly Language[];
  /** The locale that its dates are written in, which may name a calendar (BCP 47, `u-ca`): ja-JP-u-ca-japanese. */
  dates: string;
  /** How its dates are written, where the platform has no dates of that locale. */
  datePattern?: DatePattern;
  /** The territory whose usage it follows, ISO 3166-1. */
  territory: string;
}

/** The languages, in the order in which pages offer them. */
export const languages = partnership.languages as readonly LanguageDefinition[];

/** The tags alone, in the same order. */
export const languageTags: readonly Language[] = languages.map(({ tag }) => tag);

/** The tag of answers in which each text is in every language at once: BCP 47, "multiple languages". */
export const multilingual = 'mul';

/** The language of an answer: one of the languages, or all of them at once. */
export type AnswerLanguage = Language | typeof multilingual;

/** The languages of answers: each of the languages, and all of them at once. */
export const answerLanguages: readonly AnswerLanguage[] = [...languageTags, multilingual];

/** The language of readers who state none, unless the deployment sets another by `DEFAULT_LANGUAGE`. */
export const defaultLanguage = partnership.defaultLanguage as Language;

/** Returns the definition of a language. @throws Error when config.json has none: locales/index.generated.ts is old. */
export const languageDefinition = (language: Language): LanguageDefinition => {
  const found = languages.find(({ tag }) => tag === language);
  if (!found) throw new Error(`config.json has no language "${language}"; run: npm run locales`);
  return found;
};

/** A language as Open Graph names it, with an underscore and always with a territory: ja_JP, en_GB. */
export const localeOf = (language: Language): string => `${language}_${languageDefinition(language).territory}`;

/** Whether a segment of a URL or a key of a record is one of the languages; case-sensitive, as paths are. */
export const isLanguage = (tag: string | undefined): tag is Language =>
  (languageTags as readonly (string | undefined)[]).includes(tag);

/** The language itself, then those that replace it. */
export const fallbackOrder = (language: Language): readonly Language[] => [
  language,
  ...languageDefinition(language).fallback,
];

/** The language for what is in one language only: a problem, a reference beside the answer. */
export const singleLanguage = (language: AnswerLanguage | undefined, otherwise = defaultLanguage): Language =>
  language === undefined || language === multilingual ? otherwise : language;
