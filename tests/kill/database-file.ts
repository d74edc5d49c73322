import { copyFile, mkdtemp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { checkDatabase } from './check-database.ts';

/** Copies the file of D1 with its write-ahead log, as a process that was killed has left them; returns the copy. */
export const copyDatabase = async (directory: string, to: string): Promise<string> => {
  const folder = join(directory, 'd1/miniflare-D1DatabaseObject');
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  const [name] = names;
  if (!name || names.length > 1) throw new Error(`${folder} has ${names.length} databases`);
  const copy = join(await mkdtemp(join(to, 'copy-')), 'copy.sqlite');
  for (const suffix of ['', '-wal']) {
    const file = join(folder, name + suffix);
    if (await stat(file).catch(() => undefined)) await copyFile(file, copy + suffix);
  }
  return copy;
};

/** Bundles the check with the code of the service that it computes by, and loads it. */
export const loadChecker = async (directory: string): Promise<typeof checkDatabase> => {
  const outfile = join(directory, 'check-database.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'check-database.ts')],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  const loaded: { checkDatabase: typeof checkDatabase } = await import(pathToFileURL(outfile).href);
  return loaded.checkDatabase;
};
