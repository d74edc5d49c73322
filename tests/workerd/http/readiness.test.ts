import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { createApp } from '../../../src/app.ts';
import { migrations } from '../../../src/database/schema.generated.ts';
import { type Backend, BackendUnreachable } from '../../../src/http/public/backend.ts';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import { missingMessages } from '../../../src/i18n/missing-messages.ts';
import worker from '../../../src/index.ts';
import type { Language } from '../../../src/languages.ts';
import { ask, openApiFaults } from '../../support/ask.ts';
import { startEmpty, startOver } from '../../support/state.ts';

const passed = { database: 'passed', migrations: 'passed', words: 'passed', content: 'passed', reads: 'passed' };
const checkNames = ['database', 'migrations', 'words', 'content', 'reads'] as const;
const failing = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => failing.mockClear());

const refusal = (language: Language, checks: Record<string, string>) => {
  const { ui, problems } = locales[language];
  const failed = checkNames.filter((name) => checks[name] === 'failed');
  const list = failed.map((name) => ui.checks[name]).join(ui.checks.and);
  return {
    type: 'https://example.jp/problems/not-ready',
    title: problems['not-ready'].title,
    status: 503,
    detail: problems['not-ready'].detail.replace('{{checks}}', list),
    instance: '/readyz',
    checks,
  };
};

const readinessIn = async (language: Language) => {
  const { status, headers, json } = await ask('/readyz', { headers: { 'Accept-Language': language } });
  const { 'cache-control': stored, 'retry-after': wait } = Object.fromEntries(headers);
  return { status, stored, wait, json };
};

const notReady = { status: 503, stored: 'no-store', wait: '30' };

describe('whoever watches the service asks /readyz', () => {
  it('all is well: 200, each check by its name, kept by nobody', async () => {
    expect(await readinessIn('en')).toEqual({
      status: 200,
      stored: 'no-store',
      wait: undefined,
      json: { status: 'ok', checks: passed, stale: 0 },
    });
  });

  it.each(migrations)('%s is not applied: 503 with Retry-After, in the language of whoever asks', async (name) => {
    const row = await env.DB.prepare('SELECT * FROM d1_migrations WHERE name = ?').bind(name).first();
    await env.DB.prepare('DELETE FROM d1_migrations WHERE name = ?').bind(name).run();
    const answers = [await readinessIn('ja'), await readinessIn('en')];
    await env.DB.prepare('INSERT INTO d1_migrations (id, name, applied_at) VALUES (?, ?, ?)')
      .bind(row?.id, row?.name, row?.applied_at)
      .run();
    const checks = { ...passed, migrations: 'failed' };
    expect(answers).toEqual([
      { ...notReady, json: refusal('ja', checks) },
      { ...notReady, json: refusal('en', checks) },
    ]);
    expect((await readinessIn('en')).status).toBe(200);
  });

  it('the database is ahead, as after a roll-back: that is no fault', async () => {
    await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')").run();
    expect((await readinessIn('en')).status).toBe(200);
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = '9999_later.sql'").run();
  });

  it('names have changed and lists are still in their old order: 503 until they are made anew', async () => {
    await env.DB.prepare("UPDATE derived SET digest = 'of other names' WHERE name = 'listings'").run();
    expect(await readinessIn('en')).toEqual({ ...notReady, json: refusal('en', { ...passed, words: 'failed' }) });
    await startOver();
    expect((await readinessIn('en')).status).toBe(200);
  });

  it('the database is freshly migrated and nothing is published yet: 503, with that as the reason', async () => {
    await startEmpty();
    const answers = [await readinessIn('ja'), await readinessIn('en')];
    await startOver();
    const checks = { ...passed, content: 'failed' };
    expect(answers).toEqual([
      { ...notReady, json: refusal('ja', checks) },
      { ...notReady, json: refusal('en', checks) },
    ]);
  });

  it.each<[string, Backend]>([
    ['cannot be reached', async () => Promise.reject(new BackendUnreachable('connection refused'))],
    ['fail', async () => new Response('', { status: 503, headers: { 'Cache-Control': 'no-store' } })],
    ['do not answer for long', () => new Promise(() => {})],
  ])('the public reads %s: 503, with that as the reason', async (_, backend) => {
    const context = createExecutionContext();
    const request = new Request('https://example.jp/readyz', { headers: { 'Accept-Language': 'en' } });
    const response = await createApp(() => backend).fetch(request, env, context);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(refusal('en', { ...passed, reads: 'failed' }));
  });

  const withDatabase = async (message: string) => {
    const batch = async () => Promise.reject(new Error(message));
    const DB = { prepare: () => ({ bind: () => ({}) }), batch } as unknown as D1Database;
    const context = createExecutionContext();
    const init = { headers: { 'Accept-Language': 'en' } };
    const response = await worker.fetch(new Request('https://example.jp/readyz', init), { ...env, DB }, context);
    await waitOnExecutionContext(context);
    const [status, headers, text] = [response.status, response.headers, await response.text()];
    expect(openApiFaults('GET', '/readyz', { status, headers, text })).toEqual([]);
    return { status, json: JSON.parse(text), text };
  };

  it('the database does not answer: 503, and nothing of why gets out', async () => {
    const { status, json, text } = await withDatabase('D1_ERROR: Network connection lost to DB secret-host');
    const checks = { ...passed, database: 'failed', migrations: 'failed', words: 'failed', content: 'failed' };
    expect({ status, json }).toEqual({ status: 503, json: refusal('en', checks) });
    expect(text).not.toMatch(/D1|secret|SQL/);
  });

  it('the database is empty, without a single table: it answers, and is not migrated', async () => {
    const { json } = await withDatabase('D1_ERROR: no such table: d1_migrations: SQLITE_ERROR');
    expect(json.checks).toEqual({ ...passed, migrations: 'failed', words: 'failed', content: 'failed' });
  });

  it('the log says what failed, under the id of the request', async () => {
    await withDatabase('D1_ERROR: gone');
    const [line] = failing.mock.lastCall ?? [];
    expect(JSON.parse(line)).toMatchObject({ notReady: ['database', 'migrations', 'words', 'content'], missing: [] });
  });

  it('in a browser it is a page', async () => {
    await env.DB.prepare("UPDATE derived SET digest = '' WHERE name = 'listings'").run();
    const { status, text } = await ask('/readyz', { headers: { Accept: 'text/html', 'Accept-Language': 'ja' } });
    await startOver();
    expect(status).toBe(503);
    expect(text).toContain(locales.ja.problems['not-ready'].title);
  });
});

describe('whoever opens the home in a browser gets its lists, or is told that there are none', () => {
  const openHome = async (backend?: Backend) => {
    const context = createExecutionContext();
    const init = { headers: { Accept: 'text/html' } };
    const app = backend ? createApp(() => backend) : worker;
    const response = await app.fetch(new Request('https://example.jp/en', init), env, context);
    return { status: response.status, wait: response.headers.get('Retry-After'), text: await response.text() };
  };

  it('nothing is published yet: 503, which says so', async () => {
    await startEmpty();
    const answer = await openHome();
    await startOver();
    expect(answer).toMatchObject({ status: 503, wait: '30' });
    expect(answer.text).toContain(locales.en.ui.checks.content);
  });

  it('meetings are published and no Joint Action: the page says that there are none', async () => {
    const empty = JSON.stringify({
      kind: 'actions',
      language: 'en',
      items: [],
      total: 0,
      next: null,
      fallbacks: {},
      unverified: [],
    });
    const { status, text } = await openHome(async (url) =>
      url.includes('/actions')
        ? new Response(empty)
        : publicReads.fetch(new Request(url), env, createExecutionContext()),
    );
    expect(status).toBe(200);
    expect(text).toContain(locales.en.ui.home.themes);
    expect(text).toContain(`<p>${locales.en.ui.page.none}</p>`);
  });

  it.each(['/councils', '/actions'])('%s cannot be read: 503', async (path) => {
    const answer = await openHome(async (url) => {
      if (url.includes(path)) return new Response('', { status: 503 });
      return publicReads.fetch(new Request(url), env, createExecutionContext());
    });
    expect(answer).toMatchObject({ status: 503, wait: '30' });
    expect(answer.text).toContain(locales.en.problems.unavailable.title);
  });
});

describe('words that a language lacks', () => {
  it('there are none', () => expect(missingMessages()).toEqual([]));

  it('are named; a plural counts once, a word of a context only where the word itself is missing', () => {
    const ja = { ui: { a: 'あ', b: { c: '' }, d: 'だ' }, problems: { x: { title: 'エ' } }, site: {} };
    const en = {
      ui: { a_one: 'a', a_other: 'as', b: { c: 'c' }, d: 'd', d_1: 'first' },
      problems: {},
      site: { a: { text: ['x'] } },
    };
    expect(missingMessages({ ja, en })).toEqual(['ja:ui.b.c', 'en:problems.x.title', 'ja:site.a.text']);
  });
});
