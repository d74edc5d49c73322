import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createApp } from '../../../src/app.ts';
import type { PurgeResult, Purger } from '../../../src/http/purge/purgers.ts';
import { readsOn } from '../public-reads.ts';
import type { Told } from './client.ts';

/** A cache that remembers what it was told to forget, and answers as the test says. */
export const rememberingCache = (outcome: () => PurgeResult | Promise<PurgeResult> = () => ({ purged: true })) => {
  const calls: string[][] = [];
  const purge: Purger = async (tags) => {
    calls.push([...tags].sort());
    return outcome();
  };
  return { calls, purge };
};

/** The API under /editor with caches to purge; what a request leaves to do afterwards is kept in `later`. */
export const deskWith = (database: D1Database, ...purges: Purger[]) => {
  const later: Promise<unknown>[] = [];
  const room = {
    ...env,
    DB: database,
    LOCAL_PUBLISHER: 'yes',
    EDITOR_RATE: { limit: async () => ({ success: true }) },
  };
  const app = createApp(
    () => readsOn(room),
    () => purges,
  );
  const access = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };
  const waitUntil = (promise: Promise<unknown>) => {
    later.push(promise);
  };
  const editor = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Told> => {
    const request = new Request(`http://localhost/editor/api${path}`, {
      method,
      headers: { 'Accept-Language': 'en', 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const context = Object.assign(Object.create(createExecutionContext()), { access, waitUntil }) as ExecutionContext;
    const answer = await app.fetch(request, room, context);
    return { status: answer.status, body: await answer.json(), tag: answer.headers.get('ETag') };
  };
  return { editor, later };
};
