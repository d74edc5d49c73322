import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { itemStates } from '../../../src/database/item-states.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { pruneOnSchedule } from '../../../src/http/prune-refusals.ts';
import { flushOnSchedule } from '../../../src/http/purge/flush.ts';
import { refreshOnSchedule } from '../../../src/http/refresh.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { edition, notice, organisationOf, revision, roleOf, termOf } from '../../support/editor/client.ts';
import { publicReadsWith } from '../../support/public-reads.ts';
import { methods, type Operation, published, resolve } from '../../support/published.ts';
import { recordFiles } from '../../support/records.ts';
import { startOver } from '../../support/state.ts';

const files = import.meta.glob<string>('../../../migrations/*.sql', { eager: true, query: '?raw', import: 'default' });
const migrations = Object.values(files).join('\n');

const sources = import.meta.glob<string>('../../../src/database/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

// Every statement that reaches the database while every published operation is requested, with its last parameters.
const statements = new Map<string, unknown[]>();

const recording = (database: D1Database): D1Database => {
  const prepare = (sql: string) => {
    const prepared = database.prepare(sql);
    if (!statements.has(sql)) statements.set(sql, []);
    const bind = (...values: unknown[]) => {
      statements.set(sql, values);
      return prepared.bind(...values);
    };
    return new Proxy(prepared, { get: (target, name) => (name === 'bind' ? bind : Reflect.get(target, name)) });
  };
  return { prepare, batch: (all: D1PreparedStatement[]) => database.batch(all) } as unknown as D1Database;
};

const bindings = {
  ...env,
  DB: recording(env.DB),
  LOCAL_PUBLISHER: 'yes',
  EDITOR_RATE: { limit: async () => ({ success: true }) },
};
const app = createApp(() => publicReadsWith(bindings));
const access = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const context = Object.assign(Object.create(createExecutionContext()), { access }) as ExecutionContext;
  const init = { method: method.toUpperCase(), headers: { 'Content-Type': 'application/json', ...headers } };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return app.fetch(new Request(`http://localhost${path}`, { ...init, ...sent }), bindings, context);
};

const ask = async (...args: Parameters<typeof send>) => {
  const [method, path] = args;
  const answer = await send(...args);
  const text = await answer.text();
  expect(answer.status, `${method} ${path}: ${text.slice(0, 300)}`).toBeLessThan(400);
  return { headers: answer.headers, text };
};

const operations = Object.entries(published.paths).flatMap(([template, item]) =>
  methods.flatMap((method) => (item[method] ? [{ template, method, operation: item[method] as Operation }] : [])),
);

/** The paths of an operation, with existing slugs and codes for their parameters. */
const fill = (template: string, operation: Operation): string[] => {
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter));
  // Not every item has every format: the document has an example only where all have it.
  if (parameters.some(({ name, example }) => name === 'slug' && example === undefined)) return [];
  const known = kinds.filter((kind) => template.split(/[/.]/).includes(kind));
  const of = known.length > 0 ? known : template.includes('{kind}') ? kinds : ['terms' as const];
  return of.flatMap((kind) => {
    const slugs = recordFiles
      .filter((file) => file.kind === kind)
      // Of the outcomes, those with a commitment that is due have a calendar.
      .filter(
        ({ record }) =>
          kind !== 'outcomes' || !template.endsWith('.ics') || /"due":\{"(?:from|until)"/.test(JSON.stringify(record)),
      )
      .map(({ slug }) => slug)
      .slice(0, 1);
    const values: Record<string, string> = {
      language: 'en',
      kind,
      code: 'not-found',
      chapter: 'actions',
      operation: 'readActionsJson',
    };
    return (template.includes('{slug}') ? slugs : ['']).map((slug) =>
      template.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = name === 'slug' ? slug : values[name];
        if (value === undefined) throw new Error(`say what stands for {${name}} in ${template}`);
        return value;
      }),
    );
  });
};

// Parameters of other formats change no statement, and the first format answers them with 400.
const ofFormats = formatsOf('collection').flatMap(({ flags: switches = [] }) => switches);

/** A value for each query parameter: one given here, the document's example, or the first of its values. */
const valuesOf = ({ parameters = [] }: Operation): { name: string; value: string; required: boolean }[] =>
  parameters
    .map((parameter) => resolve(parameter))
    .filter(
      (parameter) => parameter.in === 'query' && !['after', 'before', ...ofFormats].includes(parameter.name ?? ''),
    )
    .map(({ name = '', example, schema = {}, ...rest }) => {
      const url = 'https://example.jp/ja/actions/data';
      const known: Record<string, string> = { limit: '2', fallback: 'none', modified_since: '2020-01-01', url };
      const { enum: values, examples } = schema as { enum?: unknown[]; examples?: unknown[] };
      const value = String(known[name] ?? example ?? values?.[0] ?? examples?.[0] ?? 'data');
      return { name, value, required: 'required' in rest && rest.required === true };
    });

/** Query strings with no, one, two and all parameters for canonical paths; other formats and negotiated paths lead to the same statements. */
const queriesOf = (template: string, operation: Operation): string[] => {
  const all = valuesOf(operation);
  const pairOf = ({ name, value }: (typeof all)[number]): [string, string] => [name, value];
  const required = all.filter((one) => one.required).map(pairOf);
  const values = all.filter((one) => !one.required).map(pairOf);
  if (!/^\/\{language\}.*\.(?:json|csv)$/.test(template)) return [`?${new URLSearchParams(required)}`];
  const pairs = values.slice(1).map((one, index) => [values[index] ?? one, one]);
  return [[], ...values.map((one) => [one]), ...pairs, values].map(
    (some) => `?${new URLSearchParams([...required, ...some])}`,
  );
};

/** Requests for every operation that writes, in an order in which each finds the items it needs. */
const changes: Record<string, () => Promise<unknown>> = {
  'post /editor/api/publications': async () => {
    const organisation = { kind: 'organisations', slug: 'plan-body', match: null, record: organisationOf('P') };
    const role = { kind: 'roles', slug: 'plan-role', match: null, record: roleOf('P', 'plan-body') };
    const term = { kind: 'terms', slug: 'plan', match: null, record: termOf('P') };
    await ask('post', '/editor/api/publications', { items: [organisation, role, term] });
    const { text } = await ask('get', '/editor/api/archive?limit=1');
    const [{ kind, slug, first, slugs, editions }] = JSON.parse(text).items;
    const history = { first, slugs, editions };
    await ask('post', '/editor/api/publications', { items: [{ kind, slug, history }] });
  },
  'put /editor/api/{kind}/{slug}/draft': () => ask('put', '/editor/api/terms/plan/draft', termOf('Q'), revision(0)),
  'post /editor/api/{kind}/{slug}/draft/check': () => ask('post', '/editor/api/terms/plan/draft/check', {}),
  'post /editor/api/{kind}/{slug}/publish': async () => {
    await ask('post', '/editor/api/terms/plan/publish', {}, edition(1));
    // In one language: the draft stays for the other.
    await ask('put', '/editor/api/terms/dfft/draft', termOf('V'), revision(0));
    await ask('post', '/editor/api/terms/dfft/publish', { languages: ['ja'] }, edition(1));
  },
  'post /editor/api/{kind}/{slug}/restore': () =>
    ask('post', '/editor/api/terms/plan/restore', { number: 1 }, edition(2)),
  'post /editor/api/{kind}/{slug}/rename': () =>
    ask('post', '/editor/api/terms/plan/rename', { slug: 'planned' }, edition(3)),
  'post /editor/api/{kind}/{slug}/withdraw': async () => {
    const replacement = { kind: 'documents', slug: 'press-mic-2024-ja' };
    await ask('post', '/editor/api/terms/planned/withdraw', { notice, replacement }, edition(4));
    // A 410 with its replacement, and a refusal, which is recorded.
    expect((await send('get', '/ja/terms/planned.json')).status).toBe(410);
    expect((await send('post', '/editor/api/terms/planned/withdraw', { notice }, edition(4))).status).toBe(412);
  },
  'put /editor/api/{kind}/{slug}/draft/texts/{language}': () =>
    ask('put', '/editor/api/terms/part-plan/draft/texts/en', termOf('T').texts.en, revision(0)),
  'patch /editor/api/{kind}/{slug}/draft': () =>
    ask('patch', '/editor/api/terms/part-plan/draft', termOf('U'), {
      'Content-Type': 'application/merge-patch+json',
      ...revision(1),
    }),
  'post /editor/api/{kind}/{slug}/draft/restore': async () => {
    await ask('post', '/editor/api/terms/part-plan/draft/restore', { revision: 1 }, revision(2));
    for (const path of ['texts/en', 'revisions', 'revisions/1'])
      await ask('get', `/editor/api/terms/part-plan/draft/${path}`);
  },
  'delete /editor/api/{kind}/{slug}/draft': async () => {
    await ask('put', '/editor/api/terms/other-plan/draft', termOf('R'), revision(0));
    await ask('delete', '/editor/api/terms/other-plan/draft', undefined, revision(1));
  },
  'post /editor/api/{kind}/{slug}/erase': () =>
    ask('post', '/editor/api/terms/planned/erase', { editions: [1] }, edition(5)),
  'post /editor/api/imports': async () => {
    const archived = async (part: string) =>
      JSON.parse((await ask('get', `/editor/api/archive?of=${part}&limit=2`)).text)[part] as unknown[];
    const events = { service: 'https://other.example', events: await archived('events') };
    const counts = { created: 0, changed: 0, unchanged: 0, refused: 0, faults: [] };
    for (const body of [{ revisions: await archived('revisions') }, { drafts: await archived('drafts') }, { events }])
      await ask('post', '/editor/api/imports', body);
    await ask('post', '/editor/api/imports', { summary: counts });
    // A history in two parts, in place of the one that is there.
    const { text } = await ask('get', '/editor/api/archive?limit=1');
    const [{ kind, slug, first, slugs, editions }] = JSON.parse(text).items;
    const next = { ...editions[0], number: 2 };
    await ask('post', '/editor/api/imports', { part: { kind, first, editions, replace: true } });
    const history = { first, slugs, editions: [next], replace: true };
    await ask('post', '/editor/api/publications', { items: [{ kind, slug, history }] });
  },
  'post /editor/api/listings': async () => {
    await env.DB.prepare('DELETE FROM derived').run();
    for (let after = ''; after !== null; ) {
      const { text } = await ask('post', '/editor/api/listings', { after });
      after = JSON.parse(text).next;
    }
  },
};

/** The names in a statement that are not tables: common table expressions, subqueries and table functions. */
const derivedIn = (sql: string): Set<string> =>
  new Set(
    [
      ...sql.matchAll(/(?:WITH|,)\s*(?:RECURSIVE\s+)?"?(\w+)"?\s*(?:\([^()]*\)\s*)?AS\s*\(/gi),
      ...sql.matchAll(/\)\s*AS\s+"?(\w+)"?/gi),
    ].map(([, name = '']) => name),
  );

/** The steps of a statement's plan that scan a table or an index. */
const scansIn = async (sql: string, values: readonly unknown[]): Promise<string[]> => {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  const derived = derivedIn(sql);
  return results
    .map(({ detail }) => detail)
    .filter((detail) => {
      const [, name = ''] = /^SCAN (\S+)/.exec(detail) ?? [];
      if (name === '' || / VIRTUAL TABLE/.test(detail) || detail === 'SCAN CONSTANT ROW') return false;
      return !derived.has(name) && !name.startsWith('(');
    });
};

// Only the cron trigger flushes the purge queue, once with a failing purger, once with a working one; and makes documents
// out of date after a deployment.
const everyMinute = async () => {
  for (const outcome of [{ purged: false as const, failure: 'down' }, { purged: true as const }]) {
    await env.DB.prepare("INSERT OR REPLACE INTO purges (tag, event, failures) VALUES ('terms/plan', 1, 1)").run();
    await env.DB.prepare('UPDATE purges SET failures = ?')
      .bind('failure' in outcome ? 0 : 1)
      .run();
    await flushOnSchedule(bindings.DB, [async () => outcome]);
  }
  await env.DB.prepare("UPDATE derived SET digest = 'earlier' WHERE name = 'documents'").run();
  await pruneOnSchedule(bindings);
  await refreshOnSchedule(bindings);
  // What is out of date is computed for who reads it, and refreshed behind the answer.
  await env.DB.exec("INSERT INTO stale_documents (item, expired, since) SELECT id, '', '' FROM items");
  await ask('get', '/en/terms.json?limit=1');
  await refreshOnSchedule(bindings);
};

beforeAll(async () => {
  await everyMinute();
  for (const one of Object.values(changes)) await one();
  await ask('put', '/editor/api/terms/last-plan/draft', termOf('S'), revision(0));
  await ask('get', '/editor/api/terms/last-plan/draft');
  for (const state of itemStates) await ask('get', `/editor/api/items?kind=terms&state=${state}`);
  // Beyond the last part of the sitemap.
  expect((await send('get', '/sitemap.xml?part=2')).status).toBe(404);
  for (const { template, method, operation } of operations) {
    if (method !== 'get' || template.includes('/draft')) continue;
    const [first, ...others] = fill(template, operation);
    if (first === undefined) continue;
    for (const path of others) await ask('get', path);
    const isEditor = template.startsWith('/editor/');
    for (const query of isEditor ? ['', '?limit=1'] : queriesOf(template, operation)) {
      const answer = await ask('get', first + (template.endsWith('{slug}') && isEditor ? '' : query));
      const [, next] = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '') ?? [];
      if (next) await ask('get', next.slice(new URL(next).origin.length));
    }
  }
}, 60_000);
afterAll(startOver);

describe('every published operation has been requested', () => {
  it('each operation that writes has requests of its own', () => {
    const known = operations
      .filter(({ method }) => method !== 'get')
      .map(({ method, template }) => `${method} ${template}`);
    expect(Object.keys(changes).toSorted()).toEqual(known.toSorted());
  });

  it('the statements name every table and language', () => {
    const texts = [...statements.keys()].join('\n');
    // Past documents are written by triggers, and nothing reads them yet.
    expect(migrations).toMatch(/^ {2}INSERT INTO past_documents /m);
    const tables = [...migrations.matchAll(/^CREATE TABLE (\w+)/gm)].flatMap(([, name = '']) =>
      name === 'past_documents' || migrations.includes(`ALTER TABLE ${name} RENAME TO`) ? [] : [name],
    );
    expect(tables.length).toBeGreaterThan(9);
    for (const table of tables) expect(texts).toMatch(new RegExp(`\\b${table}\\b`));
    expect(statements.size).toBeGreaterThan(30);
    for (const language of languageTags) expect(JSON.stringify([...statements.values()])).toContain(`"${language}"`);
  });
});

/** A piece of SQL that a call of the builder compiles to. */
const sqlOf: Readonly<Record<string, (table: string) => string>> = {
  selectFrom: (table) => `from "${table}"`,
  insertInto: (table) => `insert into "${table}"`,
  updateTable: (table) => `update "${table}"`,
  deleteFrom: (table) => `delete from "${table}"`,
};

// `selectFrom(requested(refs))` and `selectFrom(selectArchivePage(…))`: tables that are built elsewhere in the same file.
// `deleteFrom(table)`: documents and cards, which have statements of their own below.
const builtElsewhere =
  /^(?:linkedLive\(|idsIn\(|publishedIds\(|draftIds\(|requested\((?:refs|ids)\)|selectIds\(|selectArchivePage\(|jsonEach(?:At)?<|entries<|table\))/;

/** Every call in a source that begins a statement or a subquery, and the table it names; undefined if it names none. */
const startsIn = (source: string) =>
  [
    ...source.matchAll(/\.(selectFrom|insertInto|updateTable|deleteFrom)\(\s*(?:'(\w+)(?: as (\w+))?'\)|([^\n]*))/g),
  ].map(([call, verb = '', table, alias, argument = '']) => ({
    call,
    sql: table && sqlOf[verb]?.(alias ? `${table}" as "${alias}` : table),
    argument,
  }));

/** The aliases of the JSON tables of a source. */
const jsonTablesIn = (source: string): string[] =>
  [...source.matchAll(/\b(?:jsonEach|jsonEachAt|entries)<[^()]*(?:\(typeof \w+\)[^()]*)?'(\w+)'>\(/g)].map(
    ([, alias = '']) => alias,
  );

describe('every statement in the sources has been sent', () => {
  it.each(Object.entries(sources))('%s', (_, source) => {
    const sent = [...statements.keys()];
    const starts = startsIn(source).flatMap(({ sql }) => sql ?? []);
    expect(starts.filter((piece) => !sent.some((sql) => sql.includes(piece)))).toEqual([]);
    const unsent = (alias: string) => !sent.some((sql) => new RegExp(`json_each\\([^()]*\\) as "${alias}"`).test(sql));
    expect(jsonTablesIn(source).filter(unsent)).toEqual([]);
  });

  it('and the search finds every call', () => {
    const all = Object.values(sources).join('\n');
    const starts = startsIn(all);
    // A call whose table is not understood would go unchecked.
    expect(starts.filter(({ sql, argument }) => !sql && !builtElsewhere.test(argument))).toEqual([]);
    for (const table of ['documents', 'cards'])
      expect([...statements.keys()].some((sql) => sql.startsWith(`delete from "${table}"`))).toBe(true);
    expect(starts).toHaveLength([...all.matchAll(/\.(?:selectFrom|insertInto|updateTable|deleteFrom)\b/g)].length);
    expect(starts.filter(({ sql }) => sql).length).toBeGreaterThan(40);
    expect(jsonTablesIn(all).length).toBeGreaterThan(15);
    // No other way to begin a statement is used, and none is written out as text.
    expect(all).not.toMatch(/\.(?:replaceInto|mergeInto|executeQuery|raw)\(/);
    expect(all).not.toMatch(/`\s*(?:select|insert|update|delete|replace|with)\s/i);
  });
});

describe('no statement scans a table or an index', () => {
  it('but searches by a key or an index', async () => {
    const found = await Promise.all(
      [...statements].map(async ([sql, values]) => (await scansIn(sql, values)).map((step) => `${step}: ${sql}`)),
    );
    // What past documents show is in no index: an erasure, which is rare, reads them all.
    expect(found.flat()).toEqual([expect.stringMatching(/^SCAN past_documents: delete from "past_documents"/)]);
  });

  it.each([
    ['SELECT * FROM items WHERE published > ?', ['2020']],
    ['SELECT count(*) FROM editions', []],
    ['SELECT mine.source FROM links AS mine WHERE mine.place = ?', [1]],
    ['WITH page AS (SELECT id FROM items) SELECT * FROM page', []],
  ])('a scan is found: %s', async (sql, values) => {
    expect(await scansIn(sql, values)).not.toEqual([]);
  });
});
