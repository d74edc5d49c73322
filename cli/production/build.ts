import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { V4WorkerOptionsShape } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { type Migration, readMigrations } from '../migrations.ts';
import type { Declared } from './miniflare.ts';

const root = resolve(import.meta.dirname, '../..');

/** The build: all that is needed to run it, as JSON, but for the static files of public/. */
export interface Build {
  script: string;
  /** What wrangler.toml says of the Worker, as miniflare takes it. */
  options: Declared<V4WorkerOptionsShape>;
  migrations: readonly Migration[];
}

/** Bundles the Worker as it would be deployed; returns its script. */
const bundle = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'build-'));
  try {
    await new Promise<void>((done, fail) => {
      const words = ['deploy', '--dry-run', '--minify', '--outdir', directory];
      const env = {
        ...process.env,
        CI: 'true',
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        BUILD_ONLY: 'yes',
      };
      const child = spawn('wrangler', words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
      const output: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data));
      child.on('error', fail);
      child.on('close', (code) => (code === 0 ? done() : fail(new Error(Buffer.concat(output).toString()))));
    });
    return await readFile(join(directory, 'index.js'), 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** Builds the Worker as it would be deployed; or reads the build that BUILD_FILE names, which one run of CI makes once. */
export const build = async (): Promise<Build> => {
  const { BUILD_FILE } = process.env;
  if (BUILD_FILE) return JSON.parse(await readFile(BUILD_FILE, 'utf8')) as Build;
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'));
  // The same type, of which wrangler's declaration has kept the index signature alone.
  const options = workerOptions as Build['options'];
  return { script: await bundle(), options, migrations: await readMigrations() };
};
