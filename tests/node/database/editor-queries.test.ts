import { afterAll, describe, expect, it } from 'vitest';
import { readDrafts, readEvents, readLive } from '../../../src/database/editor-queries.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of editor-queries.ts', () => {
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
        searches: [
          'SEARCH drafts USING INDEX drafts_present (item>?)',
          'SEARCH items USING PRIMARY KEY (id=?) LEFT-JOIN',
        ],
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
