import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeWholeFile } from '../../../cli/archive/whole-file.ts';
import { exportLines } from '../../../cli/archive/write.ts';
import type { EditorClient } from '../../../cli/client.ts';
import { importInto } from '../../../cli/import.ts';
import { openRecords } from '../../../cli/read-records.ts';
import { edition, editorAt, notice, revision, termOf } from '../../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { contentsOf, empty, faultsIn } from '../../support/editor/invariants.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await resetDatabase(SCRATCH);
  await resetDatabase(COPY);
});

const at = (name: string) => join(folder, name);
const exportTo = (file: string, { database = SCRATCH, isPublic = false } = {}) =>
  writeWholeFile(file, exportLines(editorAt(database), { service: 'https://one.example', isPublic }));
const importFrom = async (
  file: string,
  database: D1Database,
  options: { replace?: boolean } = {},
  send?: EditorClient,
) => {
  const { records, header, incomplete, close } = await openRecords(file, 'en');
  expect(incomplete).toBeUndefined();
  const service = header?.service ?? '';
  try {
    const editor = send ?? editorAt(database);
    return await importInto(editor, records, { dryRun: false, progress: () => {}, service, ...options });
  } finally {
    await close();
  }
};
const linesOf = async (file: string, sort: string) =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith(`{"${sort}"`))
    .map((line) => JSON.parse(line)[sort]);
const save = (slug: string, word: string, number: number, database = SCRATCH) =>
  editorAt(database)('PUT', `/terms/${slug}/draft`, termOf(word), revision(number));
const publishDraft = (slug: string, number: number) =>
  editorAt(SCRATCH)('POST', `/terms/${slug}/publish`, {}, edition(number));
const publish = (slug: string, word: string, database = SCRATCH) =>
  editorAt(database)('POST', '/publications', {
    items: [{ kind: 'terms', slug, match: 'any', record: termOf(word) }],
  });

const unfinished = async () => {
  await save('both', 'one', 0);
  await save('both', 'two', 1);
  await publishDraft('both', 0);
  await save('both', 'three', 0);
  await save('never', 'N', 0);
  await save('gone', 'G', 0);
  await editorAt(SCRATCH)('DELETE', '/terms/gone/draft', undefined, revision(1));
};

it('a service moves with its drafts, all that was saved of them, and its events', async () => {
  await unfinished();
  await exportTo(at('all.ndjson'));
  // The copy has had other events before: the same event has another number there.
  await save('other', 'O', 0, COPY);
  await empty(COPY);
  expect(await importFrom(at('all.ndjson'), COPY)).toMatchObject({ created: 1, faults: 0 });
  for (const path of ['/drafts', '/terms/both/draft', '/terms/never/draft', '/terms/both'])
    expect((await editorAt(COPY)('GET', path)).body, path).toEqual((await editorAt(SCRATCH)('GET', path)).body);
  const [here, there] = [await contentsOf(SCRATCH), await contentsOf(COPY)];
  expect(there.drafts).toEqual(here.drafts);
  const revisions = async (database: D1Database) => (await database.prepare('SELECT * FROM revisions').all()).results;
  expect(await revisions(COPY)).toEqual(await revisions(SCRATCH));
  expect(
    there.events.filter(({ imported }) => imported !== null).map(({ id: _, imported: __, ...event }) => event),
  ).toEqual(here.events.map(({ id: _, imported: __, ...event }) => event));
  expect(there.events.map(({ imported }) => imported).filter((from) => from !== null)).toEqual(
    here.events.map(({ id }) => `https://one.example ${id}`),
  );
  expect(faultsIn(there)).toEqual([]);
  // Again, and through a second export: nothing twice.
  await importFrom(at('all.ndjson'), COPY);
  expect((await contentsOf(COPY)).events).toEqual(there.events);
  await exportTo(at('copy.ndjson'), { database: COPY });
  expect(await linesOf(at('copy.ndjson'), 'draft')).toEqual(await linesOf(at('all.ndjson'), 'draft'));
  await importFrom(at('copy.ndjson'), SCRATCH);
  expect((await contentsOf(SCRATCH)).events).toHaveLength(there.events.length);
});

it('with --public → items alone', async () => {
  await unfinished();
  await exportTo(at('public.ndjson'), { isPublic: true });
  const lines = (await readFile(at('public.ndjson'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => /^\{"(\w+)"/.exec(line)?.[1])).toEqual(['export', 'kind', 'end']);
  expect(JSON.parse(lines[0] ?? '').export.public).toBe(true);
});

it('a draft is saved, and another published, while it is read → drafts are of the moment, too', async () => {
  await unfinished();
  await exportTo(at('before.ndjson'));
  let calls = 0;
  const busy: EditorClient = async (method, path, body) => {
    const answer = await editorAt(SCRATCH)(method, path, body);
    if (calls++ > 0) return answer;
    await publishDraft('both', 1);
    await save('never', 'more', 1);
    await save('later', 'L', 0);
    return answer;
  };
  await writeWholeFile(at('busy.ndjson'), exportLines(busy, { service: 'https://one.example' }));
  expect(await readFile(at('busy.ndjson'), 'utf8')).toBe(await readFile(at('before.ndjson'), 'utf8'));
});

it('a draft that has gone on here → it is left as it is, and said', async () => {
  await save('never', 'N', 0);
  await exportTo(at('drafts.ndjson'));
  await save('never', 'here', 0, COPY);
  await save('never', 'here again', 1, COPY);
  expect(await importFrom(at('drafts.ndjson'), COPY)).toMatchObject({
    refused: [{ reason: 'The draft of terms/never has revision 2 here, and 1 in the file. It is left as it is here.' }],
  });
  expect((await editorAt(COPY)('GET', '/terms/never/draft')).body.revision).toBe(2);
});

it('an item has other editions here → a sentence with the edition that differs; with --replace the file’s', async () => {
  for (const word of ['one', 'two', 'three']) await publish('item', word);
  await editorAt(SCRATCH)('POST', '/terms/item/rename', { slug: 'renamed' }, edition(3));
  await exportTo(at('replace.ndjson'));
  await publish('item', 'one', COPY);
  await publish('item', 'another', COPY);
  await editorAt(COPY)('POST', '/terms/item/rename', { slug: 'elsewhere' }, edition(2));
  await COPY.exec("UPDATE editions SET published = (SELECT '2026-11-01T00:00:00Z') WHERE number = 1");
  await SCRATCH.exec("UPDATE editions SET published = (SELECT '2026-11-01T00:00:00Z') WHERE number = 1");
  await exportTo(at('replace.ndjson'));
  expect(await importFrom(at('replace.ndjson'), COPY)).toMatchObject({
    refused: [
      { reason: 'Edition 2 of “terms/renamed” does not agree with the editions there are.', code: 'history-differs' },
    ],
  });
  expect(await importFrom(at('replace.ndjson'), COPY, { replace: true })).toMatchObject({ changed: 1, faults: 0 });
  const read = async (database: D1Database) => (await editorAt(database)('GET', '/terms/renamed/editions')).body;
  expect(await read(COPY)).toEqual(await read(SCRATCH));
  expect((await editorAt(COPY)('GET', '/terms/elsewhere')).status).toBe(404);
  expect(await importFrom(at('replace.ndjson'), COPY, { replace: true })).toMatchObject({ unchanged: 1, faults: 0 });
});

it('a thousand records that point at nothing → a hundred faults and a count, and one event', async () => {
  const record = {
    facts: { organisation: 'nowhere', sources: termOf('').facts.sources, licence: termOf('').facts.licence },
    texts: { ja: { name: '職' }, en: { name: 'Office' } },
  };
  const count = 1_000;
  async function* records() {
    for (let index = 0; index < count; index += 1)
      yield { from: `file:${index}`, publication: { kind: 'roles', slug: `r-${index}`, match: 'any', record } };
  }
  const imported = await importInto(editorAt(COPY), records(), { dryRun: false, progress: () => {} });
  expect(imported).toMatchObject({ created: 0, faults: count, items: count });
  expect(imported.refused).toHaveLength(100);
  const { events } = await contentsOf(COPY);
  expect(events).toMatchObject([{ command: 'import', item: 'imports', code: 'set-refused' }]);
  expect(JSON.parse(String(events[0]?.detail))).toMatchObject({ created: 0, refused: count });
});

it('withdrawals and an erased edition go through an export', async () => {
  for (const word of ['secret', 'open']) await publish('court', word);
  await editorAt(SCRATCH)('POST', '/terms/court/erase', { editions: [1] }, edition(2));
  await publish('all', 'secret');
  await editorAt(SCRATCH)('POST', '/terms/all/withdraw', { notice }, edition(1));
  await editorAt(SCRATCH)('POST', '/terms/all/erase', { editions: [1, 2] }, edition(2));
  await exportTo(at('erased.ndjson'));
  expect(await readFile(at('erased.ndjson'), 'utf8')).not.toMatch(/secret/);
  expect(await importFrom(at('erased.ndjson'), COPY)).toMatchObject({ created: 2, faults: 0 });
  for (const slug of ['court', 'all'])
    expect((await editorAt(COPY)('GET', `/terms/${slug}/editions`)).body).toEqual(
      (await editorAt(SCRATCH)('GET', `/terms/${slug}/editions`)).body,
    );
});
