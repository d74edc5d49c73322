import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Describes what is deployed, for the account's history, in 100 characters at most: the last commit; where there is none,
 * as in an archive of the sources, the version of package.json.
 */
export const describeSource = (root: string = resolve(import.meta.dirname, '../..')): string => {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%h %s'], { cwd: root, encoding: 'utf8' });
  if (status === 0 && stdout.trim()) return stdout.trim().slice(0, 100);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  return `${name} ${version}`.slice(0, 100);
};
