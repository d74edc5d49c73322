import type { Actor } from '../../../commands/types.ts';
import { type Database, db } from '../../connection.ts';
import { allTags, maxTags } from './tags.ts';

/** After how many seconds a purge is repeated, and a failed one is retried. */
export const repeatDelay = 10;

/** What is due to be purged at a moment: the tags, the newest event among them, and whether a purge has failed. */
export interface PendingPurges {
  at: string;
  tags: readonly string[];
  newest: number;
  failed: boolean;
}

/** Reads what is due at a moment (ISO 8601, UTC); more tags than one purge takes are read as `*`. */
export const readPending = async (database: Database, at: string): Promise<PendingPurges> => {
  const [rows] = await database.batch(
    db.selectFrom('purges').select(['tag', 'event', 'failures']).where('due', '<=', at),
  );
  const tags = rows.map(({ tag }) => tag).sort();
  return {
    at,
    tags: tags.length > maxTags || tags.includes(allTags) ? [allTags] : tags,
    newest: Math.max(0, ...rows.map(({ event }) => event)),
    failed: rows.some(({ failures }) => failures > 0),
  };
};

/**
 * Completes a purge: the first time, it is due again at `repeatAt`; the second time, or without `repeatAt`, its rows are
 * deleted. Rows that were enqueued anew since they were read have a newer event, and stay.
 */
export const complete = async (
  database: Database,
  { at, newest }: PendingPurges,
  repeatAt: string | undefined,
): Promise<void> => {
  const done = db.deleteFrom('purges').where('due', '<=', at).where('event', '<=', newest);
  if (repeatAt === undefined) {
    await database.batch(done);
    return;
  }
  await database.batch(
    done.where('purged', '>', 0),
    db
      .updateTable('purges')
      .set({ purged: 1, failures: 0, due: repeatAt })
      .where('due', '<=', at)
      .where('event', '<=', newest),
  );
};

/** Schedules a purge that failed: its rows stay, and are due again at `retryAt`. */
export const retryLater = async (database: Database, { at, newest }: PendingPurges, retryAt: string): Promise<void> => {
  await database.batch(
    db
      .updateTable('purges')
      .set((eb) => ({ failures: eb('failures', '+', 1), due: retryAt }))
      .where('due', '<=', at)
      .where('event', '<=', newest),
  );
};

/** Records as an event that a purge has failed for the first time, or has succeeded after failures. */
export const recordPurge = async (
  database: Database,
  by: Actor,
  { code = null, tags, reason }: { code?: 'unavailable' | null; tags: readonly string[]; reason?: string },
): Promise<void> => {
  const detail = JSON.stringify({ tags, ...(reason !== undefined && { reason }) });
  await database.batch(
    db.insertInto('events').values({ ...by, command: 'purge', item: tags[0] ?? allTags, code, detail }),
  );
};
