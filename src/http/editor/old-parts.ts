import { openDatabase } from '../../database/connection.ts';
import { deleteOldParts } from '../../database/write/import-parts.ts';

const oneDay = 24 * 60 * 60 * 1000;

/** Deletes the parts of histories that came more than a day ago and were never continued, by cron. */
export const deleteOldPartsOnSchedule = async ({ DB }: Pick<Env, 'DB'>): Promise<void> => {
  await deleteOldParts(openDatabase(DB), `${new Date(Date.now() - oneDay).toISOString().slice(0, 19)}Z`);
};
