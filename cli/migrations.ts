import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { unstable_splitSqlQuery } from 'wrangler';

/** A migration: the name of its file, and its statements. */
export interface Migration {
  name: string;
  statements: string[];
}

const directory = resolve(import.meta.dirname, '../migrations');

/** Reads the migrations in order, each split into statements as `wrangler d1 migrations apply` splits it. */
export const readMigrations = async (from: string = directory): Promise<Migration[]> => {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  return await Promise.all(
    names.map(async (name) => ({ name, statements: unstable_splitSqlQuery(await readFile(join(from, name), 'utf8')) })),
  );
};
