import { env } from 'cloudflare:workers';
import { afterAll, expect, it } from 'vitest';
import { cutPage, readEditionPage } from '../../../src/database/archive/editions.ts';
import { readArchive } from '../../../src/database/archive/items.ts';
import { maxPageBytes } from '../../../src/database/archive/pages.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { edition, editorAt, termOf } from '../../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

await resetDatabase(SCRATCH);
afterAll(startOver);

it('reads a page of items as they were at a moment, by indexes alone', async () => {
  const { database, sent } = recordingDatabase();
  const after = { item: 'actions/data', edition: 1 };
  const { items, next } = await readArchive(database, { after, kind: 'actions', moment: 1_000_000, limit: 1 });
  expect(items).toMatchObject([{ kind: 'actions', slugs: [items[0]?.slug], editions: [{ number: 1 }] }]);
  expect(next).toEqual({ item: `actions/${items[0]?.first}`, edition: 1 });
  const described = await describeStatements(sent);
  expect(described[0]?.sql).toBe(
    fold(`
      select "editions"."item", "editions"."number",
      octet_length(editions.facts) + octet_length(editions.texts) + octet_length(editions.withdrawals) as "bytes"
      from "editions" where ("editions"."item", "editions"."number") > (?, ?)
      and "editions"."item" > ? and "editions"."item" < ?
      and ("editions"."event" is null or "editions"."event" <= ?)
      order by "editions"."item", "editions"."number" limit ?
    `),
  );
  expect(described.map(({ searches }) => searches)).toEqual([
    [expect.stringMatching(/^SEARCH editions USING PRIMARY KEY/)],
    ['SEARCH events USING INTEGER PRIMARY KEY (rowid>?)'],
    ['SEARCH items USING PRIMARY KEY (id=?)', 'SEARCH events USING INDEX events_by_item (item=? AND id>?)'],
    ['SEARCH slugs USING INDEX slugs_by_item (item=?)'],
    ['SEARCH editions USING PRIMARY KEY (item=? AND number>? AND number<?)'],
  ]);
  expect(described.flatMap(({ scans }) => scans)).toEqual([]);
});

it('cuts a page by bytes, inside an item too, and never makes it empty', () => {
  const half = maxPageBytes / 2;
  const sizes = [
    { item: 'terms/a', number: 1, bytes: 1 },
    { item: 'terms/b', number: 1, bytes: half },
    { item: 'terms/b', number: 2, bytes: half },
    { item: 'terms/b', number: 3, bytes: 2 * maxPageBytes },
  ];
  expect(cutPage(sizes, 50)).toEqual({
    ranges: [
      { item: 'terms/a', from: 1, until: 1, more: false },
      { item: 'terms/b', from: 1, until: 1, more: true },
    ],
    complete: false,
  });
  expect(cutPage(sizes.slice(3), 50)).toEqual({
    ranges: [{ item: 'terms/b', from: 3, until: 3, more: false }],
    complete: true,
  });
  expect(cutPage(sizes, 1).ranges).toEqual([{ item: 'terms/a', from: 1, until: 1, more: false }]);
});

it('an item is published, corrected, renamed, and a second one comes, while somebody exports → the moment stays', async () => {
  const send = editorAt(SCRATCH);
  const publish = (slug: string, word: string) =>
    send('POST', '/publications', { items: [{ kind: 'terms', slug, match: 'any', record: termOf(word) }] });
  await publish('moment', 'one');
  await send('POST', '/terms/moment/rename', { slug: 'moment-two' }, edition(1));
  const page = { after: { item: '', edition: 0 }, limit: 10 };
  const before = await readArchive(openDatabase(SCRATCH), page);
  await publish('moment-two', 'three');
  await send('POST', '/terms/moment-two/rename', { slug: 'moment-four' }, edition(3));
  await publish('later', 'L');
  const again = await readArchive(openDatabase(SCRATCH), { ...page, moment: before.moment.event });
  expect(again).toEqual({ ...before, moment: { event: before.moment.event + 3, at: expect.any(String) } });
  const after = await readArchive(openDatabase(SCRATCH), page);
  expect(after.items.map(({ slug, slugs, editions }) => [slug, slugs, editions.length])).toEqual([
    ['later', ['later'], 1],
    ['moment-four', ['moment', 'moment-four', 'moment-two'], 4],
  ]);
});

it('reads the editions of an item page by page', async () => {
  const database = openDatabase(env.DB);
  expect(await readEditionPage(database, 'actions/data', 0, 50)).toMatchObject({
    editions: [{ number: 1 }],
    next: null,
  });
  expect(await readEditionPage(database, 'actions/data', 1, 50)).toEqual({ editions: [], next: null });
});
