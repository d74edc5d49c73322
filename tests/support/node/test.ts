import { env, executionContext } from './workers.ts';

// Stands in for `cloudflare:test` where tests run in Node.

type Database = typeof env.DB;

export { env };
export const createExecutionContext = executionContext;

/** Waits for what requests have left to do after their answers. */
export const waitOnExecutionContext = async ({ waiting }: ReturnType<typeof executionContext>): Promise<void> => {
  await Promise.all(waiting);
};

/** Applies the migrations to a database that is new. */
export const applyD1Migrations = async (
  database: Database,
  migrations: readonly { name: string; queries: readonly string[] }[],
): Promise<void> => {
  const known = await database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'd1_migrations'").first();
  if (known) return;
  await database.exec(
    'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT DEFAULT CURRENT_TIMESTAMP)',
  );
  for (const { name, queries } of migrations)
    await database.batch([
      ...queries.map((query) => database.prepare(query)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
};
