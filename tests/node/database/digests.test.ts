import { afterAll, describe, expect, it } from 'vitest';
import { readDigest, storeDigest } from '../../../src/database/digests.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of digests.ts', () => {
  it('stores a digest, replaces it and reads it', async () => {
    const { database, sent } = recordingDatabase();
    await database.batch(storeDigest('test', 'a'));
    await database.batch(storeDigest('test', 'b'));
    const digest = await readDigest(database, 'test');
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          insert into "derived" ("name", "digest") values (?, ?) on conflict ("name") do update
          set "digest" = ?
        `),
        parameters: ['test', 'a', 'a'],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          insert into "derived" ("name", "digest") values (?, ?) on conflict ("name") do update
          set "digest" = ?
        `),
        parameters: ['test', 'b', 'b'],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          select "digest" from "derived" where "name" = ?
        `),
        parameters: ['test'],
        searches: ['SEARCH derived USING PRIMARY KEY (name=?)'],
        scans: [],
      },
    ]);
    expect(digest).toBe('b');
  });
});
