import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { unstable_splitSqlQuery } from 'wrangler';

/** A migration: the name of its file, and its statements. */
interface Migration {
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

/** Applies the migrations that a database does not have yet, each in one batch, and records them as wrangler does. */
export const applyMigrations = async (database: D1Database): Promise<void> => {
  await database.exec(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  );
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const { name, statements } of await readMigrations()) {
    if (applied.has(name)) continue;
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
  }
};
