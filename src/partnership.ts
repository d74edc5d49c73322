/**
 * The configuration of this partnership: what config.json says. Another partnership, another pair of languages or
 * another time zone changes config.json, locales/ and content/, and no file in src/. `npm run locales` checks it
 * (tools/partnership.ts). The title of the site is a message: `home.title` in locales/.
 */
import config from '../config.json' with { type: 'json' };

/**
 * How dates are written in a language that the platform has no dates of (workerd has a selection of CLDR: no Welsh,
 * Irish or Icelandic): `{{day}} {{month}} {{year}}`, and the names of the twelve months.
 */
export interface DatePattern {
  pattern: string;
  months: readonly string[];
}

/** What config.json has. */
export interface Partnership {
  /** The time zone that instants are dated in and calendars state, as the IANA database names it: Asia/Tokyo. */
  timeZone: string;
  /** The tag of the language of readers who state none. */
  defaultLanguage: string;
  /** The languages, in the order in which pages offer them: see languages.ts. */
  languages: readonly {
    tag: string;
    name: string;
    fallback: readonly string[];
    dates: string;
    datePattern?: DatePattern;
    territory: string;
  }[];
  /** The countries of the two sides, ISO 3166-1: each has its name in `countries` of the locale files. */
  sides: readonly string[];
  /** The kinds that the service has, in the order in which it presents them. */
  kinds: readonly string[];
  /**
   * Who runs the service: the name in each language, and the URI (mailto: or https:) of the contact that mistakes are
   * reported to, which every page names.
   */
  operator: { name: Readonly<Record<string, string>>; contact: string };
  /** Whom vulnerabilities are reported to, the preferred first: URIs such as mailto: and https: (RFC 9116 §2.5.3). */
  securityContacts: readonly string[];
  /** The licence that records are usually under: its name, and the URL that they state. */
  licence: { name: string; url: string };
  /** The slug of the record that the API reference shows as the example of a kind. */
  examples: Readonly<Record<string, string>>;
}

/** The configuration. */
export const partnership: Partnership = config;

/** The time zone of the configuration. */
export const { timeZone } = partnership;
