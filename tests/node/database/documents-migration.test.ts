import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kind } from '../../../src/kinds/index.ts';
import { refreshAll } from '../../support/documents.ts';
import { publicAt } from '../../support/editor/client.ts';
import { openD1 } from '../../support/node/d1.ts';
import { recordFiles } from '../../support/records.ts';

type Row = Readonly<Record<string, unknown>>;
type Examples = Record<string, unknown>;

const { MIGRATIONS } = env as unknown as { MIGRATIONS: readonly { name: string; queries: readonly string[] }[] };
const isNamed = (name: string) => (migration: { name: string }) => migration.name === name;
const [storing, withRowids] = [isNamed('0007_documents.sql'), isNamed('0019_rowids.sql')];
/** The tables of the record before the migration; those that triggers fill are filled by them. */
const tables = ['items', 'slugs', 'editions', 'links', 'listings', 'derived', 'drafts', 'events', 'purges'];
const filledByTriggers = ['live', 'counters'];

const examples = import.meta.glob<Examples>('../../examples/*.json', { eager: true, import: 'default' });

const database = openD1();
const binding = database as unknown as D1Database;

const migrate = async (migrations: typeof MIGRATIONS) => {
  for (const { queries } of migrations) await database.batch(queries.map((query) => database.prepare(query)));
};
const rowsOf = async (from: D1Database, table: string) =>
  (await from.prepare(`SELECT * FROM ${table}`).all<Row>()).results;
const contents = async () => {
  const all: Record<string, readonly Row[]> = {};
  for (const table of [...tables, ...filledByTriggers]) all[table] = await rowsOf(binding, table);
  return all;
};
const copy = async (table: string) => {
  const rows = (await rowsOf(env.DB, table)).filter(({ name }) => table !== 'derived' || name !== 'documents');
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((_, place) => `value ->> ${place}`).join(', ');
  return database
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`)
    .bind(JSON.stringify(rows.map((row) => columns.map((column) => row[column]))));
};

// Statements of the Worker before the migration, as it sends them: it answers until the new one is deployed.
const pageSql = `
  with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
  and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
  and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?)`;
const earlier: [name: string, sql: string, parameters: readonly unknown[]][] = [
  [
    'an item with its links',
    `select null as "source", null as "relation", null as "place", "live"."id", "live"."kind", "live"."slug",
     "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."facts" as "facts",
     "live"."texts" as "texts", null as "brief"
     from "live" where "live"."id" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
     union all select "links"."source" as "source", "links"."relation" as "relation", "links"."place" as
     "place", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
     "live"."withdrawals", "live"."published", null as "facts", null as "texts", "live"."brief" as "brief"
     from "links" cross join "live" where "live"."id" = "links"."target"
     and "links"."source" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)`,
    ['councils', 'council-2-2024', 'councils', 'council-2-2024'],
  ],
  [
    'the entries of a list',
    `${pageSql}
     select "links"."source", "links"."relation", "links"."place", "live"."id", "live"."kind", "live"."slug",
     "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."brief"
     from "page" cross join links as "entry" indexed by links_by_target cross join "links"
     cross join "live" where "entry"."source" = "page"."item" and "entry"."relation" = ?
     and "entry"."target" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
     and "links"."source" = "entry"."source" and "links"."relation" in (?, ?)
     and "links"."place" = "entry"."place" and "live"."id" = "links"."target"`,
    [
      ...['councils', 'ja', 'participant=', 'participants', 'tsuchida-shin', 1, 51, 'attendances.participant'],
      ...['participants', 'tsuchida-shin', 'attendances.role', 'attendances.organisation'],
    ],
  ],
  [
    'the items published last, as cards without their links',
    `with "page" as (select "item", "modified" as "sort", "slug" from "listings" where "filter" = ''
     and "language" = ? and ("fallback" is null or "fallback" = ?) order by "modified" desc, "item" limit ?)
     select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
     "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
     "facts", json_object() as "targets" from "page"
     cross join "live" where "live"."id" = "page"."item" order by "page"."sort" desc, "page"."item"`,
    ['ja', 1, 3, '$.sources', '$.aliases', '$.licence'],
  ],
];
const runEarlier = async () => {
  const results: Record<string, readonly Row[]> = {};
  for (const [name, sql, parameters] of earlier)
    results[name] = (
      await database
        .prepare(sql)
        .bind(...parameters)
        .all()
    ).results;
  return results;
};

describe('a database of the version before, with the records of content/', () => {
  let before: Awaited<ReturnType<typeof contents>>;
  let rowsBefore: Awaited<ReturnType<typeof runEarlier>>;

  beforeAll(async () => {
    await migrate(MIGRATIONS.filter((migration) => !storing(migration) && !withRowids(migration)));
    await database.batch(
      await Promise.all(tables.filter((table) => table !== 'drafts' && table !== 'purges').map(copy)),
    );
    before = await contents();
    rowsBefore = await runEarlier();
    await migrate(MIGRATIONS.filter(storing));
  });

  const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`).toSorted();
  const ask = publicAt(binding);
  /** Compares the first item of each kind in each language with the example that readers have of it. */
  const expectExamples = async () => {
    for (const [file, example] of Object.entries(examples)) {
      const [, kind, language] = /(\w+)\.(\w+)\.json$/.exec(file) ?? [];
      const { slug } = example as { slug: string };
      const { status, body } = await ask(`/${language}/${kind as Kind}/${slug}.json`);
      expect({ status, body: JSON.parse(body) }, file).toEqual({ status: 200, body: example });
    }
  };

  it('keeps every row that it had', async () => {
    expect(before.items).toHaveLength(recordFiles.length);
    expect(before.live).toHaveLength(recordFiles.length);
    expect(await contents()).toEqual(before);
  });

  it('has everything out of date, since it was published, and nothing stored', async () => {
    expect(await rowsOf(binding, 'stale_documents')).toEqual(
      ids.map((item) => ({
        item,
        expired: '2026-11-23T00:00:00Z',
        since: '2026-11-23T00:00:00Z',
        claim: '',
        failures: 0,
      })),
    );
    for (const table of ['documents', 'cards', 'past_documents']) expect(await rowsOf(binding, table)).toEqual([]);
  });

  it('answers the Worker of the version before as it did', async () => {
    expect(Object.values(rowsBefore).map((rows) => rows.length > 1)).toEqual(earlier.map(() => true));
    expect(await runEarlier()).toEqual(rowsBefore);
  });

  it('answers readers before anything is stored', async () => {
    await expectExamples();
    expect(JSON.parse((await ask('/ja/terms.json?limit=2')).body)).toMatchObject({
      total: before.items?.filter(({ kind }) => kind === 'terms').length,
    });
  });

  it('has everything stored after a refresh, and answers the same', async () => {
    await refreshAll(binding);
    expect(await rowsOf(binding, 'stale_documents')).toEqual([]);
    for (const table of ['documents', 'cards']) {
      const { results } = await database.prepare(`SELECT DISTINCT item FROM ${table} ORDER BY item`).all();
      expect(results).toEqual(ids.map((item) => ({ item })));
    }
    await expectExamples();
    expect(await contents()).toEqual({ ...before, derived: expect.arrayContaining([...(before.derived ?? [])]) });
  });

  it('keeps what is stored, and what was before, when its tables get rowids', async () => {
    const stored = async () =>
      Promise.all(['documents', 'cards', 'past_documents'].map((table) => rowsOf(binding, table)));
    const change = "UPDATE live SET texts = json_set(texts, '$.ja.note', 'x') WHERE id = 'terms/dfft'";
    await database.batch([
      database.prepare(change),
      database.prepare(
        "INSERT INTO stale_documents (item, expired, since) VALUES ('terms/dfft', '2026-11-24T00:00:00Z', '2026-11-24T00:00:00Z')",
      ),
    ]);
    await refreshAll(binding);
    const rows = await stored();
    expect(rows.map((each) => each.length > 0)).toEqual([true, true, true]);
    await migrate(MIGRATIONS.filter(withRowids));
    expect(await stored()).toEqual(rows);

    // What is replaced from now on is kept, too.
    await database.prepare("DELETE FROM documents WHERE item = 'terms/dfft'").run();
    expect((await rowsOf(binding, 'past_documents')).length).toBe(rows[2]?.length);
    await database.batch([
      database.prepare(
        "INSERT INTO stale_documents (item, expired, since) VALUES ('terms/cbpr', '2026-11-25T00:00:00Z', '2026-11-25T00:00:00Z')",
      ),
      database.prepare("DELETE FROM documents WHERE item = 'terms/cbpr'"),
    ]);
    const past = await rowsOf(binding, 'past_documents');
    expect(past.filter(({ item }) => item === 'terms/cbpr').map(({ until }) => until)).toEqual(
      rows[0]?.filter(({ item }) => item === 'terms/cbpr').map(() => '2026-11-25T00:00:00Z'),
    );
  });
});
