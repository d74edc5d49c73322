import { afterAll, describe, expect, it } from 'vitest';
import { readSitemap } from '../../../src/database/read/sitemap.ts';
import { recordFiles } from '../../support/records.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`).toSorted();

afterAll(startOver);

describe('the statements of read/sitemap.ts', () => {
  it('reads a page of the sitemap', async () => {
    const { database, sent } = recordingDatabase();
    const page = await readSitemap(database, { limit: 2, offset: 1 });
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select sum("total") as "total" from "counters" where "kind" in (?, ?, ?, ?, ?, ?, ?, ?, ?)
          and "language" in (?, ?) and "filter" = ? and "fallback" = ?
        `),
        parameters: [
          'partnerships',
          'councils',
          'actions',
          'outcomes',
          'participants',
          'organisations',
          'roles',
          'documents',
          'terms',
          'ja',
          'en',
          '',
          0,
        ],
        searches: ['SEARCH counters USING PRIMARY KEY (kind=? AND language=? AND filter=? AND fallback=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "kind", "slug", group_concat("language") as "languages", max("modified") as "modified"
          from "listings" where "kind" in (?, ?, ?, ?, ?, ?, ?, ?, ?) and "language" in (?, ?)
          and "filter" = ? and ("fallback" is null or "fallback" = ?) group by "item" order by "item"
          limit ? offset ?
        `),
        parameters: [
          'partnerships',
          'councils',
          'actions',
          'outcomes',
          'participants',
          'organisations',
          'roles',
          'documents',
          'terms',
          'ja',
          'en',
          '',
          0,
          2,
          1,
        ],
        searches: ['SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select count(distinct "item") as "total" from "listings" where "kind" in (?, ?, ?, ?, ?, ?, ?, ?, ?)
          and "language" in (?, ?) and "filter" = ? and ("fallback" is null or "fallback" = ?)
        `),
        parameters: [
          'partnerships',
          'councils',
          'actions',
          'outcomes',
          'participants',
          'organisations',
          'roles',
          'documents',
          'terms',
          'ja',
          'en',
          '',
          0,
        ],
        searches: ['SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)'],
        scans: [],
      },
    ]);
    expect(page?.total).toBe(recordFiles.length);
    expect(page?.entries.map(({ kind, slug }) => `${kind}/${slug}`)).toEqual(ids.slice(1, 3));
  });
});
