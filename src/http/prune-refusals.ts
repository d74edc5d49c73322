import { configOf } from '../config.ts';
import { openDatabase } from '../database/connection.ts';
import { pruneRefusals } from '../database/write/refusals.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Deletes the refusals that are older than the configuration keeps them (cron), 500 at a time; the next run goes on. */
export const pruneOnSchedule = async (env: Env): Promise<void> => {
  const before = new Date(Date.now() - configOf(env).refusalsKept * DAY).toISOString();
  await pruneRefusals(openDatabase(env.DB), `${before.slice(0, 19)}Z`).catch((error: Error) => {
    console.error(JSON.stringify({ refusals: 'not pruned', reason: error.message }));
  });
};
