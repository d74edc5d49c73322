import { createInstance, type TFunction } from 'i18next';
import { locales } from '../../locales/index.ts';
import type { Composition, KindDefinition } from '../kinds/definition.ts';
import type { Kind } from '../kinds/index.ts';
import { type Language, languages, languageTags } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { createCache } from '../lib/memoize.ts';

// Isolates serve readers of every language at once: the instance never changes its language.
const i18n = lazy(() => {
  const instance = createInstance();
  // With the words at hand nothing is waited for.
  void instance.init({
    resources: locales,
    initAsync: false,
    supportedLngs: languageTags,
    fallbackLng: false,
    ns: ['ui', 'problems'],
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  });
  return instance;
});

/** Every word a person reads, in one language. */
export interface Messages {
  language: Language;
  t: TFunction<['ui', 'problems']>;
  /** A day or an instant as this language writes it, in Tokyo's calendar: 令和6年1月16日, 16 January 2024. */
  date(iso: string): string;
  /** The same by the Gregorian calendar: 2024年1月16日, 16 January 2024. */
  gregorian(iso: string): string;
  /** A day by both calendars, where the language has one of its own: 2024年1月16日（令和6年1月16日）, 16 January 2024. */
  day(iso: string): string;
  /** What this language calls a language (BCP 47): 英語, English. A tag that nobody knows is given as it is. */
  languageName(tag: string): string;
  /** What this language calls a country (ISO 3166-1): 英国, United Kingdom. */
  country(code: string): string;
  /** A position in a series: 第2回, Second. */
  ordinal(position: number): string;
}

/** A name as one language gives it: as it is displayed, and in its parts where it has any. */
export interface LocalizedName {
  text: string;
  language: Language;
  family?: string;
  given?: string;
  reading?: string;
}

// A code may be well-formed and still no code that the platform takes.
const displayed = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
};

const speak = (language: Language): Messages => {
  const t = i18n().getFixedT<['ui', 'problems']>(language, ['ui', 'problems']);
  const { dates } = languages.find(({ tag }) => tag === language) ?? languages[0];
  const long = { dateStyle: 'long', timeZone: 'Asia/Tokyo' } as const;
  const written = lazy(() => new Intl.DateTimeFormat(dates, long));
  const gregorian = lazy(() => new Intl.DateTimeFormat(dates, { ...long, calendar: 'gregory' }));
  const tongues = lazy(() => new Intl.DisplayNames(language, { type: 'language' }));
  const regions = lazy(() => new Intl.DisplayNames(language, { type: 'region' }));
  const date = (iso: string) => written().format(new Date(iso));
  const common = (iso: string) => gregorian().format(new Date(iso));
  return {
    language,
    t,
    date,
    gregorian: common,
    day: (iso) => common(iso) + (date(iso) === common(iso) ? '' : t('page.aside', { text: date(iso) })),
    languageName: (tag) => displayed(tongues(), tag),
    country: (code) =>
      i18n().exists(`countries.${code}`, { lng: language })
        ? t(`countries.${code}` as 'countries.JP')
        : displayed(regions(), code),
    ordinal: (count) => {
      // Some languages have words for the first ten: a context of the key. The rest follow the language's own plurals.
      const position = { count, ordinal: true, context: String(count) };
      return t('ordinal', position as { count: number });
    },
  };
};

const spoken = new Map(languageTags.map((language) => [language, lazy(() => speak(language))]));

/** The words of a language. */
export const messagesFor = (language: Language): Messages => spoken.get(language)?.() ?? speak(language);

type Entry = { name?: string; family?: string; given?: string; reading?: string };
type Named = Pick<KindDefinition<Kind>, 'kind' | 'naming'>;

const localised = (language: Language, { kind, naming }: Named, slug: string): Entry | undefined => {
  if (naming === 'record') return undefined;
  const names: Record<string, Record<string, Entry>> = locales[language][naming];
  const ofKind = names[kind] ?? {};
  return Object.hasOwn(ofKind, slug) ? ofKind[slug] : undefined;
};

const own = (texts: Readonly<Record<string, unknown>> | undefined): Entry | undefined => {
  const name = texts?.name;
  const reading = texts?.reading as string | undefined;
  return typeof name === 'string' ? { name, ...(reading && { reading }) } : (name as Entry | undefined);
};

/**
 * The name of an item in the first of `order` that has one; undefined when none has. It stands in locales/ under
 * kind and first slug; a record added in service may carry its own until then, and the locale file wins.
 */
export const findName = (
  resource: Named,
  firstSlug: string,
  { facts, texts }: { facts: Readonly<Record<string, unknown>>; texts: Readonly<Record<string, unknown>> },
  order: readonly Language[],
): LocalizedName | undefined => {
  for (const language of order) {
    const entry = localised(language, resource, firstSlug) ?? own(texts[language] as Record<string, unknown>);
    if (!entry) continue;
    const { name, family, given, reading } = entry;
    if (name) return { text: name, language, ...(reading && { reading }) };
    if (!family || !given) continue;
    const text = messagesFor(language).t('person', { family, given, context: String(facts.order) });
    return { text, language, family, given, ...(reading && { reading }) };
  }
  return undefined;
};

// The same few names stand on page after page, and to put one together is half of what a card takes.
const names = createCache<string, string>();

/**
 * A name put together from what is known, for an item that no official page names: names of links, labels of codes,
 * dates. A part that is not known makes it `…_without-part`.
 */
export const composeName = (
  { language, t, date }: Messages,
  kind: Kind,
  composition: Composition,
  parts: Readonly<Record<string, string | undefined>>,
): string => {
  const asked = JSON.stringify([language, kind, composition, parts]);
  const known = names.get(asked);
  if (known !== undefined) return known;
  const said = Object.entries(composition).map(([part, as]) => {
    const value = parts[part];
    if (value === undefined || as === 'name') return [part, value] as const;
    return [part, as === 'date' ? date(value) : t(`codes.${part}.${value}` as 'codes.type.memorandum')] as const;
  });
  const missing = said.filter(([, value]) => value === undefined).map(([part]) => part);
  const context = missing.length ? `without-${missing.join('-')}` : undefined;
  const composed: (key: string, parts: object) => string = t as never; // each kind has parts of its own
  return names.set(asked, composed(`composed.${kind}`, { ...Object.fromEntries(said), ...(context && { context }) }));
};

/** A digest of all names and titles: what is sorted by them is made anew when it changes. SHA-256, hexadecimal. */
export const namesDigest = async (): Promise<string> => {
  const names = languageTags.map((language) => [language, locales[language].names, locales[language].titles]);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(names)));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

type Tree = { readonly [key: string]: string | Tree };

// A plural's forms differ from language to language: they count as their key.
const keysIn = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const at = path + key.replace(/_(?:ordinal_)?(?:zero|one|two|few|many|other)$/, '');
    return typeof value === 'string' ? (value === '' ? [] : [at]) : keysIn(value, `${at}.`);
  });

/**
 * The words that one language has and another lacks, as `language:namespace.key`; none in a sound build. The compiler
 * refuses them, too, but a bundler does not ask the compiler.
 */
export const missingMessages = (
  dictionaries: Readonly<Record<string, { ui: Tree; problems: Tree }>> = locales,
): string[] =>
  (['ui', 'problems'] as const).flatMap((namespace) => {
    const known = Object.entries(dictionaries).map(
      ([language, words]) => [language, new Set(keysIn(words[namespace]))] as const,
    );
    const all = new Set(known.flatMap(([, keys]) => [...keys]));
    return known.flatMap(([language, keys]) =>
      // What is said in a context has words of its own only where a language needs them.
      [...all]
        .filter((key) => !keys.has(key) && !keys.has(key.replace(/_[^.]*$/, '')))
        .map((key) => `${language}:${namespace}.${key}`),
    );
  });
