import { afterAll, describe, expect, it } from 'vitest';
import { complete, readPending, recordPurge, retryLater } from '../../../src/database/write/purge-outbox/drain.ts';
import { enqueueAllIfBuildChanged } from '../../../src/database/write/purge-outbox/enqueue.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const by = { who: 'tests', at: '2099-01-01T00:00:00Z' };

afterAll(startOver);

describe('the statements of write/purge-outbox/', () => {
  it('enqueues, reads, retries, repeats and completes purges', async () => {
    const { database, sent } = recordingDatabase();
    await enqueueAllIfBuildChanged(database, 'another build', by);
    const pending = await readPending(database, by.at);
    await retryLater(database, pending, by.at);
    const failed = await readPending(database, by.at);
    await complete(database, failed, by.at);
    await complete(database, failed, undefined);
    await recordPurge(database, by, { tags: ['a'] });
    const left = await readPending(database, by.at);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "digest" from "derived" where "name" = ?
        `),
        parameters: ['answers'],
        searches: ['SEARCH derived USING PRIMARY KEY (name=?)'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "derived" ("name", "digest") values (?, ?) on conflict ("name") do update
          set "digest" = ?
        `),
        parameters: ['answers', 'another build', 'another build'],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          insert into "events" ("who", "at", "command", "item", "detail") values (?, ?, ?, ?, ?)
        `),
        parameters: ['tests', '2099-01-01T00:00:00Z', 'purge', '*', '{}'],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          insert into "purges" ("tag", "event")
          select distinct "tag"."value" as "tag", (select max("id") as "id" from "events") as "event"
          from json_each(?) as "tag" where true on conflict ("tag") do update
          set "event" = "excluded"."event", "due" = ?, "purged" = ?
        `),
        parameters: ['["*"]', '', 0],
        searches: ['SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          select "tag", "event", "failures" from "purges" where "due" <= ?
        `),
        parameters: ['2099-01-01T00:00:00Z'],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          update "purges" set "failures" = "failures" + ?, "due" = ? where "due" <= ? and "event" <= ?
        `),
        parameters: [1, '2099-01-01T00:00:00Z', '2099-01-01T00:00:00Z', expect.any(Number)],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "tag", "event", "failures" from "purges" where "due" <= ?
        `),
        parameters: ['2099-01-01T00:00:00Z'],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          delete from "purges" where "due" <= ? and "event" <= ? and "purged" > ?
        `),
        parameters: ['2099-01-01T00:00:00Z', expect.any(Number), 0],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          update "purges" set "purged" = ?, "failures" = ?, "due" = ? where "due" <= ? and "event" <= ?
        `),
        parameters: [1, 0, '2099-01-01T00:00:00Z', '2099-01-01T00:00:00Z', expect.any(Number)],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          delete from "purges" where "due" <= ? and "event" <= ?
        `),
        parameters: ['2099-01-01T00:00:00Z', expect.any(Number)],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "events" ("who", "at", "command", "item", "code", "detail") values (?, ?, ?, ?, ?, ?)
        `),
        parameters: ['tests', '2099-01-01T00:00:00Z', 'purge', 'a', null, '{"tags":["a"]}'],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          select "tag", "event", "failures" from "purges" where "due" <= ?
        `),
        parameters: ['2099-01-01T00:00:00Z'],
        searches: ['SEARCH purges USING INDEX purges_by_due (due<?)'],
        scans: [],
      },
    ]);
    expect(pending).toMatchObject({ tags: ['*'], failed: false });
    expect(failed).toEqual({ ...pending, failed: true });
    expect(left.tags).toEqual([]);
  });
});
