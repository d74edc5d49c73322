import { type Language, languageDefinition } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { timeZone } from '../partnership.ts';

/** Dates as one language writes them, in the partnership's time zone. */
export interface DateFormat {
  /** A day or an instant (ISO 8601) by the language's own calendar: 令和6年1月16日, 16 January 2024. */
  date(iso: string): string;
  /** The same by the Gregorian calendar: 2024年1月16日, 16 January 2024. */
  gregorian(iso: string): string;
}

/** Returns how a language writes dates; a formatter is made when it is first used. */
export const dateFormatOf = (language: Language): DateFormat => {
  const { dates } = languageDefinition(language);
  // A day without a time is midnight UTC, which west of Greenwich is the day before.
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const [day, instant] = ['UTC', timeZone].map((zone) =>
      lazy(() => new Intl.DateTimeFormat(dates, { dateStyle: 'long', ...options, timeZone: zone })),
    ) as [() => Intl.DateTimeFormat, () => Intl.DateTimeFormat];
    return (iso: string) => (iso.includes('T') ? instant : day)().format(new Date(iso));
  };
  return { date: formatter({}), gregorian: formatter({ calendar: 'gregory' }) };
};

/** Names that the platform has (CLDR), in one language. */
export interface DisplayNames {
  /** A language by its BCP 47 tag: 英語, English. A tag without a name is returned as it is. */
  languageName(tag: string): string;
  /** A country by its ISO 3166-1 code: 英国, United Kingdom. */
  countryName(code: string): string;
}

// A code may be well-formed and still be refused with a RangeError.
const nameIn = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
};

/** Returns what a language calls languages and countries. */
export const displayNamesOf = (language: Language): DisplayNames => {
  const ofLanguages = lazy(() => new Intl.DisplayNames(language, { type: 'language' }));
  const ofRegions = lazy(() => new Intl.DisplayNames(language, { type: 'region' }));
  return {
    languageName: (tag) => nameIn(ofLanguages(), tag),
    countryName: (code) => nameIn(ofRegions(), code),
  };
};
