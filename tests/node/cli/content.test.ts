import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeWholeFile } from '../../../cli/archive/whole-file.ts';
import { exportLines } from '../../../cli/archive/write.ts';
import { editorAt, termOf } from '../../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../../support/editor/databases.ts';

// What is typed at a terminal, by a process of its own, to the editor's API at a port of this machine.

let folder = '';
let scratch = '';
let copy = '';
const servers: Server[] = [];
const at = (name: string) => join(folder, name);

const serve = async (database: D1Database): Promise<string> => {
  const send = editorAt(database);
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const body = await text(incoming);
    const language = { 'Accept-Language': String(headers['accept-language']) };
    const answer = await send(method, url.replace('/editor/api', ''), body ? JSON.parse(body) : undefined, language);
    outgoing.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
  [scratch, copy] = [await serve(SCRATCH), await serve(COPY)];
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await resetDatabase(SCRATCH);
  await resetDatabase(COPY);
});

/** Runs a line of bash, in which `content` is `npm run content --` and `$1` the folder of this file. */
const type = (line: string, variables: Record<string, string> = {}) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const script = `content() { LC_ALL="$LOCALE" '${process.execPath}' cli/content.ts "$@"; }; ${line}`;
    const env = { ...process.env, LOCALE: 'en_GB.UTF-8', TMPDIR: folder, ...variables };
    const child = execFile('bash', ['-c', script, 'bash', folder], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });

const publish = async (database: D1Database, slug: string, word: string) => {
  const items = [{ kind: 'terms', slug, match: 'any', record: termOf(word) }];
  expect((await editorAt(database)('POST', '/publications', { items })).status).toBe(200);
};
const nameIn = async (database: D1Database, slug: string) =>
  (await editorAt(database)('GET', `/terms/${slug}`)).body.live?.texts.en.name;
const lineOf = (slug: string, word = slug) => JSON.stringify({ kind: 'terms', slug, record: termOf(word) });

const backup = () => writeWholeFile(at('backup'), exportLines(editorAt(SCRATCH), { service: scratch }));

describe('an export that can be read only once', () => {
  beforeEach(async () => {
    for (const slug of ['one', 'two']) await publish(SCRATCH, slug, slug);
    await backup();
  });

  it.each([
    ['process substitution', 'content import <(cat "$1/backup") --to $TO'],
    ['a pipe', 'cat "$1/backup" | content import - --to $TO'],
  ])('by %s → it is taken whole, and no copy of it is left', async (_, line) => {
    expect(await type(line, { TO: copy })).toEqual({
      code: 0,
      stdout: '2 created, 0 changed, 0 unchanged, 0 refused.\n',
      stderr: '',
    });
    expect(await readdir(folder)).toEqual(['backup']);
  });

  it('cut off in the pipe → it is refused before anything is sent', async () => {
    expect(await type('head -n 4 "$1/backup" | content import - --to $TO', { TO: copy })).toEqual({
      code: 2,
      stdout: '',
      stderr: `standard input is not whole: it breaks off after line 4. Nothing was imported; --partial imports what is there.\n`,
    });
    expect(await nameIn(COPY, 'one')).toBeUndefined();
  });
});

describe('what is longer than 64 MB', () => {
  // A file with a hole, which takes no room on the disk.
  const withHole = async (name: string, before: string, after: string) => {
    const file = await open(at(name), 'w');
    await file.write(before);
    await file.write(after, Buffer.byteLength(before) + 64 * 1024 * 1024 + 1);
    await file.close();
  };

  it('a line → it is refused with its number, and the others are taken', async () => {
    await withHole('long.ndjson', `${lineOf('first')}\n`, `\n${lineOf('last')}\n`);
    expect(await type('content import "$1/long.ndjson" --to $TO', { TO: scratch })).toEqual({
      code: 1,
      stdout: '2 created, 0 changed, 0 unchanged, 1 refused.\n',
      stderr: `${at('long.ndjson')}:2: This is too long, too many or too large. Make it at most 64 MB.\n`,
    });
  });

  it('a file of a folder → likewise, in the language of the terminal', async () => {
    await mkdir(at('records/terms'), { recursive: true });
    await writeFile(at('records/terms/first.json'), JSON.stringify(termOf('first')));
    await withHole('records/terms/long.json', '{', '}');
    expect(await type('content import "$1/records" --to $TO', { TO: scratch, LOCALE: 'ja_JP.UTF-8' })).toEqual({
      code: 1,
      stdout: '1 created, 0 changed, 0 unchanged, 1 refused.\n',
      stderr: `${at('records/terms/long.json')}: 長すぎるか、多すぎるか、大きすぎます。64 MB以下にしてください。\n`,
    });
  });
});

it('a backup into a service that has other editions → a sentence with the edition that differs; --replace takes it', async () => {
  for (const word of ['one', 'two', 'three']) await publish(SCRATCH, 'item', word);
  await publish(SCRATCH, 'other', 'other');
  for (const word of ['one', 'another']) await publish(COPY, 'item', word);
  for (const database of [SCRATCH, COPY])
    await database.exec("UPDATE editions SET published = (SELECT '2026-11-01T00:00:00Z')");
  await backup();
  expect(await type('content import "$1/backup" --to $TO', { TO: copy })).toEqual({
    code: 1,
    stdout: '1 created, 0 changed, 0 unchanged, 1 refused.\n',
    stderr: `${at('backup')}:6: Edition 2 of “terms/item” does not agree with the editions there are.\n`,
  });
  expect(await nameIn(COPY, 'item')).toBe('Term another');
  expect(await type('content import "$1/backup" --replace --to $TO', { TO: copy })).toEqual({
    code: 0,
    stdout: '0 created, 1 changed, 1 unchanged, 0 refused.\n',
    stderr: '',
  });
  const editionsIn = async (database: D1Database) => (await editorAt(database)('GET', '/terms/item/editions')).body;
  expect(await editionsIn(COPY)).toEqual(await editionsIn(SCRATCH));
});

it('a file in which most is wrong → the first hundred faults and a count', async () => {
  const wrong = Array.from({ length: 150 }, (_, index) =>
    JSON.stringify({ kind: 'terms', slug: `wrong-${index}`, record: {} }),
  );
  await writeFile(at('wrong.ndjson'), [lineOf('first'), ...wrong, lineOf('last')].join('\n'));
  const { code, stdout, stderr } = await type('content import "$1/wrong.ndjson" --to $TO', { TO: scratch });
  expect([code, stdout]).toEqual([1, '2 created, 0 changed, 0 unchanged, 150 refused.\n']);
  expect(stderr.trim().split('\n')).toHaveLength(101);
  expect(stderr).toMatch(/^… and \d+ more\.$/m);
});
