import { afterAll, describe, expect, it } from 'vitest';
import { referenceStatement } from '../../../src/database/read/card-statements.ts';
import { collectionStatements, recentStatement } from '../../../src/database/read/collection-statements.ts';
import { itemStatements } from '../../../src/database/read/item-statements.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const options = { language: 'ja', fallback: true, origin: 'https://example.jp' } as const;

afterAll(startOver);

describe('the statements that read items and collections', () => {
  it('reads an item with its links and incoming lists (councils)', async () => {
    const { database, sent } = recordingDatabase();
    const { item, lists } = itemStatements('councils', 'council-2-2024', options);
    const [[row, ...links]] = await database.batch(item, ...lists);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select null as "source", null as "relation", null as "place", "live"."id", "live"."kind", "live"."slug",
          "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."facts" as "facts",
          "live"."texts" as "texts", null as "brief"
          from "live" where "live"."id" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          union all select "links"."source" as "source", "links"."relation" as "relation", "links"."place" as
          "place", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", null as "facts", null as "texts", "live"."brief" as "brief"
          from "links" cross join "live" where "live"."id" = "links"."target"
          and "links"."source" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
        `),
        parameters: ['councils', 'council-2-2024', 'councils', 'council-2-2024'],
        searches: [
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH links USING PRIMARY KEY (source=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object(?, json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug',
          "obj"."slug", 'first', "obj"."first", 'number', "obj"."number", 'withdrawals', "obj"."withdrawals",
          'published', "obj"."published", 'brief', "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj))) as "targets" from "page"
          cross join "live" where "live"."id" = "page"."item" order by "page"."sort", "page"."slug"
        `),
        parameters: [
          'outcomes',
          'ja',
          'council=',
          'councils',
          'council-2-2024',
          1,
          51,
          '$.sources',
          '$.aliases',
          '$.licence',
          'action',
          '$."action"',
        ],
        searches: [
          'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object(?, json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug',
          "obj"."slug", 'first', "obj"."first", 'number', "obj"."number", 'withdrawals', "obj"."withdrawals",
          'published', "obj"."published", 'brief', "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj))) as "targets" from "page"
          cross join "live" where "live"."id" = "page"."item" order by "page"."sort", "page"."slug"
        `),
        parameters: [
          'documents',
          'ja',
          'council=',
          'councils',
          'council-2-2024',
          1,
          51,
          '$.sources',
          '$.aliases',
          '$.licence',
          'publisher',
          '$."publisher"',
        ],
        searches: [
          'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
    ]);
    expect(row).toMatchObject({ id: 'councils/council-2-2024', source: null, number: 1, brief: null });
    expect(links).toContainEqual(
      expect.objectContaining({ source: 'councils/council-2-2024', relation: 'partnership', place: -1, facts: null }),
    );
  });

  it('reads the entries of a list (participants)', async () => {
    const { database, sent } = recordingDatabase();
    const { lists, entries } = itemStatements('participants', 'no-such-participant', options);
    const rows = await database.batch(...lists, ...entries);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object() as "targets"
          from "page" cross join "live" where "live"."id" = "page"."item"
          order by "page"."sort", "page"."slug"
        `),
        parameters: [
          'councils',
          'ja',
          'participant=',
          'participants',
          'no-such-participant',
          1,
          51,
          '$.sources',
          '$.aliases',
          '$.licence',
        ],
        searches: [
          'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) order by "sort", "slug" limit ?)
          select "links"."source", "links"."relation", "links"."place", "live"."id", "live"."kind", "live"."slug",
          "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."brief"
          from "page" cross join links as "entry" indexed by links_by_target cross join "links"
          cross join "live" where "entry"."source" = "page"."item" and "entry"."relation" = ?
          and "entry"."target" = (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and "links"."source" = "entry"."source" and "links"."relation" in (?, ?)
          and "links"."place" = "entry"."place" and "live"."id" = "links"."target"
        `),
        parameters: [
          'councils',
          'ja',
          'participant=',
          'participants',
          'no-such-participant',
          1,
          51,
          'attendances.participant',
          'participants',
          'no-such-participant',
          'attendances.role',
          'attendances.organisation',
        ],
        searches: [
          'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH entry USING COVERING INDEX links_by_target (target=? AND relation=? AND source=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH links USING PRIMARY KEY (source=? AND relation=? AND place=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
    ]);
    expect(rows).toEqual([[], []]);
  });

  it('reads a reference with the parts of its composed name (documents)', async () => {
    const { database, sent } = recordingDatabase();
    const [rows] = await database.batch(referenceStatement('documents', 'press-mic-2024-ja'));
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          with "page" as (select "item", ? as "sort", "slug" from "slugs" where "kind" = ? and "slug" = ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object(?, json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug',
          "obj"."slug", 'first', "obj"."first", 'number', "obj"."number", 'withdrawals', "obj"."withdrawals",
          'published', "obj"."published", 'brief', "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj))) as "targets" from "page"
          cross join "live" where "live"."id" = "page"."item" order by "page"."sort", "page"."slug"
        `),
        parameters: [
          '',
          'documents',
          'press-mic-2024-ja',
          '$.sources',
          '$.aliases',
          '$.licence',
          'publisher',
          '$."publisher"',
        ],
        searches: [
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
    ]);
    expect(rows).toMatchObject([{ id: 'documents/press-mic-2024-ja', sort: '' }]);
    expect(Object.keys(JSON.parse(rows[0]?.targets ?? ''))).toEqual(['publisher']);
  });

  it('reads the items published last', async () => {
    const { database, sent } = recordingDatabase();
    const [rows] = await database.batch(recentStatement(options, 3));
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          with "page" as (select "item", "modified" as "sort", "slug" from "listings" where "filter" = ''
          and "language" = ? and ("fallback" is null or "fallback" = ?) order by "modified" desc, "item"
          limit ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object(?, json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug',
          "obj"."slug", 'first', "obj"."first", 'number', "obj"."number", 'withdrawals', "obj"."withdrawals",
          'published', "obj"."published", 'brief', "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj)), ?, json((select json_object('id',
          "obj"."id", 'kind', "obj"."kind", 'slug', "obj"."slug", 'first', "obj"."first", 'number',
          "obj"."number", 'withdrawals', "obj"."withdrawals", 'published', "obj"."published", 'brief',
          "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj)), ?, json((select json_object('id',
          "obj"."id", 'kind', "obj"."kind", 'slug', "obj"."slug", 'first', "obj"."first", 'number',
          "obj"."number", 'withdrawals', "obj"."withdrawals", 'published', "obj"."published", 'brief',
          "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj)), ?, json((select json_object('id',
          "obj"."id", 'kind', "obj"."kind", 'slug', "obj"."slug", 'first', "obj"."first", 'number',
          "obj"."number", 'withdrawals', "obj"."withdrawals", 'published', "obj"."published", 'brief',
          "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target"
          where "target"."id" = json_extract("live"."links", ?)) as obj))) as "targets" from "page"
          cross join "live" where "live"."id" = "page"."item" order by "page"."sort" desc, "page"."item"
        `),
        parameters: [
          'ja',
          1,
          3,
          '$.sources',
          '$.aliases',
          '$.licence',
          'council',
          '$."council"',
          'action',
          '$."action"',
          'organisation',
          '$."organisation"',
          'publisher',
          '$."publisher"',
        ],
        searches: [
          'SEARCH listings USING INDEX listings_by_modified (language=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
          'SEARCH target USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
    ]);
    expect(rows.map(({ published }) => published)).toEqual(
      rows
        .map(({ published }) => published)
        .toSorted()
        .toReversed(),
    );
    expect(rows).toHaveLength(3);
  });

  it('reads a page of a collection by filter, status, time and position (actions)', async () => {
    const { database, sent } = recordingDatabase();
    const { page, counter } = collectionStatements(
      'actions',
      {
        filters: { partnership: 'none' },
        status: 'ongoing',
        modifiedSince: '2020-01-01T00:00:00Z',
        limit: 2,
        after: { sort: '0001', slug: 'a' },
      },
      options,
    );
    const rows = await database.batch(page, counter);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          with "page" as (select "listings".* from "listings" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?)
          and ("fallback" is null or "fallback" = ?) and "modified" >= ? and ("sort", "slug") > (?, ?)
          and exists (select "other"."item" from "listings" as "other"
          where "other"."item" = "listings"."item" and "other"."language" = ? and "other"."filter" = ?)
          order by "sort", "slug" limit ?)
          select "page"."sort", "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
          "live"."withdrawals", "live"."published", "live"."texts", json_remove("live"."facts", ?, ?, ?) as
          "facts", json_object() as "targets"
          from "page" cross join "live" where "live"."id" = "page"."item"
          order by "page"."sort", "page"."slug"
        `),
        parameters: [
          'actions',
          'ja',
          'partnership=',
          'partnerships',
          'none',
          1,
          '2020-01-01T00:00:00Z',
          '0001',
          'a',
          'ja',
          'status=ongoing',
          3,
          '$.sources',
          '$.aliases',
          '$.licence',
        ],
        searches: [
          'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=? AND (sort,slug)>(?,?))',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH other EXISTS USING COVERING INDEX listings_by_item (item=? AND language=? AND filter=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select "total" from "counters" where "kind" = ? and "language" = ?
          and "filter" = ? || (select "item" from "slugs" where "kind" = ? and "slug" = ?) and "fallback" = ?
        `),
        parameters: ['actions', 'ja', 'partnership=', 'partnerships', 'none', 1],
        searches: [
          'SEARCH counters USING PRIMARY KEY (kind=? AND language=? AND filter=? AND fallback=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
        ],
        scans: [],
      },
    ]);
    expect(rows).toEqual([[], []]);
  });
});
