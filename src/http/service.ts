import { languageTags } from '../languages.ts';
import { chooseLanguage } from '../negotiate/language.ts';
import { docsPage } from '../pages/docs.tsx';
import { problemTypePage } from '../pages/problem-type.tsx';
import { isProblemCode } from '../problems.ts';
import { readStanding } from '../store/readiness.ts';
import { missingWords, namesDigest, wordsOf } from '../words.ts';
import { databaseOf, type RoomContext } from './context.ts';
import { problem } from './gateway.ts';
import { siteOf } from './vantage.ts';

const languageFor = ({ req, env }: RoomContext) =>
  chooseLanguage(req.header('Accept-Language'), languageTags, siteOf(env).preferred);

const spoken = (context: RoomContext, type: string) => ({
  'Content-Type': type,
  'Content-Language': languageFor(context),
  Vary: 'Accept-Language',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'no-store',
});

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
export const readiness = async (context: RoomContext): Promise<Response> => {
  const missing = missingWords();
  const { reachable, migrated, listed } = await readStanding(databaseOf(context), await namesDigest());
  const held = { database: reachable, migrations: migrated, words: listed && missing.length === 0 };
  const checks = Object.fromEntries(checkNames.map((name) => [name, held[name] ? 'passed' : 'failed'])) as Checks;
  const failed = checkNames.filter((name) => !held[name]);
  if (failed.length === 0) {
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    return new Response(JSON.stringify({ status: 'ok', checks }), { headers });
  }
  console.error(JSON.stringify({ id: context.get('requestId'), notReady: failed, missing: missing.slice(0, 20) }));
  const { t } = wordsOf(languageFor(context));
  const list = failed.map((name) => t(`checks.${name}`)).join(t('checks.and'));
  return problem(context, {
    code: 'not-ready',
    values: { checks: list },
    members: { checks },
    headers: { 'Retry-After': '30' },
  });
};

/** `/problems/{code}`: what a problem's `type` means, in the reader's language. */
export const problemType = (context: RoomContext): Response => {
  const code = context.req.param('code') ?? '';
  if (!isProblemCode(code))
    return problem(context, { code: 'not-found', detail: wordsOf(languageFor(context)).t('problems:not-found.path') });
  return new Response(problemTypePage(languageFor(context), code), {
    headers: spoken(context, 'text/html; charset=utf-8'),
  });
};

/** `/openapi.json`: OpenAPI 3.1, with descriptions in the reader's language. */
export const openapi = async (context: RoomContext): Promise<Response> => {
  const { env } = context;
  const { origin } = siteOf(env);
  const file = await env.ASSETS.fetch(new URL(`/openapi/${languageFor(context)}.json`, origin));
  return new Response(file.body, { status: file.status, headers: spoken(context, 'application/json') });
};

/** `/docs`: the API reference, for people. */
export const docs = (context: RoomContext): Response =>
  new Response(docsPage(languageFor(context)), { headers: spoken(context, 'text/html; charset=utf-8') });
