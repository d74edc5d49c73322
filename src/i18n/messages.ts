import { createInstance, type TFunction } from 'i18next';
import { locales } from '../../locales/index.generated.ts';
import type Resources from '../../locales/resources.generated';
import { type Language, languageTags } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type DateFormat, dateFormatOf, displayNamesOf } from './dates.ts';

// An isolate serves readers of every language at once: the instance never changes its language.
const i18n = lazy(() => {
  const instance = createInstance();
  // With the resources given and initAsync false, init has finished when it returns.
  void instance.init({
    resources: locales,
    initAsync: false,
    supportedLngs: languageTags,
    fallbackLng: false,
    ns: ['ui', 'problems', 'site'],
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  });
  return instance;
});

export type { Resources };

/** Translates a key that is written in the code; a wrong key or a missing variable does not compile. */
export type Translate = TFunction<['ui', 'problems', 'site']>;

/** The messages of one language, and how it writes dates and numbers in a series. */
export interface Messages extends DateFormat {
  language: Language;
  t: Translate;
  /** A language (BCP 47) as `languages` of the locale files has it, else as CLDR does: 英語, English. */
  languageName(tag: string): string;
  /** A day by both calendars, where the language has one of its own: 2024年1月16日（令和6年1月16日）, 16 January 2024. */
  day(iso: string): string;
  /** A country (ISO 3166-1) as `countries` of the locale files has it, else as CLDR does: 英国, United Kingdom. */
  country(code: string): string;
  /** A position in a series: 第2回, Second. */
  ordinal(position: number): string;
}

/** The groups of messages: the first part of a key, with its namespace where that is not `ui`. */
type Group = keyof Resources['ui'] | `problems:${keyof Resources['problems']}` | `site:${keyof Resources['site']}`;

type Values = Readonly<Record<string, unknown>>;

// The only place that leaves the typed keys of `t`.
const translate = (t: Translate, keys: readonly string[], values: Values = {}): string =>
  (t as (keys: readonly string[], values: Values) => string)(keys, values);

/**
 * Translates a key that is put together at run time, such as `codes.status.` and a status of the record; of several
 * keys the first that there is. Returns the (last) key where there is no message.
 */
export const label = (t: Translate, group: Group, keys: string | readonly string[], values?: Values): string =>
  translate(
    t,
    [keys].flat().map((key) => `${group}.${key}`),
    values,
  );

/** The paragraphs of a text that is longer than a sentence, with an empty line between them. */
export const longText = (t: Translate, group: Group, key: string, values: Values): string =>
  translate(t, [`${group}.${key}`], { ...values, joinArrays: '\n\n' });

const createMessages = (language: Language): Messages => {
  const t: Translate = i18n().getFixedT<['ui', 'problems', 'site']>(language, ['ui', 'problems', 'site']);
  const { date, gregorian } = dateFormatOf(language);
  const { languageName, countryName } = displayNamesOf(language);
  // The locale files may name what the platform names otherwise, or not in this language.
  const named = (group: 'countries' | 'languages', code: string, byPlatform: (code: string) => string): string => {
    const key = `${group}.${code}`;
    return i18n().exists(key, { lng: language }) ? translate(t, [key]) : byPlatform(code);
  };
  return {
    language,
    t,
    date,
    gregorian,
    day: (iso) => gregorian(iso) + (date(iso) === gregorian(iso) ? '' : t('page.aside', { text: date(iso) })),
    languageName: (tag) => named('languages', tag, languageName),
    country: (code) => named('countries', code, countryName),
    ordinal: (count) => {
      // Some languages have words for the first ten, by a context of the key. The rest follow the language's plurals.
      const options = { count, ordinal: true, context: String(count) };
      return t('ordinal', options as { count: number });
    },
  };
};

const byLanguage = new Map(languageTags.map((language) => [language, lazy(() => createMessages(language))]));

/** Returns the messages of a language. */
export const messagesFor = (language: Language): Messages => byLanguage.get(language)?.() ?? createMessages(language);
