import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createApp } from '../../../src/app.ts';
import type { PurgeResult, Purger } from '../../../src/http/purge/purgers.ts';
import { publicReadsWith } from '../public-reads.ts';
import type { EditorResponse } from './client.ts';

/** A cache that records the tags it was told to purge, and reports the outcome that the test gives. */
export const recordingCache = (outcome: () => PurgeResult | Promise<PurgeResult> = () => ({ purged: true })) => {
  const calls: string[][] = [];
  const purge: Purger = async (tags) => {
    calls.push([...tags].sort());
    return outcome();
  };
  return { calls, purge };
};

/** The editor's API with caches to purge; `pending` has the promises that `waitUntil` was given. */
export const editorWithPurgers = (database: D1Database, ...purges: Purger[]) => {
  const pending: Promise<unknown>[] = [];
  const bindings = {
    ...env,
    DB: database,
    LOCAL_PUBLISHER: 'yes',
    EDITOR_RATE: { limit: async () => ({ success: true }) },
  };
  const app = createApp(
    () => publicReadsWith(bindings),
    () => purges,
  );
  const access = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };
  const waitUntil = (promise: Promise<unknown>) => {
    pending.push(promise);
  };
  const editor = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<EditorResponse> => {
    const request = new Request(`http://localhost/editor/api${path}`, {
      method,
      headers: { 'Accept-Language': 'en', 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const context = Object.assign(Object.create(createExecutionContext()), { access, waitUntil }) as ExecutionContext;
    const answer = await app.fetch(request, bindings, context);
    return { status: answer.status, body: await answer.json(), tag: answer.headers.get('ETag') };
  };
  return { editor, later: pending };
};
