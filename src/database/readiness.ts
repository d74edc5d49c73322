import { sql } from 'kysely';
import { type Database, statement } from './connection.ts';
import { migrations } from './schema.generated.ts';

/** What the database says of itself: whether it answers, has every migration of this build, and lists by its names. */
export interface DatabaseReadiness {
  reachable: boolean;
  migrated: boolean;
  listed: boolean;
}

/**
 * Asks the database, in one round trip, whether this build can serve from it. `digest` is that of the names which
 * lists are to be made from; where nothing is published there is nothing to list. A migration that this build does not
 * know is no fault: after a roll-back the database is ahead of the code.
 */
export const checkReadiness = async (database: Database, digest: string): Promise<DatabaseReadiness> => {
  try {
    const [applied, [derived]] = await database.batch(
      statement(sql<{ name: string }>`SELECT name FROM d1_migrations WHERE name > ''`),
      statement(sql<{ digest: string | null; published: number }>`SELECT
        (SELECT digest FROM derived WHERE name = 'listings') AS digest, EXISTS (SELECT 1 FROM items WHERE id > '') AS published`),
    );
    const names = new Set(applied.map(({ name }) => name));
    return {
      reachable: true,
      migrated: migrations.every((name) => names.has(name)),
      listed: derived?.digest === digest || derived?.published === 0,
    };
  } catch (error) {
    // It answers, but has no such table: the first migration is still to come.
    const answers = error instanceof Error && /no such (?:table|column)/i.test(error.message);
    return { reachable: answers, migrated: false, listed: false };
  }
};
