import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../../cli/archive/whole-file.ts';
import { exportLines } from '../../../cli/archive/write.ts';
import type { EditorClient } from '../../../cli/client.ts';
import { importInto } from '../../../cli/import.ts';
import { openRecords } from '../../../cli/read-records.ts';
import { differencesBetween } from '../../support/differences.ts';
import { edition, editorAt, notice, organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { contentsOf, faultsIn } from '../../support/editor/invariants.ts';
import { answersOf, urlsOf } from '../../support/exports.ts';

// An export of the first version, with what its rules let through and later ones do not: names that locales/ has by now,
// invisible characters, readings in Latin letters, addresses with passwords, a meeting whose outcomes have another day.
const firstVersion = 'tests/exports/0.1.0.ndjson';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await resetDatabase(SCRATCH);
  await resetDatabase(COPY);
});

const at = (name: string) => join(folder, name);
const linesIn = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n');
const itemsIn = async (file: string) =>
  (await linesIn(file)).map((line) => JSON.parse(line)).filter(({ kind }) => kind !== undefined);

const exportTo = (file: string, editor: EditorClient = editorAt(SCRATCH)) =>
  writeWholeFile(file, exportLines(editor, { service: 'https://example.jp' }));
const importFrom = async (
  file: string,
  database: D1Database,
  options: { replace?: boolean; dryRun?: boolean } = {},
) => {
  const { records, close } = await openRecords(file, 'en');
  try {
    return await importInto(editorAt(database), records, { dryRun: false, progress: () => {}, ...options });
  } finally {
    await close();
  }
};
const incompleteOf = async (file: string) => {
  const { incomplete, close } = await openRecords(file, 'en');
  await close();
  return incomplete;
};

const publish = async (kind: string, slug: string, record: unknown, database = SCRATCH) => {
  const answer = await editorAt(database)('POST', '/publications', { items: [{ kind, slug, match: 'any', record }] });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

/** The URLs of the items of a file: all as JSON, and some of the other formats, which follow from the same documents. */
const urlsIn = async (file: string) =>
  urlsOf(await itemsIn(file)).filter((url, index) => /\.json(?:\?|$)/.test(url) || index % 7 === 0);

const sameAnswers = async (file: string) => {
  const urls = await urlsIn(file);
  expect(differencesBetween(await answersOf(COPY, urls), await answersOf(SCRATCH, urls))).toEqual([]);
};

describe('an export of the first version, which has no header', () => {
  it('is taken whole: what was published then breaks rules, and disagrees with words, of today', async () => {
    expect(await incompleteOf(firstVersion)).toMatch(/has no header/);
    expect(await importFrom(firstVersion, SCRATCH)).toMatchObject({ created: 130, faults: 0, refused: [] });
    expect(faultsIn(await contentsOf(SCRATCH))).toEqual([]);
    await exportTo(at('again.ndjson'));
    const byId = (items: { kind: string; first: string }[]) =>
      new Map(items.map((item) => [`${item.kind}/${item.first}`, item]));
    expect(byId(await itemsIn(at('again.ndjson')))).toEqual(byId(await itemsIn(firstVersion)));
    for (const [url, { status }] of await answersOf(SCRATCH, await urlsIn(firstVersion)))
      expect([200, 308, 404, 410], url).toContain(status);
  });

  it('goes through an export of today into another database, and every URL has the same bytes', async () => {
    await importFrom(firstVersion, SCRATCH);
    await exportTo(at('copy.ndjson'));
    expect(await incompleteOf(at('copy.ndjson'))).toBeUndefined();
    expect(await importFrom(at('copy.ndjson'), COPY)).toMatchObject({ created: 130, faults: 0 });
    await sameAnswers(at('copy.ndjson'));
    expect(await importFrom(at('copy.ndjson'), COPY)).toMatchObject({ created: 0, changed: 0, unchanged: 130 });
  });
});

describe('editions are facts', () => {
  it('each says which version of the schema it was published under, and keeps that through an export', async () => {
    await publish('terms', 'one', termOf('1'));
    await exportTo(at('schema.ndjson'));
    await importFrom(at('schema.ndjson'), COPY);
    const { body } = await editorAt(COPY)('GET', '/terms/one/editions');
    expect(body.editions).toEqual([
      expect.objectContaining({ number: 1, schema: expect.stringMatching(/^[0-9a-f]{8}$/) }),
    ]);
  });

  it('fields and languages that there are no more are left alone; what cannot be read is refused, with a pointer', async () => {
    const { facts, texts } = termOf('1');
    const line = (slug: string, first: object) =>
      JSON.stringify({
        kind: 'terms',
        slug,
        first: slug,
        slugs: [slug],
        editions: [{ number: 1, published: '2026-11-01T00:00:00Z', withdrawals: {}, facts, texts, ...first }],
      });
    const old = { facts: { ...facts, colour: 'red' }, texts: { ...texts, fr: { name: 'Un' } } };
    await writeFile(at('old.ndjson'), [line('old', old), line('odd', { facts: { sources: 'none' } })].join('\n'));
    expect(await importFrom(at('old.ndjson'), SCRATCH)).toMatchObject({
      created: 1,
      refused: [{ from: `${at('old.ndjson')}:2`, pointer: '/editions/0/facts/sources', code: 'invalid-record' }],
    });
    await exportTo(at('old-again.ndjson'));
    expect(await itemsIn(at('old-again.ndjson'))).toMatchObject([{ slug: 'old', editions: [old] }]);
  });

  it('the live one may only link to what is published', async () => {
    await publish('organisations', 'body', organisationOf('B'));
    await publish('roles', 'office', roleOf('O', 'body'));
    await exportTo(at('links.ndjson'));
    const alone = (await linesIn(at('links.ndjson'))).filter((line) => line.includes('"office"'));
    await writeFile(at('alone.ndjson'), alone.join('\n'));
    expect(await importFrom(at('alone.ndjson'), COPY)).toMatchObject({
      created: 0,
      refused: [{ pointer: '/editions/0/facts/organisation', reason: expect.stringMatching(/organisations\/body/) }],
    });
  });
});

describe('a history that is too large for one request', () => {
  // 75 editions of 65 KB: 4.9 MB, more than a page of the archive has, or a request. On one line, as the first version of
  // the format had it.
  const large = async () => {
    const { facts, texts } = termOf('L');
    const aliases = Array.from({ length: 50 }, (_, index) => ({
      text: `${'別'.repeat(290)}${index}`,
      language: 'ja',
      source: `https://example.jp/${'x'.repeat(400)}`,
    }));
    const editions = Array.from({ length: 75 }, (_, index) => ({
      number: index + 1,
      facts: { ...facts, aliases },
      texts: { ...texts, en: { ...texts.en, note: `${index}` } },
      withdrawals: {},
      published: '2026-11-01T00:00:00Z',
    }));
    const line = { kind: 'terms', slug: 'large', first: 'large', slugs: ['large'], editions };
    await writeFile(at('line.ndjson'), JSON.stringify(line));
    expect(await importFrom(at('line.ndjson'), SCRATCH)).toMatchObject({ created: 1, faults: 0 });
    await publish('terms', 'small', termOf('S'));
  };

  const partsStored = () => COPY.prepare('SELECT count(*) AS parts FROM import_parts').first<number>('parts');

  it('is read in pages and sent in parts, and only then there, whole; in a dry run, or without its last part, it is not', async () => {
    await large();
    const paged: number[] = [];
    const editor: EditorClient = async (method, path, body) => {
      const answer = await editorAt(SCRATCH)(method, path, body);
      paged.push(JSON.stringify(answer.body).length);
      return answer;
    };
    await exportTo(at('large.ndjson'), editor);
    expect(Math.max(...paged)).toBeLessThan(5_000_000);

    expect(await importFrom(at('large.ndjson'), COPY, { dryRun: true })).toMatchObject({ created: 2, faults: 0 });
    expect(await partsStored()).toBe(0);

    const lines = await linesIn(at('large.ndjson'));
    const others = lines.filter((line) => !/"large".*"editions"/.test(line.slice(0, 200)));
    const item = (await itemsIn(at('large.ndjson'))).find(({ slug }) => slug === 'large');
    const half = JSON.stringify({ ...item, editions: item.editions.slice(0, 20), more: true });
    await writeFile(at('half.ndjson'), [...others.slice(0, 1), half, ...others.slice(1)].join('\n'));
    expect(await importFrom(at('half.ndjson'), COPY)).toMatchObject({
      created: 1,
      refused: [{ reason: expect.stringMatching(/rest of terms\/large, from edition 21 on, is missing/) }],
    });
    expect((await editorAt(COPY)('GET', '/terms/large')).status).toBe(404);

    const sent: string[] = [];
    const { records } = await openRecords(at('large.ndjson'), 'en');
    const counting: EditorClient = async (method, path, body) => {
      sent.push(path);
      expect(JSON.stringify(body ?? '').length).toBeLessThan(2_500_000);
      return editorAt(COPY)(method, path, body);
    };
    const imported = await importInto(counting, records, { dryRun: false, progress: () => {} });
    expect(imported).toMatchObject({ created: 1, unchanged: 1, faults: 0 });
    expect(sent.filter((path) => path === '/imports').length).toBeGreaterThan(0);
    await sameAnswers(at('large.ndjson'));
    expect(faultsIn(await contentsOf(COPY))).toEqual([]);
    expect(await importFrom(at('large.ndjson'), COPY)).toMatchObject({ unchanged: 2, faults: 0 });
    expect(await partsStored()).toBe(0);
  });
});

describe('the file of an export', () => {
  it('that was cut off, changed or lengthened is not whole, and says where', async () => {
    await importFrom(firstVersion, SCRATCH);
    await exportTo(at('whole.ndjson'));
    // The header, 130 events, and as many items.
    const lines = await linesIn(at('whole.ndjson'));
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      export: {
        format: 2,
        service: 'https://example.jp',
        moment: { event: expect.any(Number), at: expect.any(String) },
        public: expect.any(Boolean),
      },
    });
    const variants: [string, string[], RegExp][] = [
      ['cut off', lines.slice(0, 30), /breaks off after line 30/],
      ['cut off in a line', [...lines.slice(0, 30), lines[30]?.slice(0, 40) ?? ''], /breaks off after line 31/],
      ['a line is missing', lines.toSpliced(200, 1), /its end says 130 items.*there are 129 items/],
      ['a letter is another', lines.with(200, (lines[200] ?? '').replace('licence', 'license')), /digest/],
      ['one behind another', [...lines, ...lines.slice(0, 5)], /breaks off/],
      ['its beginning is missing', lines.slice(1), /has no header/],
    ];
    for (const [name, changed, reason] of variants) {
      await writeFile(at('changed.ndjson'), changed.join('\n'));
      expect(await incompleteOf(at('changed.ndjson')), name).toMatch(reason);
    }
    await writeFile(at('changed.ndjson'), `\uFEFF${lines.join('\r\n')}`);
    expect(await incompleteOf(at('changed.ndjson')), 'other line ends').toMatch(/digest/);
  });

  it('of a newer version → it is not guessed at', async () => {
    const header = { format: 3, service: 'https://example.jp', moment: { event: 1, at: null }, public: true };
    await writeFile(at('newer.ndjson'), `${JSON.stringify({ export: header })}\n`);
    await expect(openRecords(at('newer.ndjson'), 'en')).rejects.toThrow(/format 3; this version reads up to 2/);
  });

  it('stays as it was where the service stops answering midway, and nothing is left beside it', async () => {
    await publish('terms', 'one', termOf('1'));
    await writeFile(at('backup.ndjson'), 'yesterday');
    let calls = 0;
    const stopping: EditorClient = async (method, path, body) => {
      calls += 1;
      if (calls > 3) throw new Error('https://example.jp does not answer');
      return editorAt(SCRATCH)(method, path, body);
    };
    await expect(exportTo(at('backup.ndjson'), stopping)).rejects.toThrow('does not answer');
    expect(await readFile(at('backup.ndjson'), 'utf8')).toBe('yesterday');
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
    await exportTo(at('backup.ndjson'));
    expect(await incompleteOf(at('backup.ndjson'))).toBeUndefined();
    await exportTo(at('new.ndjson'));
    expect((await stat(at('new.ndjson'))).mode & 0o777).toBe(0o600);
  });
});

it('while it is read, items are published, renamed and withdrawn → it is of one moment, and no link dangles', async () => {
  for (let index = 0; index < 30; index += 1) {
    await publish('organisations', `body-${index}`, organisationOf(`${index}`));
    await publish('roles', `office-${index}`, roleOf(`${index}`, `body-${index}`));
  }
  await exportTo(at('before.ndjson'));
  let [calls, number] = [0, 0];
  const busy: EditorClient = async (method, path, body) => {
    const answer = await editorAt(SCRATCH)(method, path.replace('limit=100', 'limit=7'), body);
    if (calls++ === 0) return answer;
    // An office of a new body, in a kind that has been read or is still to be; a body that loses its office and its name.
    await publish('organisations', `z-${number}`, organisationOf(`z${number}`));
    await publish('roles', `z-${number}`, roleOf(`z${number}`, `z-${number}`));
    await editorAt(SCRATCH)('POST', `/roles/office-${number}/withdraw`, { notice }, edition(1));
    await editorAt(SCRATCH)('POST', `/organisations/body-${number}/rename`, { slug: `y-${number}` }, edition(1));
    await editorAt(SCRATCH)('POST', `/organisations/y-${number}/withdraw`, { notice }, edition(2));
    number += 1;
    return answer;
  };
  await exportTo(at('busy.ndjson'), busy);
  expect(number).toBeGreaterThan(10);
  expect(await linesIn(at('busy.ndjson'))).toEqual(await linesIn(at('before.ndjson')));
  expect(await importFrom(at('busy.ndjson'), COPY)).toMatchObject({ created: 60, faults: 0 });
});
