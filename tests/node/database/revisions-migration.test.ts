import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCommandState } from '../../../src/database/command-state.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { commit } from '../../../src/database/write/commit.ts';
import type { Edition, Item, Withdrawal } from '../../../src/model/edition.ts';
import { openD1 } from '../../support/node/d1.ts';
import { newTerm, nextEdition } from '../../support/state.ts';

const { MIGRATIONS } = env as unknown as { MIGRATIONS: readonly { name: string; queries: readonly string[] }[] };
const isBefore = ({ name }: { name: string }) => name < '0008_revisions.sql';
const queries = MIGRATIONS.find(({ name }) => name === '0008_revisions.sql')?.queries ?? [];

const database = openD1();
const binding = database as unknown as D1Database;
const run = (sql: string) => database.prepare(sql).run();
const rows = async <Row>(sql: string) => (await binding.prepare(sql).all<Row>()).results;
const migrate = async (migrations: typeof MIGRATIONS) => {
  for (const { queries } of migrations) await database.batch(queries.map((query) => database.prepare(query)));
};

const gone: Withdrawal = { date: '2026-12-02T00:00:00Z', notice: { en: 'Closed.' } };
const ja = (word: string) => ({ name: word, reading: 'ことば', definition: `${word}の定義。` });
const en = (word: string) => ({ name: word, definition: `What ${word} means.` });

/** Publishes editions of an item one by one, as its commands do; returns the last. */
const publish = async (first: Item, ...changes: Partial<Edition>[]): Promise<Item> => {
  let item = first;
  for (const change of [undefined, ...changes]) {
    item = change ? nextEdition(item, change) : item;
    const { id, kind, slug, edition } = item;
    const by = { who: 'tests', at: edition.published };
    const expects = { edition: edition.number - 1 };
    await commit(openDatabase(binding), [
      { command: 'publish', by, item: { id, kind, slug }, expects, editions: [edition], live: item },
    ]);
  }
  return item;
};

const sinceOf = async (slug: string) => {
  const [row] = await rows<{ since: string }>(`SELECT since FROM live WHERE slug = '${slug}'`);
  return JSON.parse(row?.since ?? '') as unknown;
};

// As the Worker before the migration saves a draft, and discards it.
const saveBefore = (slug: string, revision: number, record: object | null) => {
  const saved = { item: `terms/${slug}`, kind: 'terms', slug, revision, record: record && JSON.stringify(record) };
  return database.batch([
    database
      .prepare(
        `INSERT INTO events (at, who, command, item, edition, revision, detail)
         VALUES ('2026-12-01T00:00:00Z', 'editor', ?, ?, NULL, ?, '{}')`,
      )
      .bind(record ? 'save' : 'discard', saved.item, revision),
    database
      .prepare(
        `insert into "drafts" ("item", "kind", "slug", "revision", "record", "saved", "who")
         select value ->> 'item', value ->> 'kind', value ->> 'slug', value ->> 'revision', value ->> 'record',
           '2026-12-01T00:00:00Z', 'editor' from json_each(?) where true on conflict ("item") do update
         set "revision" = "excluded"."revision", "record" = "excluded"."record", "saved" = "excluded"."saved",
         "who" = "excluded"."who", "slug" = "excluded"."slug"`,
      )
      .bind(JSON.stringify([saved])),
  ]);
};
const publishedBefore = (slug: string, edition: number) =>
  run(`INSERT INTO events (at, who, command, item, edition, revision, detail)
       VALUES ('2026-12-01T00:00:00Z', 'publisher', 'publish', 'terms/${slug}', ${edition}, NULL, '{}')`);

describe('a draft that was saved before the migration', () => {
  const saved = { kind: 'terms', saved: '2026-12-01T00:00:00Z', who: 'editor' };
  const record = { texts: { ja: ja('下書き') } };

  beforeAll(async () => {
    await migrate(MIGRATIONS.filter(isBefore));
    await saveBefore('new', 1, record);
    await publishedBefore('old', 1);
    await publishedBefore('old', 2);
    await saveBefore('old', 1, {});
    await saveBefore('old', 2, record);
    await publishedBefore('old', 3);
    await saveBefore('gone', 1, record);
    await saveBefore('gone', 2, null);
    await migrate(MIGRATIONS.filter((migration) => !isBefore(migration)));
  });

  it('is there still, made from the edition that was live then', async () => {
    const kept = { ...saved, record: JSON.stringify(record) };
    expect(await rows('SELECT * FROM drafts ORDER BY item')).toEqual([
      { ...saved, item: 'terms/gone', slug: 'gone', revision: 2, record: null, base: 0 },
      { ...kept, item: 'terms/new', slug: 'new', revision: 1, base: 0 },
      { ...kept, item: 'terms/old', slug: 'old', revision: 2, base: 2 },
    ]);
  });

  it('is kept as a revision', async () => {
    const { kind: _, ...kept } = { ...saved, changed: '{}', record: JSON.stringify(record) };
    expect(await rows('SELECT * FROM revisions ORDER BY item')).toEqual([
      { ...kept, item: 'terms/new', revision: 1, base: 0 },
      { ...kept, item: 'terms/old', revision: 2, base: 2 },
    ]);
  });

  it('is saved again by the Worker of the version before, which knows no revisions', async () => {
    await saveBefore('old', 3, { texts: {} });
    await saveBefore('newer', 1, { texts: {} });
    const { state } = await loadCommandState(openDatabase(binding), [
      { kind: 'terms', slug: 'old' },
      { kind: 'terms', slug: 'newer' },
    ]);
    const draft = { record: { texts: {} }, changed: {}, saved: saved.saved, who: saved.who };
    expect(state({ kind: 'terms', slug: 'old' }).draft).toEqual({ ...draft, revision: 3, base: 2 });
    expect(state({ kind: 'terms', slug: 'newer' }).draft).toEqual({ ...draft, revision: 1, base: 0 });
  });
});

describe('since when readers of a language have its texts', () => {
  const texts = { ja: ja('量子'), en: en('quantum') };
  const [first, second, third, fourth] = [1, 2, 3, 4].map((edition) => ({
    edition,
    published: `2026-12-0${edition}T00:00:00Z`,
  }));

  it.each<[string, Partial<Edition>[], object]>([
    ['published once', [], { ja: first, en: first }],
    ['changed in one language', [{ texts: { ...texts, ja: ja('量') } }], { ja: second, en: first }],
    ['changed in its facts alone', [{ facts: { order: 1 } }], { ja: first, en: first }],
    ['withdrawn in a language', [{ withdrawals: { en: gone } }], { ja: first }],
    [
      'withdrawn in a language, and published in it again',
      [{ withdrawals: { en: gone } }, { withdrawals: {} }],
      { ja: first, en: third },
    ],
    [
      'written in a language later',
      [{ texts: { ja: ja('量') } }, { texts: { ja: ja('量'), en: en('q') } }],
      { ja: second, en: third },
    ],
    [
      'changed in one language, in the other, in the first',
      [
        { texts: { ...texts, ja: ja('量') } },
        { texts: { ja: ja('量'), en: en('q') } },
        { texts: { ja: ja('子'), en: en('q') } },
      ],
      { ja: fourth, en: third },
    ],
  ])('%s', async (name, changes, since) => {
    const slug = name.replace(/[^a-z]+/g, '-');
    await publish(newTerm(slug, texts), ...changes);
    expect(await sinceOf(slug)).toEqual(since);
    // The migration finds the same for what was published before it.
    await run("UPDATE live SET since = '{}'");
    await run(queries.find((query) => /UPDATE live SET since/.test(query)) ?? '');
    expect(await sinceOf(slug)).toEqual(since);
  });
});
