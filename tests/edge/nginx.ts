import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFor } from './debian.ts';
import { type Nginx, runNginx } from './server.ts';

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
  const answers = () => fetch(`http://127.0.0.1:${port}/healthz`).then(({ status }) => status === 200);
  return runNginx(directory, site, answers);
};
