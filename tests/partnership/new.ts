/**
 * Adds a kind, a format, a language and a command by `npm run new` to a copy of the tree under dist/, and nothing by
 * hand: the copy passes the generators, the formatter, the linter and the type check, builds, and is read.
 *
 * node tests/partnership/new.ts
 */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { copyTree, root, runIn, stepsIn, writeTsconfig } from './tree.ts';

const copy = join(root, 'dist/new');

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** What a copy of the tree has, apart from the tests that are not run in it. */
const folders = ['src', 'cli', 'tools', 'migrations', 'public', 'locales', 'content', 'docs'];
const tests = ['tests/support', 'tests/examples', 'tests/node/formats'];
const files = [
  ...['config.json', 'package.json', 'tsconfig.json', 'wrangler.toml', 'vitest.config.ts', 'i18next.config.ts'],
  ...['biome.json', 'redocly.yaml', '.gitignore', 'README.md', 'README.ja.md'],
];

/** Names that are refused, with what the error says. */
const refused: readonly [what: string, name: string, message: RegExp][] = [
  ['kind', 'actions', /"actions" is taken/],
  ['kind', 'events', /"events" is taken/],
  ['kind', 'docs', /"docs" is taken/],
  ['kind', 'en', /"en" is taken/],
  ['kind', 'New_Laws', /use lower-case letters/],
  ['kind', 'enum', /reserved word/],
  ['kind', 'fields', /src\/kinds\/fields\.ts exists already/],
  ['format', 'csv', /"csv" is taken/],
  ['format', 'markdown', /src\/formats\/ has markdown already/],
  ['language', 'ja', /"ja" is there already/],
  ['language', 'french', /not the tag of a language/],
  ['language', 'fr-KLX', /not the tag of a language/],
  ['command', 'publish', /"publish" is taken/],
  ['command', 'draft', /"draft" is taken/],
  ['command', 'types', /src\/commands\/types\.ts exists already/],
  ['page', 'about', /npm run new -- kind\|format\|language\|command NAME/],
];

/** What is added, and a line for each that `npm run words` finds still to be written. */
const added = [
  ['kind', 'guidelines', 'locales/ja/ui.json'],
  ['format', 'txt', 'src/formats/txt.ts'],
  ['language', 'fr', 'locales/fr/problems.json'],
  ['command', 'set-aside', 'src/commands/set-aside.ts'],
] as const;

const run = stepsIn(copy, { LC_ALL: 'C.UTF-8', BUILD_ONLY: 'yes' });
const make = (...words: string[]) => runIn(copy, {}, ['node', 'cli/new.ts', ...words]);

/** Fails where the copy differs from the repository: nothing may have been written yet. */
const expectUntouched = (): void => {
  for (const path of [...folders, ...tests, ...files])
    if (runIn(copy, {}, ['diff', '-r', join(root, path), path]).status !== 0) fail(`${path} has been written`);
};

await copyTree(copy, [...folders, ...tests, ...files]);
for (const [what, name, message] of refused) {
  const { status, output } = make(what, name);
  if (status !== 1 || !message.test(output)) fail(`npm run new -- ${what} ${name}: exit ${status}\n${output}`);
}
for (const [what, name] of added) {
  const { status, output } = make(what, name, '--dry-run');
  if (status !== 0 || !/ {2}new /.test(output)) fail(`npm run new -- ${what} ${name} --dry-run: ${output}`);
}
expectUntouched();
console.log('Names that are taken are refused; a dry run writes nothing.');

for (const [what, name] of added) run(`a ${what}, ${name}`, 'node', 'cli/new.ts', what, name);
for (const [what, name] of added)
  if (make(what, name).status !== 1) fail(`npm run new -- ${what} ${name} has been done a second time`);
const words = runIn(copy, {}, ['node', 'cli/words.ts']);
const missing = added.filter(([, , path]) => !words.output.includes(`still to be written: ${path}:`));
if (words.status !== 1 || missing.length > 0 || / is missing$/m.test(words.output))
  fail(`npm run words does not say what is left: ${missing}\n${words.output.slice(0, 2000)}`);

await cp(join(import.meta.dirname, 'grown.ts'), join(copy, 'tests/node/grown.test.ts'));
run('the format and the linter', 'biome', 'check', '--error-on-warnings', '.');
await writeTsconfig(copy, 'tests/support/formats', 'tests/support/editor', 'tests/node/editor');
run('the types', 'tsc', '-p', 'tsconfig.sources.json');
run('the records', 'node', 'cli/check.ts');
// This builds the Worker, and asks it in workerd.
run('what the reference names', 'node', 'cli/openapi.ts');
run('the examples', 'node', 'cli/examples.ts');
run('the reference', 'node', 'cli/openapi.ts');
run('the reference is sound', 'npm', 'run', '--silent', 'lint:openapi');
// Of the formats' tests those of the new one: the others are run where nothing has been added.
const titles = '^(?:a new|set aside|txt represents|the table of formats)';
run('what was added is read', 'vitest', 'run', '--project', 'node', '-t', titles);
console.log('A kind, a format, a language and a command were added by npm run new, and are read.');
