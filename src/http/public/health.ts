import { checkReadiness } from '../../database/readiness.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { missingMessages } from '../../i18n/missing-messages.ts';
import { namesDigest } from '../../i18n/names.ts';
import { problemAudience, siteOf } from '../negotiate.ts';
import { databaseOf, type Visit } from '../request-context.ts';
import { problem } from '../responses.ts';

/** `/healthz`: the Worker runs. It asks nothing of the database. */
export const health = (): Response =>
  new Response('{"status":"ok"}', { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } });

const checkNames = ['database', 'migrations', 'words'] as const;

/** What `/readyz` has found: what was checked, and whether it is as it should be. */
export type Checks = Record<(typeof checkNames)[number], 'passed' | 'failed'>;

/**
 * `/readyz`: whether the service can serve what it promises. The database answers; every migration of this build is
 * applied; no language lacks a word, and lists are made from the names of this build. Kept by nobody.
 * Problem: not-ready, with the checks.
 */
export const readiness = async (visit: Visit): Promise<Response> => {
  const missing = missingMessages();
  const { reachable, migrated, listed } = await checkReadiness(databaseOf(visit), await namesDigest());
  const held = { database: reachable, migrations: migrated, words: listed && missing.length === 0 };
  const checks = Object.fromEntries(checkNames.map((name) => [name, held[name] ? 'passed' : 'failed'])) as Checks;
  const failed = checkNames.filter((name) => !held[name]);
  if (failed.length === 0) {
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    return new Response(JSON.stringify({ status: 'ok', checks }), { headers });
  }
  console.error(JSON.stringify({ id: visit.id, notReady: failed, missing: missing.slice(0, 20) }));
  const { t } = messagesFor(problemAudience(visit, siteOf(visit.env)).reader.language);
  const list = failed.map((name) => t(`checks.${name}`)).join(t('checks.and'));
  return problem(visit, {
    code: 'not-ready',
    values: { checks: list },
    members: { checks },
    headers: { 'Retry-After': '30' },
  });
};
