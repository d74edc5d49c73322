import { type Database, db } from './connection.ts';
import { countStale } from './documents/stale.ts';
import { migrations } from './schema.generated.ts';

/** Whether the database answers, has every migration of this build, listings sorted by this build's names and rules, and items. */
export interface DatabaseReadiness {
  reachable: boolean;
  migrated: boolean;
  listed: boolean;
  /** Whether anything was ever published. */
  filled: boolean;
  /** The number of items whose documents are out of date, 1,000 at most. */
  stale: number;
}

// Anybody may ask, and each item counted is a row read.
const maxStale = 1000;

/** The table in which D1 records migrations; it is not made by one. */
type MigrationTables = { d1_migrations: { name: string } };

/**
 * Checks, in one round trip, whether this build can serve from the database. `digest` is that of the names and rules
 * that listings are sorted by; where nothing is published there is nothing to list. A migration that this build does not know is fine:
 * after a rollback the database is ahead of the code.
 */
export const checkReadiness = async (database: Database, digest: string): Promise<DatabaseReadiness> => {
  try {
    const [applied, [listings], [item], [count]] = await database.batch(
      // A condition on the key, so that SQLite walks an index.
      db.withTables<MigrationTables>().selectFrom('d1_migrations').select('name').where('name', '>', ''),
      db.selectFrom('derived').select('digest').where('name', '=', 'listings'),
      db.selectFrom('items').select('id').where('id', '>', '').limit(1),
      countStale(maxStale),
    );
    const names = new Set(applied.map(({ name }) => name));
    return {
      reachable: true,
      migrated: migrations.every((name) => names.has(name)),
      listed: listings?.digest === digest || item === undefined,
      filled: item !== undefined,
      stale: count?.items ?? 0,
    };
  } catch (error) {
    // The database answers, but lacks a table: no migration is applied yet.
    const answers = error instanceof Error && /no such (?:table|column)/i.test(error.message);
    return { reachable: answers, migrated: false, listed: false, filled: false, stale: 0 };
  }
};
