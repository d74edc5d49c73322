import { afterAll, describe, expect, it } from 'vitest';
import { readArchive, readDrafts, readEditions, readEvents, readLive } from '../../../src/database/editor-queries.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of editor-queries.ts', () => {
  it('reads the editions of items', async () => {
    const { database, sent } = recordingDatabase();
    const editions = await readEditions(database, ['actions/data', 'terms/none']);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "editions".* from json_each(?) as "requested" inner join "editions"
          on "editions"."item" = "requested"."value" order by "editions"."item", "editions"."number"
        `),
        parameters: ['["actions/data","terms/none"]'],
        searches: ['SEARCH editions USING PRIMARY KEY (item=?)'],
        scans: [],
      },
    ]);
    expect([...editions].map(([id, all]) => [id, all.map(({ number }) => number)])).toEqual([['actions/data', [1]]]);
  });

  it('reads items with their history', async () => {
    const { database, sent } = recordingDatabase();
    const items = await readArchive(database, 'actions/data', 1);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "id", "kind", "slug" from "items" where "id" > ? order by "id" limit ?
        `),
        parameters: ['actions/data', 1],
        searches: ['SEARCH items USING PRIMARY KEY (id>?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "page"."id" as "item", "slugs"."slug" from (select "id", "kind", "slug" from "items"
          where "id" > ? order by "id" limit ?) as "page" inner join "slugs" on "slugs"."item" = "page"."id"
          order by "slugs"."slug"
        `),
        parameters: ['actions/data', 1],
        searches: ['SEARCH items USING PRIMARY KEY (id>?)', 'SEARCH slugs USING COVERING INDEX slugs_by_item (item=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "editions".* from json_each(?) as "requested" inner join "editions"
          on "editions"."item" = "requested"."value" order by "editions"."item", "editions"."number"
        `),
        parameters: ['["actions/digital-markets"]'],
        searches: ['SEARCH editions USING PRIMARY KEY (item=?)'],
        scans: [],
      },
    ]);
    expect(items).toMatchObject([{ kind: 'actions', slugs: [items[0]?.slug], editions: [{ number: 1 }] }]);
    expect(`actions/${items[0]?.first}` > 'actions/data').toBe(true);
  });

  it('reads the newest events', async () => {
    const { database, sent } = recordingDatabase();
    const events = await readEvents(database, { limit: 2 });
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select * from "events" where "id" < ? order by "id" desc limit ?
        `),
        parameters: [9007199254740991, 2],
        searches: ['SEARCH events USING INTEGER PRIMARY KEY (rowid<?)'],
        scans: [],
      },
    ]);
    expect(events.map(({ command }) => command)).toEqual(['publish', 'publish']);
  });

  it('reads the events of an item', async () => {
    const { database, sent } = recordingDatabase();
    const events = await readEvents(database, { item: 'actions/data', before: 1_000_000, limit: 2 });
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select * from "events" where "id" < ? and "item" = ? order by "id" desc limit ?
        `),
        parameters: [expect.any(Number), 'actions/data', 2],
        searches: ['SEARCH events USING INDEX events_by_item (item=? AND id<?)'],
        scans: [],
      },
    ]);
    expect(events).toMatchObject([{ item: 'actions/data', command: 'publish', edition: 1, code: null }]);
  });

  it('reads drafts', async () => {
    const { database, sent } = recordingDatabase();
    const drafts = await readDrafts(database, '', 2);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "drafts"."item", "drafts"."kind", coalesce("items"."slug", "drafts"."slug") as "slug",
          "drafts"."revision", "drafts"."saved", "drafts"."who"
          from "drafts" left join "items" on "items"."id" = "drafts"."item"
          where "drafts"."record" is not null and "drafts"."item" > ? order by "drafts"."item" limit ?
        `),
        parameters: ['', 2],
        searches: ['SEARCH drafts USING PRIMARY KEY (item>?)', 'SEARCH items USING PRIMARY KEY (id=?) LEFT-JOIN'],
        scans: [],
      },
    ]);
    expect(drafts).toEqual([]);
  });

  it('reads live items', async () => {
    const { database, sent } = recordingDatabase();
    const items = await readLive(database, 'terms/', 1);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals",
          "live"."published", "live"."facts", "live"."texts"
          from "live" where "id" > ? order by "id" limit ?
        `),
        parameters: ['terms/', 1],
        searches: ['SEARCH live USING PRIMARY KEY (id>?)'],
        scans: [],
      },
    ]);
    expect(items).toMatchObject([{ kind: 'terms', edition: { number: 1 } }]);
  });
});
