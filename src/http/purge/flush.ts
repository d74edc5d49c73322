import type { MiddlewareHandler } from 'hono';
import { type Database, openDatabase } from '../../database/connection.ts';
import { complete, readPending, recordPurge, repeatDelay, retryLater } from '../../database/write/purge-outbox.ts';
import type { Room } from '../editor/env.ts';
import type { Purger } from './purgers.ts';

const who = 'service';

const instant = (after = 0) => `${new Date(Date.now() + after * 1000).toISOString().slice(0, 19)}Z`;

const purgeAll = async (purges: readonly Purger[], tags: readonly string[]) => {
  const outcomes = await Promise.all(
    purges.map((purge) => purge(tags).catch((error: Error) => ({ purged: false as const, failure: error.message }))),
  );
  const failures = outcomes.flatMap((outcome) => ('failure' in outcome && outcome.failure ? [outcome.failure] : []));
  return { failures, some: outcomes.some(({ purged }) => purged) };
};

/**
 * Purges caches of all that is owed by now, in one call to each, and says whether that is to be repeated. What fails
 * stays owed; a log line tells each time, an event the first time, and another when it has been made good.
 */
export const flushOutbox = async (database: Database, purges: readonly Purger[]): Promise<boolean> => {
  const owed = await readPending(database, instant());
  const { tags } = owed;
  if (tags.length === 0) return false;
  const { failures, some } = await purgeAll(purges, tags);
  if (failures.length > 0) {
    const reason = failures.join('; ');
    console.error(JSON.stringify({ purge: 'failed', tags, reason }));
    await retryLater(database, owed, instant(repeatDelay));
    if (!owed.failed) await recordPurge(database, { who, at: instant() }, { code: 'unavailable', tags, reason });
    return true;
  }
  await complete(database, owed, some ? instant(repeatDelay) : undefined);
  if (owed.failed) await recordPurge(database, { who, at: instant() }, { tags });
  return some;
};

/** What is owed stays owed when paying breaks off: the publication stands, and the log says why. */
const pay = (database: D1Database, purges: readonly Purger[]): Promise<boolean> =>
  flushOutbox(openDatabase(database), purges).catch((error: Error) => {
    console.error(JSON.stringify({ purge: 'broken off', reason: error.message }));
    return true;
  });

/** Once a minute: pays what is owed, whatever became of the request that owed it. */
export const flushOnSchedule = async (database: D1Database, purges: readonly Purger[]): Promise<void> => {
  await pay(database, purges);
};

/**
 * Purges caches of what a change has made stale before the change is answered, and again some seconds later: a fill
 * that began before the change may have landed after the first purge.
 */
export const flushAfterWrite =
  (purgesOf: (context: ExecutionContext, env: Room['Bindings']) => readonly Purger[]): MiddlewareHandler<Room> =>
  async (context, next) => {
    await next();
    const { req, res, env } = context;
    if (req.method === 'GET' || req.method === 'HEAD' || !res.ok) return;
    const execution = context.executionCtx as ExecutionContext;
    const purges = purgesOf(execution, env);
    if (await pay(env.DB, purges))
      execution.waitUntil(scheduler.wait(repeatDelay * 1000).then(() => pay(env.DB, purges)));
  };
