import { type Language, languageDefinition } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type DatePattern, timeZone } from '../partnership.ts';

/** Dates as one language writes them, in the partnership's time zone. */
export interface DateFormat {
  /**
   * A day or an instant (ISO 8601) by the language's own calendar: 令和6年1月16日, 16 January 2024. In Japanese by the
   * Gregorian one before 1873: 1872年12月31日.
   */
  date(iso: string): string;
  /** The same by the Gregorian calendar: 2024年1月16日, 16 January 2024. */
  gregorian(iso: string): string;
}

type Write = (date: Date) => string;

// Since 1 January 1873 Japan counts months and days as the Gregorian calendar does. Before, its months followed the moon,
// which CLDR does not know: an era with a Gregorian month and day would be a day that never was.
const gregorianYear = 1873;
const surelyGregorian = Date.UTC(gregorianYear, 0, 2);

const yearOf = (format: Intl.DateTimeFormat, date: Date): number =>
  Number(format.formatToParts(date).find(({ type }) => type === 'year')?.value);

const byLocale = (locale: string, options: Intl.DateTimeFormatOptions): Write => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...options });
  if (format.resolvedOptions().calendar !== 'japanese') return (date) => format.format(date);
  const gregorian = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...options, calendar: 'gregory' });
  const isBeforeReform = (date: Date) => date.getTime() < surelyGregorian && yearOf(gregorian, date) < gregorianYear;
  return (date) => (isBeforeReform(date) ? gregorian : format).format(date);
};

const byPattern = ({ pattern, months }: DatePattern, { timeZone }: Intl.DateTimeFormatOptions): Write => {
  const format = new Intl.DateTimeFormat(undefined, {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
  });
  return (date) => {
    // Whatever the platform's own locale is, the parts are digits; it may write a day of one digit with two.
    const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
    const values: Record<string, unknown> = { ...parts, month: months[(parts.month ?? 0) - 1] };
    return pattern.replace(/\{\{(\w+)\}\}/g, (name, part: string) => String(values[part] ?? name));
  };
};

/** Returns how a language writes dates; a formatter is made when it is first used. */
export const dateFormatOf = (language: Language): DateFormat => {
  const { dates, datePattern } = languageDefinition(language);
  const writer = (options: Intl.DateTimeFormatOptions): ((iso: string) => string) => {
    const inZone = (timeZone: string) =>
      lazy(() => (datePattern ? byPattern(datePattern, { timeZone }) : byLocale(dates, { ...options, timeZone })));
    // A day without a time is midnight UTC, which west of Greenwich is the day before.
    const [day, instant] = [inZone('UTC'), inZone(timeZone)];
    return (iso) => (iso.includes('T') ? instant : day)()(new Date(iso));
  };
  return { date: writer({}), gregorian: writer({ calendar: 'gregory' }) };
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
