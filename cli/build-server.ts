/**
 * Makes a folder that runs the service on a machine with Node.js alone: the build, public/, and miniflare with workerd.
 *
 * npm run build:server [-- DIRECTORY]      dist/server where none is named; then: node dist/server/server.mjs
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import { build } from './production/build.ts';
import { copyPackages } from './production/packages.ts';

const root = resolve(import.meta.dirname, '..');

// In the folder there is no wrangler to ask for it.
const miniflareBesideIt: Plugin = {
  name: 'miniflare-beside-it',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]production[/\\]miniflare\.ts$/ }, () => ({
      contents: `import { createRequire } from 'node:module';
        export const { Miniflare, convertV4MiniflareOptions } = createRequire(import.meta.url)('miniflare');`,
      loader: 'js',
    }));
  },
};

/** Makes the folder, in place of what is there. */
export const buildServer = async (directory: string): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await bundle({
    entryPoints: { server: join(root, 'cli/serve/server.ts'), healthcheck: join(root, 'cli/serve/healthcheck.ts') },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    plugins: [miniflareBesideIt],
  });
  await writeFile(join(directory, 'build.json'), JSON.stringify(await build()));
  await cp(join(root, 'public'), join(directory, 'public'), { recursive: true });
  await copyPackages('miniflare', join(directory, 'node_modules'));
};

if (import.meta.main) {
  const directory = resolve(root, process.argv[2] ?? 'dist/server');
  await buildServer(directory);
  console.log(`node ${join(directory, 'server.mjs')}`);
}
