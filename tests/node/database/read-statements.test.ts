import { env } from 'cloudflare:workers';
import type { Compilable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceStatement } from '../../../src/database/read/card-statements.ts';
import { collectionStatements, recentStatement } from '../../../src/database/read/collection-statements.ts';
import { documentStatement } from '../../../src/database/read/documents.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const digest = 'of the tests';
const options = { language: 'ja', fallback: true, origin: 'https://example.jp', digest } as const;
const withoutFallback = { ...options, fallback: false } as const;
const cited = '2026-11-23T00:00:00Z';

/** Sends a statement; describes it, and returns its rows. */
const sentAs = async <Row>(statement: Compilable<Row>) => {
  const { database, sent } = recordingDatabase();
  const [rows] = await database.batch(statement);
  const [described] = await describeStatements(sent);
  return { described, rows };
};

// What is stored counts where nothing has changed its item since, and where it was made with the digest of the deployment.
const isUpToDate = (table: string) => `
  not exists (select "stale_documents"."item" from "stale_documents"
  where "stale_documents"."item" = "${table}"."item")
  and exists (select "derived"."name" from "derived" where "derived"."name" = ? and "derived"."digest" = ?)`;

beforeAll(() => env.DB.prepare("UPDATE derived SET digest = ? WHERE name = 'documents'").bind(digest).run());
afterAll(startOver);

describe('the statement that reads the document of an item', () => {
  const sqlFor = (isForReader: string) =>
    fold(`
      select "item", "version", "since", "head", case when instr(?, "version") > ? then null else "view" end as "view"
      from "documents" where "kind" = ? and "slug" = ? and "language" = ? and ${isForReader}
      and ${isUpToDate('documents')}
    `);
  const isStale = 'SEARCH stale_documents USING PRIMARY KEY (item=?)';
  const isMadeWith = 'SEARCH derived EXISTS USING PRIMARY KEY (name=?)';
  const dfft = {
    item: 'terms/dfft',
    version: expect.stringMatching(/^[0-9a-f]{24}$/),
    since: '2026-11-01T00:00:00Z',
    head: JSON.stringify({
      languages: ['ja', 'en'],
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      fallbacks: {},
      keys: {},
      more: {},
      dependencies: [['terms/dfft', 1, cited]],
    }),
    view: expect.stringContaining('"name":"信頼性のある自由なデータ流通（DFFT）"'),
  };

  it('for a reader who takes a fallback: one row by its whole key', async () => {
    const { described, rows } = await sentAs(documentStatement('terms', 'dfft', options));
    expect(described).toEqual({
      sql: sqlFor('"documents"."fallback" = ?'),
      parameters: ['', 0, 'terms', 'dfft', 'ja', 1, 'documents', digest],
      searches: [
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (kind=? AND slug=? AND language=? AND fallback=?)',
        isStale,
        isMadeWith,
      ],
      scans: [],
    });
    expect(rows).toEqual([dfft]);
  });

  it('for a reader who takes none: a row of their own, or the one that is for both', async () => {
    const { described, rows } = await sentAs(
      documentStatement('terms', 'dfft', { ...withoutFallback, held: 'a version' }),
    );
    expect(described).toEqual({
      sql: sqlFor('("documents"."fallback" = ? or "documents"."both" = ?)'),
      parameters: ['a version', 0, 'terms', 'dfft', 'ja', 0, 1, 'documents', digest],
      searches: [
        isMadeWith,
        'SEARCH documents USING INDEX sqlite_autoindex_documents_1 (kind=? AND slug=? AND language=?)',
        isStale,
      ],
      scans: [],
    });
    expect(rows).toEqual([dfft]);
  });

  it('made with another digest, or out of date: none', async () => {
    expect((await sentAs(documentStatement('terms', 'dfft', { ...options, digest: 'another' }))).rows).toEqual([]);
    await env.DB.exec(
      "INSERT INTO stale_documents (item, expired, since) VALUES ('terms/dfft', '2026-12-01', '2026-12-01')",
    );
    expect((await sentAs(documentStatement('terms', 'dfft', options))).rows).toEqual([]);
    await env.DB.exec('DELETE FROM stale_documents');
  });
});

const cardsSql = (page: string, isForReader: string, order: string) =>
  fold(`
    with "page" as (${page}) select "page"."item", "page"."sort", "page"."slug", "cards"."version", "cards"."head",
    "cards"."card" from "page" left join "cards" on "cards"."kind" = "page"."kind" and "cards"."slug" = "page"."slug"
    and "cards"."language" = ? and ${isForReader} and ${isUpToDate('cards')} order by ${order}
  `);
const inOrder = '"page"."sort", "page"."slug"';
const cardSearches = (key: string) => [
  `SEARCH cards USING INDEX sqlite_autoindex_cards_1 (${key}) LEFT-JOIN`,
  'SEARCH derived USING PRIMARY KEY (name=?)',
  'SEARCH stale_documents USING PRIMARY KEY (item=?)',
];
const wholeKey = 'kind=? AND slug=? AND language=? AND fallback=?';

describe('the statements that read a page of a collection', () => {
  it('its first items with their stored cards, and their number', async () => {
    const { page, total } = collectionStatements('actions', { filters: {}, limit: 2 }, options);
    const [listed, counted] = [await sentAs(page), await sentAs(total)];
    expect(listed.described).toEqual({
      sql: cardsSql(
        `select "listings".* from "listings" where "kind" = ? and "language" = ? and "filter" = ?
        and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?`,
        '"cards"."fallback" = ?',
        inOrder,
      ),
      parameters: ['actions', 'ja', '', 1, 3, 'ja', 1, 'documents', digest],
      searches: ['SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)', ...cardSearches(wholeKey)],
      scans: [],
    });
    // By their `order` in content/actions; one more than asked for, which says that there is a next page.
    expect(listed.rows.map(({ item, sort }) => [item, sort])).toEqual([
      ['actions/vendor-diversification', '0001'],
      ['actions/semiconductors', '0002'],
      ['actions/ai', '0003'],
    ]);
    expect(JSON.parse(listed.rows[2]?.card ?? '')).toEqual({
      id: 'https://example.jp/actions/ai',
      kind: 'actions',
      slug: 'ai',
      name: 'AI',
      href: 'https://example.jp/ja/actions/ai',
      summary: '広島AIプロセスなどを通じて、安全で信頼できるAIに関する国際的なルールづくりと知見の共有に取り組む。',
      status: 'ongoing',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      languages: ['ja', 'en'],
      edition: 1,
      published: cited,
      modified: cited,
    });
    expect(counted).toEqual({
      described: {
        sql: fold(`
          select "total" from "counters" where "kind" = ? and "language" = ? and "filter" = ? and "fallback" = ?
        `),
        parameters: ['actions', 'ja', '', 1],
        searches: ['SEARCH counters USING PRIMARY KEY (kind=? AND language=? AND filter=? AND fallback=?)'],
        scans: [],
      },
      rows: [{ total: 8 }],
    });
  });

  it('by filter, status, time and position, for a reader who takes no fallback', async () => {
    const { page, total } = collectionStatements(
      'outcomes',
      {
        filters: { action: 'data' },
        status: 'announced',
        modifiedSince: '2020-01-01T00:00:00Z',
        limit: 2,
        after: { sort: '0001', slug: 'a', isCut: false },
      },
      withoutFallback,
    );
    const [listed, counted] = [await sentAs(page), await sentAs(total)];
    expect(listed.described).toEqual({
      sql: cardsSql(
        `select "listings".* from "listings" where "kind" = ? and "language" = ?
        and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
        and ("fallback" is null or "fallback" = ?) and "modified" >= ?
        and exists (select "other"."item" from "listings" as "other"
        where "other"."item" = "listings"."item" and "other"."language" = ? and "other"."filter" = ?)
        and ("sort", "slug") > (?, ?)
        order by "sort", "slug" limit ?`,
        '("cards"."fallback" = ? or "cards"."both" = ?)',
        inOrder,
      ),
      parameters: [
        ...['outcomes', 'ja', 'action=', 'actions', 'data', 0, '2020-01-01T00:00:00Z'],
        ...['ja', 'status=announced', '0001', 'a', 3, 'ja', 0, 1, 'documents', digest],
      ],
      searches: [
        'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=? AND (sort,slug)>(?,?))',
        'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
        'SEARCH other EXISTS USING COVERING INDEX listings_by_item (item=? AND language=? AND filter=?)',
        ...cardSearches('kind=? AND slug=? AND language=?'),
      ],
      scans: [],
    });
    // Of the three outcomes of this action, these have a commitment that was announced; newest first.
    expect(listed.rows).toMatchObject([
      { item: 'outcomes/council-2-2024-data', card: expect.stringContaining('"date":"2024-01-16"') },
      { item: 'outcomes/launch-2022-data', card: expect.stringContaining('"date":"2022-12-07"') },
    ]);
    expect(counted).toEqual({
      described: {
        sql: fold(`
          select count(*) as "total" from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) and "modified" >= ?
          and exists (select "other"."item" from "listings" as "other"
          where "other"."item" = "listings"."item" and "other"."language" = ? and "other"."filter" = ?)
        `),
        parameters: [
          ...['outcomes', 'ja', 'action=', 'actions', 'data', 0, '2020-01-01T00:00:00Z', 'ja', 'status=announced'],
        ],
        searches: [
          'SEARCH listings USING INDEX listings_by_modification (kind=? AND language=? AND filter=? AND modified>?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH other EXISTS USING COVERING INDEX listings_by_item (item=? AND language=? AND filter=?)',
        ],
        scans: [],
      },
      rows: [{ total: 2 }],
    });
  });

  it('how many were modified since a moment: by an index that has all that is compared', async () => {
    const selection = { filters: {}, modifiedSince: '2020-01-01T00:00:00Z', limit: 2 };
    const { described, rows } = await sentAs(collectionStatements('terms', selection, options).total);
    expect(described).toEqual({
      sql: fold(`
        select count(*) as "total" from "listings" where "kind" = ? and "language" = ? and "filter" = ?
        and ("fallback" is null or "fallback" = ?) and "modified" >= ?
      `),
      parameters: ['terms', 'ja', '', 1, '2020-01-01T00:00:00Z'],
      searches: [
        'SEARCH listings USING COVERING INDEX listings_by_modification (kind=? AND language=? AND filter=? AND modified>?)',
      ],
      scans: [],
    });
    expect(rows).toEqual([{ total: 26 }]);
  });

  it('a card that is out of date, or made with another digest, is null, and its item is listed still', async () => {
    const selection = { filters: {}, limit: 1 };
    await env.DB.exec(
      "INSERT INTO stale_documents (item, expired, since) VALUES ('actions/vendor-diversification', '2026-12-01', '2026-12-01')",
    );
    const { rows } = await sentAs(collectionStatements('actions', selection, options).page);
    expect(rows).toEqual([
      {
        ...{ item: 'actions/vendor-diversification', sort: '0001', slug: 'vendor-diversification' },
        ...{ version: null, head: null, card: null },
      },
      expect.objectContaining({
        item: 'actions/semiconductors',
        card: expect.stringMatching(/^\{"id":.*"kind":"actions"/),
      }),
    ]);
    await env.DB.exec('DELETE FROM stale_documents');
    const { page } = collectionStatements('actions', selection, { ...options, digest: 'another' });
    expect((await sentAs(page)).rows.map(({ card }) => card)).toEqual([null, null]);
  });
});

it('reads the items published last', async () => {
  const { described, rows } = await sentAs(recentStatement(options, 2));
  expect(described).toEqual({
    sql: cardsSql(
      `select "item", "kind", "modified" as "sort", "slug" from "listings" where "filter" = '' and "language" = ?
      and ("fallback" is null or "fallback" = ?) order by "modified" desc, "item" limit ?`,
      '"cards"."fallback" = ?',
      '"page"."sort" desc, "page"."item"',
    ),
    parameters: ['ja', 1, 2, 'ja', 1, 'documents', digest],
    searches: ['SEARCH listings USING INDEX listings_by_modified (language=?)', ...cardSearches(wholeKey)],
    scans: [],
  });
  // All were published at the same time: the order is that of their ids.
  expect(rows).toMatchObject([
    { item: 'actions/ai', sort: cited, card: expect.stringContaining('"slug":"ai"') },
    { item: 'actions/cyber-resilience', sort: cited, card: expect.stringContaining('"slug":"cyber-resilience"') },
  ]);
});

it('reads a reference with the parts of its composed name (documents)', async () => {
  const { described, rows } = await sentAs(referenceStatement('documents', 'press-mic-2024-ja'));
  expect(described).toEqual({
    sql: fold(`
      select "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals",
      "live"."published", "live"."texts", json_remove("live"."facts", ?, ?) as "facts", json_object(?,
      json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug', "obj"."slug", 'first', "obj"."first",
      'number', "obj"."number", 'withdrawals', "obj"."withdrawals", 'published', "obj"."published", 'brief',
      "obj"."brief")
      from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
      "target"."withdrawals", "target"."published", "target"."brief"
      from "live" as "target" where "target"."id" = json_extract("live"."links", ?)) as obj))) as "targets"
      from "live" where "live"."id" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
    `),
    parameters: [...['$.sources', '$.aliases', 'publisher', '$."publisher"'], ...['documents', 'press-mic-2024-ja']],
    searches: [
      'SEARCH live USING PRIMARY KEY (id=?)',
      'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
      'SEARCH target USING PRIMARY KEY (id=?)',
    ],
    scans: [],
  });
  expect(rows).toMatchObject([{ id: 'documents/press-mic-2024-ja', slug: 'press-mic-2024-ja', number: 1 }]);
  expect(JSON.parse(rows[0]?.targets ?? '')).toMatchObject({
    publisher: { id: 'organisations/mic', kind: 'organisations' },
  });
});
