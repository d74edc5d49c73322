import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import config from '../../config.json' with { type: 'json' };
import { kinds } from '../../src/kinds/index.ts';
import type { Partnership } from '../../src/partnership.ts';
import { type Plan, PlanError, TODO } from './plan.ts';

type Tree = { [key: string]: string | string[] | Tree };

const pluralForm = /_(ordinal_)?(zero|one|two|few|many|other)$/;

const mark = (text: string): string => text.replace(/^(#+ )?/, `$1${TODO} `);

/** The keys that a message has in a language: one for each plural form, where it has any (Unicode CLDR). */
const keysIn = (tag: string, key: string): string[] => {
  const [suffix, ordinal = '', form] = pluralForm.exec(key) ?? [];
  if (suffix === undefined) return [key];
  if (form !== 'other') return [];
  const { pluralCategories } = new Intl.PluralRules(tag, {
    type: ordinal ? 'ordinal' : 'cardinal',
  }).resolvedOptions();
  return pluralCategories.map((category) => key.replace(/other$/, category));
};

const markAll = (tag: string, tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, Tree[string]][] => {
      if (typeof value === 'string') return keysIn(tag, key).map((each) => [each, mark(value)]);
      return [[key, Array.isArray(value) ? value.map(mark) : markAll(tag, value)]];
    }),
  );

const isCanonical = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
};

const checkTag = (tag: string): void => {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag) || !isCanonical(tag))
    throw new PlanError(`"${tag}" is not the tag of a language: use one of BCP 47, such as cy or pt-BR`);
  const taken = config.languages.some((language) => language.tag === tag) || existsSync(`locales/${tag}`);
  if (taken) throw new PlanError(`"${tag}" is there already: translate what is in locales/${tag}/`);
  if (kinds.some((kind) => kind === tag)) throw new PlanError(`"${tag}" is the name of a kind: URLs could not tell`);
};

/** Plans a language: its entry in config.json, and its locale files with the default language's texts, all marked. */
export const planLanguage = async (plan: Plan, tag: string): Promise<void> => {
  checkTag(tag);
  const source = config.defaultLanguage;
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  const entry = {
    tag,
    name,
    fallback: config.languages.map((language) => language.tag),
    dates: tag,
    territory: new Intl.Locale(tag).maximize().region ?? config.sides[0],
  };
  await plan.changeJson<Pick<Partnership, 'operator'> & { languages: object[] }>('config.json', (changed) => {
    changed.languages.push(entry);
    changed.operator = {
      ...changed.operator,
      name: { ...changed.operator.name, [tag]: mark(changed.operator.name[source] ?? '') },
    };
  });
  for (const namespace of ['ui', 'problems', 'site', 'api', 'deploy'])
    plan.createJson(
      `locales/${tag}/${namespace}.json`,
      markAll(tag, JSON.parse(await readFile(`locales/${source}/${namespace}.json`, 'utf8'))),
    );
  // Names are those of official pages in the language, and are never translated here.
  for (const namespace of ['names', 'titles']) {
    const names = JSON.parse(await readFile(`locales/${source}/${namespace}.json`, 'utf8')) as object;
    plan.createJson(
      `locales/${tag}/${namespace}.json`,
      Object.fromEntries(Object.keys(names).map((kind) => [kind, {}])),
    );
  }
  plan.leave(`config.json: the order of "fallback" of ${tag}, and ${tag} in that of other languages; its territory`);
  plan.leave(`config.json: "dates", where workerd has none of ${tag}: a pattern and the names of the months`);
  plan.leave(`locales/${tag}/: every text; names and titles, as official pages in ${tag} have them`);
  plan.leave(`docs/${tag}/ and README.${tag}.md, and what tests/support/docs/ lists`);
  plan.leave('npm run locales && npm run words, until nothing is left; npm run examples && npm run openapi');
};
