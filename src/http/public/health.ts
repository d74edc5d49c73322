import { checkReadiness } from '../../database/readiness.ts';
import { listingsDigest } from '../../database/write/listings-digest.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { missingMessages } from '../../i18n/missing-messages.ts';
import { kinds } from '../../kinds/index.ts';
import { formatPath } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';

const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

/** `/healthz`: the Worker runs. Nothing is asked of the database. */
export const health = (): Response => new Response('{"status":"ok"}', { headers });

const checkNames = ['database', 'migrations', 'words', 'content', 'reads'] as const;

type CheckName = (typeof checkNames)[number];

// Whoever watches the service waits for some seconds only.
const readsTimeout = 4000;

/** Whether the public reads answer, through the cache in front of them: a page of one card is requested. */
const canRead = async (c: AppContext): Promise<boolean> => {
  const { config, language, backend } = c.var;
  const [kind = 'actions'] = kinds;
  const url = `${config.origin}${formatPath({ language, kind, format: 'json' })}?limit=1`;
  const late = scheduler.wait(readsTimeout).then(() => undefined);
  const response = await Promise.race([backend(url), late]).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok ?? false;
};

/** Responds that the service is not ready, naming the checks that failed. Problem: not-ready. */
export const notReady = (c: AppContext, failed: readonly CheckName[]): Response => {
  const { t } = messagesFor(c.var.language);
  return problem(c, {
    code: 'not-ready',
    values: { checks: failed.map((name) => t(`checks.${name}`)).join(t('checks.and')) },
    members: {
      checks: Object.fromEntries(checkNames.map((name) => [name, failed.includes(name) ? 'failed' : 'passed'])),
    },
    headers: { 'Retry-After': '30' },
  });
};

/**
 * `/readyz`: whether the service can serve. The database answers; every migration of this build is applied; no language
 * lacks a message, and listings are sorted by the names and rules of this build; something is published; the public reads answer.
 * `stale` is how many items wait to be computed again, which nobody has to wait for. Never stored. Problem: not-ready,
 * with the checks.
 */
export const readiness = async (c: AppContext): Promise<Response> => {
  const missing = missingMessages();
  const [{ reachable, migrated, listed, filled, stale }, reads] = await Promise.all([
    checkReadiness(c.var.database, listingsDigest()),
    canRead(c),
  ]);
  const passed: Record<CheckName, boolean> = {
    database: reachable,
    migrations: migrated,
    words: listed && missing.length === 0,
    content: filled,
    reads,
  };
  const failed = checkNames.filter((name) => !passed[name]);
  if (failed.length > 0) {
    console.error(JSON.stringify({ id: c.var.requestId, notReady: failed, missing: missing.slice(0, 20) }));
    return notReady(c, failed);
  }
  const checks = Object.fromEntries(checkNames.map((name) => [name, 'passed']));
  return new Response(JSON.stringify({ status: 'ok', checks, stale }), { headers });
};
