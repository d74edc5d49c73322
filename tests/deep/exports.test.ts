import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWholeFile } from '../../cli/archive/whole-file.ts';
import { exportLines } from '../../cli/archive/write.ts';
import { importInto } from '../../cli/import.ts';
import { openRecords } from '../../cli/read-records.ts';
import type { SourcedPublication } from '../../cli/types.ts';
import { items as count, deep } from '../support/budget.ts';
import { differencesBetween } from '../support/differences.ts';
import { refreshAll } from '../support/documents.ts';
import { edition, editorAt, notice, organisationOf, roleOf, termOf } from '../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../support/editor/databases.ts';
import { answersOf, urlsOf } from '../support/exports.ts';

// A quarter organisations, each with an office; the rest terms. Half of all are corrected, a tenth renamed, a tenth
// withdrawn, and of these a half restored. `count` is a multiple of 40.
const quarter = count / 4;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deep-exports-'));
  await resetDatabase(SCRATCH);
  await resetDatabase(COPY);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sourced = (kind: string, slug: string, record: unknown): SourcedPublication => ({
  from: slug,
  publication: { kind, slug, match: 'any', record },
});

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

async function* records(word: string, wanted: (index: number) => boolean): AsyncGenerator<SourcedPublication> {
  const chosen = (length: number) => range(length).filter(wanted);
  for (const index of chosen(quarter))
    yield sourced('organisations', `body-${index}`, organisationOf(`${word}${index}`));
  for (const index of chosen(quarter))
    yield sourced('roles', `office-${index}`, roleOf(`${word}${index}`, `body-${index}`));
  for (const index of chosen(count / 2)) yield sourced('terms', `term-${index}`, termOf(`${word}${index}`));
}

const quiet = { dryRun: false, progress: () => {} };

it.skipIf(!deep)(
  `${count} items with histories, renames, withdrawals and restorations → the same bytes at every URL of the copy`,
  async () => {
    const send = editorAt(SCRATCH);
    const succeed = async (path: string, body: object, number: number) => {
      const { status, body: answer } = await send('POST', path, body, edition(number));
      expect(status, `${path}: ${JSON.stringify(answer)}`).toBe(200);
    };
    await importInto(
      send,
      records('first ', () => true),
      quiet,
    );
    await importInto(
      send,
      records('second ', (index) => index % 2 === 0),
      quiet,
    );
    for (const index of range(count / 2).filter((one) => one % 10 === 1)) {
      await succeed(`/terms/term-${index}/rename`, { slug: `renamed-${index}` }, 1);
      await succeed(`/terms/term-${index + 2}/withdraw`, { notice, ...(index % 4 === 1 && { languages: ['en'] }) }, 1);
      if (index % 20 === 1) await succeed(`/terms/term-${index + 2}/restore`, { number: 1 }, 2);
    }
    for (const index of range(quarter).filter((one) => one % 10 === 1))
      await succeed(`/organisations/body-${index}/rename`, { slug: `a-body-${index}` }, 1);

    const file = join(folder, 'all.ndjson');
    const began = Date.now();
    await writeWholeFile(file, exportLines(send, { service: 'https://example.jp' }));
    const exported = Date.now();
    const before = process.memoryUsage().rss;
    const { records: lines, incomplete, header } = await openRecords(file, 'en');
    expect(incomplete).toBeUndefined();
    const imported = await importInto(editorAt(COPY), lines, { ...quiet, service: header?.service ?? '' });
    expect(imported).toMatchObject({ created: count, changed: 0, faults: 0 });
    const { size } = await stat(file);
    console.log(
      JSON.stringify({
        items: count,
        megabytes: size / 1e6,
        exportSeconds: (exported - began) / 1000,
        importSeconds: (Date.now() - exported) / 1000,
        grownMegabytes: (process.memoryUsage().rss - before) / 1e6,
      }),
    );

    for (const database of [SCRATCH, COPY]) await refreshAll(database);
    const items = range(count / 2).map((index) => ({ kind: 'terms', slugs: [`term-${index}`, `renamed-${index}`] }));
    const others = range(quarter).flatMap((index) => [
      { kind: 'organisations', slugs: [`body-${index}`, `a-body-${index}`] },
      { kind: 'roles', slugs: [`office-${index}`] },
    ]);
    // Every item as JSON; the other formats, which follow from the same documents, of some: each in its turn.
    const isPlain = (url: string) => url.endsWith('.json');
    const urls = urlsOf([...items, ...others]).filter((url, index) => isPlain(url) || index % 41 === 0);
    // So many at a time that answers need not all be held.
    for (let start = 0; start < urls.length; start += 1000) {
      const part = urls.slice(start, start + 1000);
      expect(differencesBetween(await answersOf(COPY, part), await answersOf(SCRATCH, part))).toEqual([]);
    }
  },
  30 * 60_000,
);
