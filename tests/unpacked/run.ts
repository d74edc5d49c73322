/**
 * The sources as an archive of them is unpacked, without .git: what README.md has a newcomer type works there, no tool
 * prints a warning, and wrangler by itself deploys nothing.
 *
 * node tests/unpacked/run.ts
 */
import { equal, match, notEqual } from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../cli/free-ports.ts';
import { kinds } from '../../src/kinds/index.ts';
import { copyTree, root, runIn, stepsIn } from '../partnership/tree.ts';
import { npmStart } from './npm-start.ts';

const copy = await mkdtemp(join(tmpdir(), 'unpacked-'));
const folders = ['cli', 'content', 'locales', 'migrations', 'public', 'src', 'tools'];
await copyTree(copy, [...folders, 'config.json', 'package.json', 'tsconfig.json', 'wrangler.toml']);
const [port = 0] = await freePorts(1);
const origin = `http://localhost:${port}`;

const totalOf = async (kind: string): Promise<number> => {
  const response = await fetch(`${origin}/ja/${kind}.json`, { headers: { Connection: 'close' } });
  return ((await response.json()) as { total: number }).total;
};

const empty = await npmStart(copy, port, '--empty');
for (const kind of kinds) equal(await totalOf(kind), 0, kind);
await empty.stop();
equal(empty.errors(), '');
match(empty.output(), /^Nothing of content\/ was loaded \(--empty\)\./m);
console.log('npm start -- --empty: nothing is loaded.');

const full = await npmStart(copy, port);
let records = 0;
for (const kind of kinds) {
  const files = (await readdir(join(root, 'content', kind))).length;
  equal(await totalOf(kind), files, kind);
  records += files;
}
for (const url of full.output().match(/http:\/\/localhost:\d+\/\S+/g) ?? [])
  equal((await fetch(url, { headers: { Connection: 'close' } })).status, 200, url);
await full.stop();
equal(full.errors(), '');
match(full.output(), new RegExp(`^Records: ${records} created, 0 changed, 0 unchanged\\.$`, 'm'));
console.log(`npm start: ${records} records, and no warning.`);

// Were it not refused, --dry-run would keep it from being uploaded.
for (const words of [['deploy'], ['deploy', '--env', 'production'], ['versions', 'upload']]) {
  const { status, output } = runIn(copy, { LC_ALL: 'C' }, ['wrangler', ...words, '--dry-run']);
  notEqual(status, 0, output);
  match(output, /npm run deploy -- --env/);
}
console.log('npx wrangler deploy is refused.');
stepsIn(copy)('npm run build:server', 'node', 'cli/build-server.ts');
await rm(copy, { recursive: true, force: true });
