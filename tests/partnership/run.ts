/**
 * Builds a made-up partnership in Welsh and English, from the folder of this file and src/ as it is, and reads it:
 * config.json, locales/ and content/ of the folder replace those of the repository, in a copy under dist/. There the
 * generators and checks run as they would for any partnership, and then the tests of the formats and reading.test.ts.
 * Where the folder has no locale file or no key, the English one of the repository is used: the reference of the API
 * and the messages of a deployment are in English in both languages.
 *
 * node tests/partnership/run.ts
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import config from './config.json' with { type: 'json' };
import { copyTree, root, stepsIn, writeJson, writeTsconfig } from './tree.ts';

const folder = import.meta.dirname;
const copy = join(root, 'dist/partnership');

type Tree = { [key: string]: string | string[] | Tree };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const plural = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/;
const withoutSuffix = (key: string): string => key.replace(plural, '').replace(/_\d+$/, '');

/** The messages of `own`, and those of `base` whose key it has in no form. */
const merge = (base: Tree, own: Tree): Tree => {
  const known = new Set(Object.keys(own).map(withoutSuffix));
  const rest = Object.entries(base).filter(([key]) => !known.has(withoutSuffix(key)));
  const merged = Object.entries(own).map(([key, value]) => {
    const other = base[key];
    return [key, isTree(value) && isTree(other) ? merge(other, value) : value] as const;
  });
  return Object.fromEntries([...merged, ...rest]);
};

const readJson = async (path: string): Promise<Tree> => JSON.parse(await readFile(path, 'utf8')) as Tree;

const assemble = async (): Promise<void> => {
  const copied = ['src', 'cli', 'tools', 'migrations', 'public', 'tests/support', 'tests/node/formats'];
  const files = ['package.json', 'tsconfig.json', 'wrangler.toml', 'vitest.config.ts', 'i18next.config.ts'];
  await copyTree(copy, [...copied, ...files]);
  for (const path of ['public/openapi', 'public/share']) await rm(join(copy, path), { recursive: true, force: true });
  // Its pictures are not drawn: that takes Chromium.
  await mkdir(join(copy, 'locales'), { recursive: true });
  await writeJson(join(copy, 'locales/share-images.generated.json'), { source: '', paths: {} });
  for (const path of ['config.json', 'content']) await cp(join(folder, path), join(copy, path), { recursive: true });
  await cp(join(folder, 'reading.ts'), join(copy, 'tests/node/reading.test.ts'));
  for (const { tag } of config.languages) {
    await mkdir(join(copy, 'locales', tag), { recursive: true });
    for (const namespace of ['ui', 'problems', 'site', 'api', 'deploy']) {
      const base = await readJson(join(root, `locales/en/${namespace}.json`));
      const own = await readJson(join(folder, `locales/${tag}/${namespace}.json`)).catch(() => ({}));
      await writeJson(join(copy, `locales/${tag}/${namespace}.json`), merge(base, own));
    }
    for (const namespace of ['names', 'titles'])
      await cp(join(folder, `locales/${tag}/${namespace}.json`), join(copy, `locales/${tag}/${namespace}.json`));
  }
  await writeTsconfig(copy);
};

const run = stepsIn(copy, { LC_ALL: 'cy_GB.UTF-8', BUILD_ONLY: 'yes' });

await assemble();
run('the configuration and the locale files', 'node', 'cli/locales.ts');
run('the types of the messages', 'i18next-cli', 'types', '--quiet');
run('every message, in every plural form', 'node', 'cli/words.ts');
run('the types', 'tsc', '-p', 'tsconfig.sources.json');
run('the records', 'node', 'cli/check.ts');
// In workerd: every kind in both languages, as the bundled Worker answers.
run('what the reference names', 'node', 'cli/openapi.ts');
run('the examples', 'node', 'cli/examples.ts');
run('the reference', 'node', 'cli/openapi.ts');
run('the Worker', 'wrangler', 'deploy', '--dry-run', '--outdir', 'dist/bundle');
run(
  'the formats and the reading',
  'vitest',
  'run',
  '--project',
  'node',
  'tests/node/formats/formats',
  'tests/node/reading',
);
const changed = spawnSync('diff', ['-r', join(root, 'src'), join(copy, 'src')], { encoding: 'utf8' });
if (changed.status !== 0) {
  console.error(`src/ differs from the repository's:\n${changed.stdout}`);
  process.exit(1);
}
console.log('A partnership in Welsh and English is built and read; no line of src/ differs.');
