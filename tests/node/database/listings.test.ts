import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, it } from 'vitest';
import { rebuildListings } from '../../../src/database/write/listings.ts';
import { recordFiles } from '../../support/records.ts';
import { everything, startOver } from '../../support/state.ts';
import { describeStatements, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of write/listings.ts', () => {
  it('list 100 items anew without a scan, and leave every listing as it was', async () => {
    const { listings: before } = await everything();
    const { database, sent } = recordingDatabase();
    await env.DB.prepare("DELETE FROM derived WHERE name = 'listings'").run();
    const { listed, next } = await rebuildListings(database, 'another digest', {
      after: '',
      at: '2026-12-01T00:00:00Z',
    });
    expect(listed).toBe(Math.min(100, recordFiles.length));
    const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`).toSorted();
    expect(next).toBe(ids[99] ?? null);
    const described = await describeStatements(sent);
    // The digest, the items, the listings deleted and inserted, the lists of what they link to marked.
    expect(described.map(({ sql }) => sql.slice(0, 22))).toEqual([
      'select "digest" from "',
      'select "live"."id", "l',
      'delete from "listings"',
      'with "item" as (select',
      'with "item" as (select',
    ]);
    expect(described.flatMap(({ scans }) => scans)).toEqual([]);
    expect((await everything()).listings).toEqual(before);
  });
});
