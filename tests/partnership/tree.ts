import { spawnSync } from 'node:child_process';
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..');

/** Makes a copy of paths of the repository from nothing, with its node_modules. */
export const copyTree = async (copy: string, paths: readonly string[]): Promise<void> => {
  await rm(copy, { recursive: true, force: true });
  for (const path of paths) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await cp(join(root, path), join(copy, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
};

/** Writes JSON as the files of the repository have it. */
export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);

/** Writes tsconfig.sources.json in a copy: what the type check there reads. */
export const writeTsconfig = (copy: string, ...tests: readonly string[]): Promise<void> =>
  writeJson(join(copy, 'tsconfig.sources.json'), {
    extends: './tsconfig.json',
    compilerOptions: { types: ['node', '@cloudflare/workers-types', '@cloudflare/vitest-plugin/types', 'vite/client'] },
    include: ['src', 'tools', 'cli', 'i18next.config.ts', ...tests],
    exclude: ['src/embeds/element'],
  });

/** Runs a command in a copy; returns its status and what it has printed. */
export const runIn = (
  copy: string,
  environment: Readonly<Record<string, string>>,
  [command = '', ...words]: string[],
) => {
  const env = {
    ...process.env,
    CI: 'true',
    // CI names its build, which is not the copy's.
    BUILD_FILE: '',
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    ...environment,
  };
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd: copy, env, encoding: 'utf8' });
  return { status, output: `${error ?? ''}${stdout}${stderr}` };
};

/** Runs steps in a copy, each under a title with its time; exits 1 at the first that fails, with what it has printed. */
export const stepsIn =
  (copy: string, environment: Readonly<Record<string, string>> = {}) =>
  (title: string, ...words: string[]): string => {
    const began = Date.now();
    const { status, output } = runIn(copy, environment, words);
    if (status !== 0) {
      console.error(`${title}: ${words.join(' ')} failed\n${output}`);
      process.exit(1);
    }
    console.log(`${title}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return output;
  };
