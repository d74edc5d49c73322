import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, it } from 'vitest';
import { rebuildListings } from '../../../src/database/write/listings.ts';
import { ask } from '../../support/ask.ts';
import { editorAt } from '../../support/editor/client.ts';
import { recordFiles } from '../../support/records.ts';
import { everything, startOver } from '../../support/state.ts';
import { describeStatements, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of write/listings.ts', () => {
  it('list 100 items anew without a scan, and leave every listing as it was', async () => {
    const { listings: before } = await everything();
    const { database, sent } = recordingDatabase();
    await env.DB.prepare("DELETE FROM derived WHERE name = 'listings'").run();
    const { listed, next } = await rebuildListings(database, 'another digest', { at: '2026-12-01T00:00:00Z' });
    expect(listed).toBe(Math.min(100, recordFiles.length));
    const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`).toSorted();
    expect(next).toBe(ids[99] ?? null);
    const described = await describeStatements(sent);
    // The digest, how far it has come, the items, the listings deleted and inserted, the lists of what they link to marked, how far it is.
    expect(described.map(({ sql }) => sql.slice(0, 22))).toEqual([
      'select "digest" from "',
      'select "digest" from "',
      'select "live"."id", "l',
      'delete from "listings"',
      'with "item" as (select',
      'with "item" as (select',
      'insert into "derived" ',
    ]);
    expect(described.flatMap(({ scans }) => scans)).toEqual([]);
    expect((await everything()).listings).toEqual(before);
  });
});

describe('how far the listings are rebuilt is for the service to know', () => {
  const rebuild = async (body: object) => (await editorAt(env.DB)('POST', '/listings', body)).body;
  const isReady = async () => (await ask('/readyz')).status === 200;
  const begin = () =>
    env.DB.batch([
      env.DB.prepare("UPDATE derived SET digest = 'earlier' WHERE name = 'listings'"),
      env.DB.prepare("UPDATE listings SET sort = 'wrong' WHERE kind = 'terms' AND filter = '' AND slug = 'dfft'"),
    ]);

  it('somebody says that it is behind the last item → all is listed all the same', async () => {
    const { listings: before } = await everything();
    await begin();
    const first = await rebuild({ after: 'terms/zzzzzz' });
    expect([first.listed, await isReady()]).toEqual([100, false]);
    expect(await rebuild({ after: 'terms/zzzzzz' })).toEqual({ listed: recordFiles.length - 100, next: null });
    expect([await isReady(), (await everything()).listings]).toEqual([true, before]);
    expect(await rebuild({ after: 'terms/zzzzzz' })).toEqual({ listed: 0, next: null });
  });

  it('it is interrupted, and another version begins → that one begins anew', async () => {
    const { listings: before } = await everything();
    await begin();
    const { next } = await rebuild({});
    await rebuildListings(recordingDatabase().database, 'of another version', { at: '2026-12-01T00:00:00Z' });
    expect(await rebuild({ after: next })).toMatchObject({ listed: 100 });
    expect(await rebuild({})).toMatchObject({ next: null });
    expect([await isReady(), (await everything()).listings]).toEqual([true, before]);
  });
});
