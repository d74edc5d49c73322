import { afterAll, describe, expect, it } from 'vitest';
import { checkReadiness } from '../../../src/database/readiness.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of readiness.ts', () => {
  it('checks migrations and listings, and counts what is out of date', async () => {
    const { database, sent } = recordingDatabase();
    const readiness = await checkReadiness(database, 'another digest');
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "name" from "d1_migrations" where "name" > ?
        `),
        parameters: [''],
        searches: ['SEARCH d1_migrations USING COVERING INDEX sqlite_autoindex_d1_migrations_1 (name>?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "digest" from "derived" where "name" = ?
        `),
        parameters: ['listings'],
        searches: ['SEARCH derived USING PRIMARY KEY (name=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "id" from "items" where "id" > ? limit ?
        `),
        parameters: ['', 1],
        searches: ['SEARCH items USING PRIMARY KEY (id>?)'],
        scans: [],
      },
      {
        sql: fold(`
          with "item" as (select "item" from "stale_documents" where "since" >= ? limit ?)
          select count(*) as "items" from "item"
        `),
        parameters: ['', 1000],
        searches: ['SEARCH stale_documents USING COVERING INDEX stale_documents_by_since (since>?)'],
        scans: [],
      },
    ]);
    expect(readiness).toEqual({ reachable: true, migrated: true, listed: false, filled: true, stale: 0 });
  });
});
