/**
 * Checks that every language has the same messages, in each namespace of locales/, and in each key all the plural
 * forms that the language has (Unicode CLDR, by `Intl.PluralRules`). Names and titles are data: check:content has them.
 * Nor may anything be left that `npm run new` has marked as still to be written.
 *
 * node cli/words.ts
 */
import config from '../config.json' with { type: 'json' };
import { locales } from '../locales/index.generated.ts';
import { toolLocales } from '../locales/tools.generated.ts';
import { type MessageTree, missingKeys, pluralSuffix } from '../src/i18n/missing-messages.ts';
import { languageTags } from '../src/languages.ts';
import { findTodos } from './new/todo.ts';

/** The sentences of a tree by their whole keys. */
const leavesOf = (tree: MessageTree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' || Array.isArray(value) ? [path + key] : leavesOf(value as MessageTree, `${path}${key}.`),
  );

/** The plural forms that a language has and its messages lack, as whole keys. */
const missingForms = (language: string, tree: MessageTree): string[] => {
  const keys = new Set(leavesOf(tree));
  const needed = [...keys].flatMap((key) => {
    const [suffix, ordinal = ''] = pluralSuffix.exec(key) ?? [];
    if (suffix === undefined) return [];
    const base = key.slice(0, -suffix.length);
    // i18next takes the key without a suffix where a form is missing.
    if (keys.has(base)) return [];
    const { pluralCategories } = new Intl.PluralRules(language, {
      type: ordinal ? 'ordinal' : 'cardinal',
    }).resolvedOptions();
    return pluralCategories.map((category) => `${base}_${ordinal}${category}`);
  });
  return [...new Set(needed)].filter((key) => !keys.has(key));
};

const namespaces = ['ui', 'problems', 'site', 'api', 'deploy'] as const;
const all = languageTags.map((language) => [language, { ...locales[language], ...toolLocales[language] }] as const);

const faults = namespaces.flatMap((namespace) => {
  const trees: Record<string, MessageTree> = Object.fromEntries(
    all.map(([language, words]) => [language, { [namespace]: words[namespace] } as MessageTree]),
  );
  const forms = Object.entries(trees).flatMap(([language, tree]) =>
    missingForms(language, tree).map((key) => `${language}:${key}`),
  );
  return [...missingKeys(trees), ...forms];
});
const countries = all.flatMap(([language, { ui }]) =>
  config.sides.filter((side) => !(side in ui.countries)).map((side) => `${language}:ui.countries.${side}`),
);

const missing = [...faults, ...countries];
for (const key of missing) console.error(`${key} is missing`);
const todos = await findTodos();
for (const todo of todos) console.error(`still to be written: ${todo}`);
if (missing.length + todos.length > 0) process.exitCode = 1;
else console.log(`words: ${namespaces.join(', ')} agree in ${languageTags.join(', ')}`);
