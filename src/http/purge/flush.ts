import type { CacheBindings } from '../../config.ts';
import { type Database, openDatabase } from '../../database/connection.ts';
import {
  complete,
  readPending,
  recordPurge,
  repeatDelay,
  retryLater,
} from '../../database/write/purge-outbox/drain.ts';
import { factory } from '../env.ts';
import type { Purger } from './purgers.ts';

/** Returns the caches that a request purges. */
export type PurgersFor = (execution: ExecutionContext, env: Env & CacheBindings) => readonly Purger[];

const who = 'service';

const instantIn = (seconds = 0) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;

const purgeAll = async (purgers: readonly Purger[], tags: readonly string[]) => {
  const results = await Promise.all(
    purgers.map((purge) => purge(tags).catch((error: Error) => ({ purged: false as const, failure: error.message }))),
  );
  // A reason that nobody gave is a failure all the same.
  const failures = results.flatMap((result) => ('failure' in result ? [result.failure || 'failed'] : []));
  return { failures, purged: results.some(({ purged }) => purged) };
};

/**
 * Purges what is pending in the outbox, in one call to each cache; returns whether the outbox is to be flushed again. A
 * purge that fails stays pending: each failure is logged; the first, and the success that follows, are kept as events.
 */
export const flushOutbox = async (database: Database, purgers: readonly Purger[]): Promise<boolean> => {
  const pending = await readPending(database, instantIn());
  const { tags } = pending;
  if (tags.length === 0) return false;
  const { failures, purged } = await purgeAll(purgers, tags);
  if (failures.length > 0) {
    const reason = failures.join('; ');
    console.error(JSON.stringify({ purge: 'failed', tags, reason }));
    await retryLater(database, pending, instantIn(repeatDelay));
    if (!pending.failed) await recordPurge(database, { who, at: instantIn() }, { code: 'unavailable', tags, reason });
    return true;
  }
  await complete(database, pending, purged ? instantIn(repeatDelay) : undefined);
  if (pending.failed) await recordPurge(database, { who, at: instantIn() }, { tags });
  return purged;
};

// A publication stands, whatever becomes of its purge: what was not purged stays pending, and the log says why.
const flush = (binding: D1Database, purgers: readonly Purger[]): Promise<boolean> =>
  flushOutbox(openDatabase(binding), purgers).catch((error: Error) => {
    console.error(JSON.stringify({ purge: 'interrupted', reason: error.message }));
    return true;
  });

/** Flushes the outbox once a minute (cron), whatever became of the request that filled it. */
export const flushOnSchedule = async (binding: D1Database, purgers: readonly Purger[]): Promise<void> => {
  await flush(binding, purgers);
};

/**
 * Flushes the outbox after a change and before its response, and again some seconds later: an answer whose making began
 * before the change may have been stored after the first purge.
 */
export const flushAfterWrite = (purgersFor: PurgersFor) =>
  factory.createMiddleware(async (c, next) => {
    await next();
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.res.ok) return;
    const execution = c.executionCtx as ExecutionContext;
    const purgers = purgersFor(execution, c.env);
    if (await flush(c.env.DB, purgers))
      execution.waitUntil(scheduler.wait(repeatDelay * 1000).then(() => flush(c.env.DB, purgers)));
  });
