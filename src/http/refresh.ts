import { type CacheBindings, type Config, configOf } from '../config.ts';
import { openDatabase } from '../database/connection.ts';
import { documentsDigest } from '../database/documents/digest.ts';
import { refreshDocuments } from '../database/documents/refresh.ts';
import { expireDocuments } from '../database/documents/stale.ts';
import { factory } from './env.ts';

/** How long documents are refreshed at a time (ms): the platform ends what goes on 30 seconds after its answer. */
const budget = 25_000;

/** How many statements that may take: the platform allows 1,000 for each invocation, and a batch takes up to 60. */
const maxStatements = 900;

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

/** Refreshes all documents that are out of date, a hundred at a time, for 25 seconds at most; the next run goes on. */
const refreshAll = async (binding: D1Database, config: Config): Promise<void> => {
  const context = { origin: config.origin, digest: documentsDigest(config) };
  const until = Date.now() + budget;
  const database = openDatabase(binding);
  try {
    while (
      Date.now() < until &&
      database.cost.statements < maxStatements &&
      (await refreshDocuments(database, context)) > 0
    );
  } catch (error) {
    // What was not refreshed is still out of date: readers get it computed, and the next run takes it up.
    console.error(JSON.stringify({ documents: 'interrupted', reason: String(error) }));
  }
};

/**
 * Refreshes what a change has made out of date, after its response. A set is left to cron: an import sends one after the
 * other, and each would be computed for the next one to make it out of date again.
 */
export const refreshAfterWrite = factory.createMiddleware(async (c, next) => {
  await next();
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.res.ok) return;
  if (c.req.path.endsWith('/publications')) return;
  c.executionCtx.waitUntil(refreshAll(c.env.DB, c.var.config));
});

/** Refreshes what is out of date once a minute (cron): everything, the first time after a deployment. */
export const refreshOnSchedule = async (env: Env & CacheBindings): Promise<void> => {
  const config = configOf(env);
  await expireDocuments(openDatabase(env.DB), documentsDigest(config), now());
  await refreshAll(env.DB, config);
};
