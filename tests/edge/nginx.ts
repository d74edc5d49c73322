import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFor } from './debian.ts';

/** nginx, which runs. */
export interface Nginx {
  /** What it has written to its error log. */
  errors(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts nginx on a port of this machine, in front of the gateway at another, by deploy/nginx.conf: with the buffers that
 * it has by default, and a cache.
 */
export const startNginx = async (port: number, gatewayPort: number): Promise<Nginx> => {
  await installFor('nginx', 'nginx-light');
  const directory = await mkdtemp(join(tmpdir(), 'nginx-'));
  await mkdir(join(directory, 'logs'));
  const site = (await readFile(join(import.meta.dirname, '../../deploy/nginx.conf'), 'utf8'))
    .replace('/var/lib/nginx/', `${directory}/`)
    .replace('127.0.0.1:8787', `127.0.0.1:${gatewayPort}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:80;', '');
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/${name};`,
  );
  const log = join(directory, 'error.log');
  const configuration = join(directory, 'nginx.conf');
  await writeFile(
    configuration,
    `daemon off; master_process off; pid ${directory}/pid; error_log ${log};
     events {} http { access_log off; ${folders.join(' ')} ${site} }`,
  );
  const child = spawn('nginx', ['-p', directory, '-e', log, '-c', configuration], { stdio: 'inherit' });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  // However this process ends, nginx ends with it.
  process.on('exit', () => child.kill('SIGTERM'));
  const errors = () => readFile(log, 'utf8').catch(() => '');
  const answers = () => fetch(`http://127.0.0.1:${port}/healthz`).then(({ status }) => status === 200);
  for (let tries = 0; !(await answers().catch(() => false)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`nginx does not start\n${await errors()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    errors,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
