import { defaultLanguage, type Language, languages } from '../src/languages.ts';

/**
 * Returns the language of the terminal, by `LC_ALL`, `LC_MESSAGES` or `LANG`. Where that is none of the languages:
 * English, which a terminal without a locale speaks, if it is one of them, else the default language.
 */
export const terminalLanguage = (): Language => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  const starting = (text: string) => languages.find(({ tag }) => text.toLowerCase().startsWith(tag.toLowerCase()))?.tag;
  return starting(locale) ?? starting('en') ?? defaultLanguage;
};
