import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { empty } from './invariants.ts';

const bindings = env as unknown as {
  SCRATCH: D1Database;
  COPY: D1Database;
  MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
};

/** Two databases beside the one with the real records: to be written to at will, and to import an export into. */
export const { SCRATCH, COPY } = bindings;

/** Leaves a database as the migrations do: every table, and nothing in any. */
export const begin = async (database: D1Database): Promise<void> => {
  await applyD1Migrations(database, bindings.MIGRATIONS);
  await empty(database);
};
