/**
 * The only list of languages. A language is its BCP 47 tag, its own name, the languages whose texts stand in
 * for a missing one (in this order), the locale that writes its dates, and the territory whose usage it follows.
 * Another language is one line here and one folder in locales/.
 */
export const languages = [
  { tag: 'ja', name: '日本語', fallback: ['en'], dates: 'ja-JP-u-ca-japanese', territory: 'JP' },
  { tag: 'en', name: 'English', fallback: ['ja'], dates: 'en-GB', territory: 'GB' },
] as const satisfies readonly {
  tag: string;
  name: string;
  fallback: readonly string[];
  dates: string;
  territory: string;
}[];

/** A language that the service speaks. */
export type Language = (typeof languages)[number]['tag'];

/** The tags alone, in the server's order. */
export const languageTags: readonly Language[] = languages.map((language) => language.tag);

/** A language as Open Graph names it, with an underscore and never without a territory: ja_JP, en_GB. */
export const localeOf = (asked: Language): string => {
  const { tag, territory } = languages.find(({ tag: each }) => each === asked) ?? languages[0];
  return `${tag}_${territory}`;
};

/** Whether a word of a URL or a file is one of our languages; case-sensitive, as paths are. */
export const isLanguage = (tag: string | undefined): tag is Language =>
  (languageTags as readonly (string | undefined)[]).includes(tag);

/** The asked language first, then those that stand in for it. */
export const fallbackOrder = (asked: Language): readonly Language[] => {
  const { fallback } = languages.find(({ tag }) => tag === asked) ?? languages[0];
  return [asked, ...fallback];
};
