import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs packages of Debian where `command` is missing; that takes the rights to do so. */
export const installFor = async (command: string, ...packages: string[]): Promise<void> => {
  const isThere = () =>
    run('sh', ['-c', `command -v ${command}`]).then(
      () => true,
      () => false,
    );
  if (await isThere()) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '--quiet'], { env });
  const words = ['install', '--yes', '--quiet', '--no-install-recommends', ...packages];
  await run('apt-get', words, { env, maxBuffer: 1e8 });
  if (!(await isThere())) throw new Error(`${command} is not installed, and could not be`);
};
