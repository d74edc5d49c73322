/**
 * Checks config.json, and writes locales/index.generated.ts and locales/tools.generated.ts: the locale files of every
 * language in config.json, imported. A bundler takes only what is imported by name. With --check it writes nothing,
 * and exits 1 when a committed file differs.
 *
 * node cli/locales.ts [--check]
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import config from '../config.json' with { type: 'json' };
import { checkPartnership } from '../tools/partnership.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const tags = config.languages.map(({ tag }) => tag);

/** The files that are written: the namespaces of each, and what it is for. */
const files = [
  {
    path: 'locales/index.generated.ts',
    name: 'locales',
    namespaces: ['names', 'titles', 'ui', 'problems', 'site'],
    comment: 'The locale files that the Worker reads, by language and namespace.',
  },
  {
    path: 'locales/tools.generated.ts',
    name: 'toolLocales',
    namespaces: ['api', 'deploy'],
    comment: 'The locale files of the tools, which the Worker never loads: the API reference and the deployment.',
  },
] as const;

const identifier = (tag: string, namespace: string): string =>
  `${tag}-${namespace}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const textOf = ({ name, namespaces, comment }: (typeof files)[number]): string =>
  [
    '// Written by `npm run locales` from config.json and locales/. Do not edit.',
    ...tags.flatMap((tag) =>
      namespaces.map(
        (namespace) => `import ${identifier(tag, namespace)} from './${tag}/${namespace}.json' with { type: 'json' };`,
      ),
    ),
    '',
    `/** ${comment} */`,
    `export const ${name} = {`,
    ...tags.map(
      (tag) => `  '${tag}': { ${namespaces.map((each) => `${each}: ${identifier(tag, each)}`).join(', ')} },`,
    ),
    '};',
    ...(name === 'locales'
      ? ['', '/** The tag of a language of this partnership. */', `export type Language = keyof typeof ${name};`]
      : []),
    '',
  ].join('\n');

const absent = tags.flatMap((tag) =>
  files
    .flatMap(({ namespaces }) => [...namespaces])
    .map((namespace) => `locales/${tag}/${namespace}.json`)
    .filter((path) => !existsSync(path))
    .map((path) => `${path} is missing`),
);
const faults = [...checkPartnership(config).map((fault) => `config.json: ${fault}`), ...absent];
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);

for (const file of files) {
  const text = textOf(file);
  if (!values.check) {
    await writeFile(file.path, text);
    console.log(`${file.path}: ${tags.join(', ')}`);
  } else if ((await readFile(file.path, 'utf8').catch(() => '')) !== text) {
    console.error(`${file.path} does not agree with config.json; run: npm run locales`);
    process.exitCode = 1;
  }
}
