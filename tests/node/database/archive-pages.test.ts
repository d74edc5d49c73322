import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchivedDrafts } from '../../../src/database/archive/drafts.ts';
import { readArchivedEvents } from '../../../src/database/archive/events.ts';
import { readMoment } from '../../../src/database/archive/moment.ts';
import { maxPageBytes } from '../../../src/database/archive/pages.ts';
import { readRevisions } from '../../../src/database/archive/revisions.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, recordingDatabase } from '../../support/statements.ts';

// As large as a draft may be: 20 of them are more than a page may have.
const record = JSON.stringify({ facts: {}, texts: { ja: { note: 'あ'.repeat(83_000) } } });
const numbers = Array.from({ length: 20 }, (_, index) => index + 10);
const at = '2026-11-29T00:00:00Z';

const insert = (table: string, row: Record<string, string | number | null>) =>
  SCRATCH.prepare(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join(', ')})`,
  ).bind(...Object.values(row));

const event = (item: string, revision: number, detail = '{}') =>
  insert('events', { at, who: 'editor', command: 'save', item, revision, detail });

let moment = 0;
beforeAll(async () => {
  await resetDatabase(SCRATCH);
  const saved = numbers.flatMap((number) => {
    const [item, kind, slug] = [`terms/large-${number}`, 'terms', `large-${number}`];
    return [
      event(item, 1, JSON.stringify({ language: 'ja', note: 'x'.repeat(250_000) })),
      insert('drafts', { item, kind, slug, revision: 1, record, saved: at, who: 'editor' }),
      insert('revisions', { item, revision: 1, base: 0, changed: '{}', saved: at, who: 'editor', record }),
    ];
  });
  for (const one of saved) await SCRATCH.batch([one]);
  ({ event: moment } = await readMoment(openDatabase(SCRATCH)));
  // All drafts are discarded after that moment.
  await SCRATCH.batch([
    ...numbers.map((number) => event(`terms/large-${number}`, 2)),
    SCRATCH.prepare('UPDATE drafts SET record = NULL, revision = 2'),
  ]);
});
afterAll(startOver);

/** Reads a section to its end; returns how large its pages are, in bytes, and what they contain. */
const pagesOf = async <Entry, Next>(
  read: (after: Next | undefined) => Promise<{ entries: Entry[]; next: Next | null }>,
) => {
  const pages: Entry[][] = [];
  for (let after: Next | null | undefined; after !== null && pages.length < 50; ) {
    const { entries, next } = await read(after);
    pages.push(entries);
    after = next;
  }
  return pages;
};
const largest = (pages: readonly unknown[]) =>
  Math.max(...pages.map((page) => new TextEncoder().encode(JSON.stringify(page)).byteLength));

describe('a page of the archive has 4 MB at most', () => {
  const database = openDatabase(SCRATCH);
  const sections: [string, (limit: number) => Promise<{ item: string }[][]>][] = [
    [
      'drafts, as they were at a moment',
      (limit) =>
        pagesOf(async (after: { item: string } | undefined) => {
          const { drafts, next } = await readArchivedDrafts(database, after?.item ?? '', moment, limit);
          return { entries: drafts, next };
        }),
    ],
    [
      'revisions',
      (limit) =>
        pagesOf(async (after: { item: string; number: number } | undefined) => {
          const { revisions, next } = await readRevisions(database, after ?? { item: '', number: 0 }, moment, limit);
          return { entries: revisions, next };
        }),
    ],
    [
      'events',
      (limit) =>
        pagesOf(async (after: { number: number } | undefined) => {
          const { events, next } = await readArchivedEvents(database, after?.number ?? 0, moment, limit);
          return { entries: events, next };
        }),
    ],
  ];

  it.each(sections)('%s: each once, in several pages', async (_, read) => {
    const pages = await read(100);
    expect(pages.flat().map(({ item }) => item)).toEqual(numbers.map((number) => `terms/large-${number}`));
    expect(pages.length).toBeGreaterThan(1);
    expect(largest(pages)).toBeLessThan(maxPageBytes + 100_000);
  });

  it.each(sections)('%s: as many as were asked for, and no page is empty', async (_, read) => {
    expect((await read(5)).map((page) => page.length)).toEqual([5, 5, 5, 5]);
    expect((await read(7)).map((page) => page.length)).toEqual([7, 7, 6]);
  });

  it('drafts have the record that they had then', async () => {
    const { drafts } = await readArchivedDrafts(database, '', moment, 1);
    expect(drafts).toEqual([
      {
        item: 'terms/large-10',
        kind: 'terms',
        slug: 'large-10',
        base: 0,
        revision: 1,
        saved: at,
        who: 'editor',
        record: JSON.parse(record),
      },
    ]);
    const { drafts: now } = await readArchivedDrafts(database, '', moment + 100, 1);
    expect(now).toMatchObject([{ item: 'terms/large-10', revision: 2, record: null }]);
  });

  it('by indexes alone', async () => {
    const { database: recorded, sent } = recordingDatabase();
    await readArchivedDrafts(recorded, '', 1, 2);
    await readRevisions(recorded, { item: '', number: 0 }, 1, 2);
    await readArchivedEvents(recorded, 0, 1, 2);
    const tables = (steps: readonly string[]) =>
      steps.filter((step) => /^SCAN (?:drafts|revisions|events|items)\b/.test(step));
    expect((await describeStatements(sent)).flatMap(({ scans }) => tables(scans))).toEqual([]);
  });
});
