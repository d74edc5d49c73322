import { mkdir, rm, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRecords, publicationsIn } from '../../../cli/read-records.ts';
import type { Sourced } from '../../../cli/types.ts';

const folder = '/tmp/records';
const file = '/tmp/records.ndjson';

const put = async (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(`${folder}/${path.slice(0, path.lastIndexOf('/'))}`, { recursive: true });
    await writeFile(`${folder}/${path}`, text);
  }
};
const countIn = async (path: string) => (await openRecords(path, 'en')).total;
const all = async (path: string): Promise<Sourced[]> => Array.fromAsync(await publicationsIn(path, 'en'));
const sent = async (path: string) =>
  (await all(path)).flatMap((one) => ('publication' in one ? [[one.from, one.publication]] : []));
const unsent = async (path: string) => (await all(path)).flatMap((one) => ('reason' in one ? [one] : []));

beforeEach(() => rm(folder, { recursive: true, force: true }));

describe('a folder', () => {
  it('→ kind by kind, linked kinds first, and by name', async () => {
    await put({
      'roles/b.json': '{"b":1}',
      'roles/a.json': '{"a":1}',
      'organisations/z.json': '{}',
      'roles/no.txt': '',
    });
    expect(await sent(folder)).toEqual([
      [`${folder}/organisations/z.json`, { kind: 'organisations', slug: 'z', match: 'any', record: {} }],
      [`${folder}/roles/a.json`, { kind: 'roles', slug: 'a', match: 'any', record: { a: 1 } }],
      [`${folder}/roles/b.json`, { kind: 'roles', slug: 'b', match: 'any', record: { b: 1 } }],
    ]);
    expect(await countIn(folder)).toBe(3);
  });

  it('with files that cannot be sent → each is reported, and the rest is read', async () => {
    await put({ 'terms/broken.json': '{', 'terms/fine.json': '{}', 'nonsense/a.json': '{}' });
    await mkdir(`${folder}/terms/folder.json`);
    const faults = await unsent(folder);
    expect(faults.map(({ from }) => from.slice(folder.length))).toEqual([
      '/nonsense',
      '/terms/broken.json',
      '/terms/folder.json',
    ]);
    for (const one of faults) expect(one).toMatchObject({ pointer: '', reason: expect.stringMatching(/\S/) });
    expect(await sent(folder)).toHaveLength(1);
  });

  it('does not exist', async () => {
    await expect(publicationsIn('/tmp/nowhere', 'en')).rejects.toThrow('no such file');
    await expect(countIn('/tmp/nowhere')).rejects.toThrow('no such file');
  });
});

describe('a file of lines', () => {
  it('is read kind by kind, whatever the order of its lines and members', async () => {
    const history = { first: 'a', slugs: ['a'], editions: [{ number: 1 }] };
    const lines = [
      JSON.stringify({ kind: 'roles', slug: 'r', record: {} }),
      JSON.stringify({ slug: 'o', record: { x: 1 }, kind: 'organisations' }),
      '',
      JSON.stringify({ kind: 'terms', slug: 'a', ...history }),
    ];
    await writeFile(file, lines.join('\r\n'));
    const found = await sent(file);
    expect(found).toHaveLength(3);
    expect(found).toContainEqual([`${file}:4`, { kind: 'terms', slug: 'a', history }]);
    expect(found.filter(([from]) => from !== `${file}:4`)).toEqual([
      [`${file}:2`, { kind: 'organisations', slug: 'o', match: 'any', record: { x: 1 } }],
      [`${file}:1`, { kind: 'roles', slug: 'r', match: 'any', record: {} }],
    ]);
    expect(await countIn(file)).toBe(3);
  });

  it('keeps a text whole that holds a line separator, and characters that lie across two reads', async () => {
    const text = `${'字'.repeat(70_000)}\u2028${'字'.repeat(70_000)}`;
    await writeFile(file, `${JSON.stringify({ kind: 'terms', slug: 'a', record: { text } })}\n`);
    expect(await sent(file)).toEqual([[`${file}:1`, { kind: 'terms', slug: 'a', match: 'any', record: { text } }]]);
  });

  it('with lines that are no records → each is reported once', async () => {
    await writeFile(file, 'word\n{"kind":"nonsense","slug":"a"}\n[1]\nnull\n7\n{"kind":"terms"\n');
    const problems = await unsent(file);
    expect(problems.map(({ from, pointer }) => [from.slice(file.length), pointer])).toEqual([
      [':1', ''],
      [':2', '/kind'],
      [':3', '/kind'],
      [':4', '/kind'],
      [':5', '/kind'],
      [':6', ''],
    ]);
  });

  it('with a line without a record → it does not stand for a draft', async () => {
    await writeFile(file, '{"kind":"terms","slug":"a"}\n');
    expect(await sent(file)).toEqual([[`${file}:1`, { kind: 'terms', slug: 'a', match: 'any', record: null }]]);
  });
});

describe('a byte order mark and deep nesting', () => {
  it('before a record, and before the first line of a file → passed over', async () => {
    await put({ 'terms/a.json': '\uFEFF{"a":1}' });
    expect(await sent(folder)).toEqual([
      [`${folder}/terms/a.json`, { kind: 'terms', slug: 'a', match: 'any', record: { a: 1 } }],
    ]);
    for (const line of ['{"kind":"terms","slug":"a","record":1}', '{ "slug":"a", "record":1, "kind":"terms"}']) {
      await writeFile(file, `\uFEFF${line}\n`);
      expect(await sent(file)).toEqual([[`${file}:1`, { kind: 'terms', slug: 'a', match: 'any', record: 1 }]]);
    }
  });

  it('a record that is nested a million deep → reported at once', async () => {
    await put({ 'terms/deep.json': '['.repeat(1_000_000) + ']'.repeat(1_000_000) });
    expect(await unsent(folder)).toMatchObject([
      { from: `${folder}/terms/deep.json`, reason: expect.stringContaining('32') },
    ]);
  });
});
