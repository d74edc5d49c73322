import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const git = (root: string, ...words: string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/**
 * Describes what is deployed, for the account's history, in 100 characters at most: the last commit; where there is none,
 * as in an archive of the sources, also one that was unpacked inside another repository, the version of package.json.
 */
export const describeSource = (root: string = resolve(import.meta.dirname, '../..')): string => {
  const isItsOwn = git(root, 'rev-parse', '--show-prefix') === '';
  const commit = isItsOwn && git(root, 'log', '-1', '--format=%h %s');
  if (commit) return commit.slice(0, 100);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  return `${name} ${version}`.slice(0, 100);
};
