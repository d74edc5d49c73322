import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeSource } from '../../../cli/deploy/source.ts';

let outer = '';
let inner = '';
const commit = (message: string) => {
  execFileSync('git', ['init', '-q', outer]);
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.jp', '-c', 'commit.gpgSign=false'];
  execFileSync('git', ['-C', outer, ...identity, 'commit', '-q', '--allow-empty', '-m', message]);
};

beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'source-'));
  inner = join(outer, 'inner');
  await mkdir(inner);
  for (const directory of [outer, inner]) await cp('package.json', join(directory, 'package.json'));
});
afterEach(() => rm(outer, { recursive: true, force: true }));

it('what is deployed from a repository is described by its last commit, in 100 characters at most', () => {
  commit('A first one');
  expect(describeSource(outer)).toMatch(/^[0-9a-f]{7,} A first one$/);
  commit('A long one '.repeat(20));
  expect(describeSource(outer)).toMatch(/^[0-9a-f]{7,} A long one .{50,}$/);
  expect(describeSource(outer)).toHaveLength(100);
});

it('from an archive of the sources: by the version of package.json', () => {
  expect(describeSource(outer)).toBe('bilingual-content-api 0.1.0');
});

it('from an archive that was unpacked inside the repository of something else: likewise', () => {
  commit('Something else');
  expect(describeSource(inner)).toBe('bilingual-content-api 0.1.0');
});
