import { checkReadiness } from '../../database/readiness.ts';
import { listingsDigest } from '../../database/write/listings-digest.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { missingMessages } from '../../i18n/missing-messages.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';

const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

/** `/healthz`: the Worker runs. Nothing is asked of the database. */
export const health = (): Response => new Response('{"status":"ok"}', { headers });

const checkNames = ['database', 'migrations', 'words'] as const;

/**
 * `/readyz`: whether the service can serve. The database answers; every migration of this build is applied; no language
 * lacks a message, and listings are sorted by the names and rules of this build. `stale` is how many items wait to be computed
 * again, which nobody has to wait for. Never stored. Problem: not-ready, with the checks.
 */
export const readiness = async (c: AppContext): Promise<Response> => {
  const missing = missingMessages();
  const { reachable, migrated, listed, stale } = await checkReadiness(c.var.database, listingsDigest());
  const passed = { database: reachable, migrations: migrated, words: listed && missing.length === 0 };
  const checks = Object.fromEntries(checkNames.map((name) => [name, passed[name] ? 'passed' : 'failed'] as const));
  const failed = checkNames.filter((name) => !passed[name]);
  if (failed.length === 0) return new Response(JSON.stringify({ status: 'ok', checks, stale }), { headers });
  console.error(JSON.stringify({ id: c.var.requestId, notReady: failed, missing: missing.slice(0, 20) }));
  const { t } = messagesFor(c.var.language);
  return problem(c, {
    code: 'not-ready',
    values: { checks: failed.map((name) => t(`checks.${name}`)).join(t('checks.and')) },
    members: { checks },
    headers: { 'Retry-After': '30' },
  });
};
