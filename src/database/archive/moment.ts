import { type Database, db } from '../connection.ts';

/** The newest event of a moment, and its time (RFC 3339, UTC). */
export interface Moment {
  event: number;
  at: string | null;
}

/** Selects the newest event, and its time. */
export const selectMoment = () =>
  db.selectFrom('events').select(['id as event', 'at']).where('id', '>', 0).orderBy('id', 'desc').limit(1);

/** Reads the newest event, and its time. */
export const readMoment = async (database: Database): Promise<Moment> => {
  const [[newest]] = await database.batch(selectMoment());
  return { event: newest?.event ?? 0, at: newest?.at ?? null };
};
