import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { empty } from './invariants.ts';

const bindings = env as unknown as {
  SCRATCH: D1Database;
  COPY: D1Database;
  MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
};

/** Two databases beside the one with the real records: one to write to, one to import an export into. */
export const { SCRATCH, COPY } = bindings;

/** Applies the migrations to a database and empties its tables. */
export const resetDatabase = async (database: D1Database): Promise<void> => {
  await applyD1Migrations(database, bindings.MIGRATIONS);
  await empty(database);
};
