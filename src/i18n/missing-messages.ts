import { locales } from '../../locales/index.generated.ts';

/** The messages of a namespace: a tree whose leaves are sentences. */
export type MessageTree = { readonly [key: string]: string | readonly string[] | MessageTree };

/** The suffix by which i18next tells the plural forms of a key. */
export const pluralSuffix = /_(ordinal_)?(zero|one|two|few|many|other)$/;

// The plural forms of a key count as the key, since they differ from language to language.
const keysOf = (tree: MessageTree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    const at = path + key.replace(pluralSuffix, '');
    if (typeof value === 'string') return value === '' ? [] : [at];
    return Array.isArray(value) ? [at] : keysOf(value as MessageTree, `${at}.`);
  });

/** Returns the keys that one language has and another lacks, as `language:key`. */
export const missingKeys = (trees: Readonly<Record<string, MessageTree>>): string[] => {
  const byLanguage = Object.entries(trees).map(([language, tree]) => [language, new Set(keysOf(tree))] as const);
  const all = new Set(byLanguage.flatMap(([, keys]) => [...keys]));
  return byLanguage.flatMap(([language, keys]) =>
    // A key with a context is needed only where a language says it differently.
    [...all]
      .filter((key) => !keys.has(key) && !keys.has(key.replace(/_[^.]*$/, '')))
      .map((key) => `${language}:${key}`),
  );
};

const namespaces = ['ui', 'problems', 'site'] as const;

/**
 * Returns the messages of the Worker that one language has and another lacks, as `language:namespace.key`; none in a
 * sound build. `npm run words` fails on them, too, but a bundler does not run it.
 */
export const missingMessages = (
  dictionaries: Readonly<Record<string, Record<(typeof namespaces)[number], MessageTree>>> = locales,
): string[] =>
  namespaces.flatMap((namespace) =>
    missingKeys(
      Object.fromEntries(
        Object.entries(dictionaries).map(([language, { [namespace]: tree }]) => [language, { [namespace]: tree }]),
      ),
    ),
  );
