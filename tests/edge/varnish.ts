import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installFor } from './debian.ts';

const run = promisify(execFile);

/** Installs Debian's varnish where it is missing. */
export const installVarnish = (): Promise<void> => installFor('varnishd', 'varnish', 'gcc', 'libc6-dev');

/** A shared cache that runs. */
export interface SharedCache {
  /** How often it was asked, purges left out, and how often it asked the public reads. */
  asked(): Promise<{ byGateway: number; ofReads: number }>;
  stop(): Promise<void>;
}

/** Starts varnish on a port of this machine, in front of the public reads at another. */
export const startVarnish = async (port: number, readsPort: number, secret: string): Promise<SharedCache> => {
  const directory = await mkdtemp(join(tmpdir(), 'varnish-'));
  const vcl = join(directory, 'shared-cache.vcl');
  const template = await readFile(join(import.meta.dirname, '../../deploy/varnish/shared-cache.vcl'), 'utf8');
  const filled = template.replace(/"service"/, '"127.0.0.1"').replace(/"8788"/, `"${readsPort}"`);
  await writeFile(vcl, filled);
  const name = join(directory, 'work');
  // A hundred and fifty tags of up to 95 characters are longer than a header field may be by default.
  const settings = ['http_resp_hdr_len=32k', 'http_resp_size=64k', 'workspace_backend=256k', 'workspace_client=256k'];
  const parameters = [...settings, 'http_gzip_support=off'].flatMap((setting) => ['-p', setting]);
  const words = [
    '-F',
    '-n',
    name,
    '-a',
    `127.0.0.1:${port}`,
    '-f',
    vcl,
    '-s',
    'malloc,256m',
    '-j',
    'none',
    ...parameters,
  ];
  const child = spawn('varnishd', words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PURGE_SECRET: secret },
  });
  // However this process ends, the cache ends with it.
  process.on('exit', () => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data));
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const counters = async (): Promise<Record<string, { value: number }>> => {
    const { stdout } = await run('varnishstat', ['-j', '-n', name]);
    return (JSON.parse(stdout) as { counters: Record<string, { value: number }> }).counters;
  };
  const answers = () => fetch(`http://127.0.0.1:${port}/`, { method: 'POST' }).then(({ status }) => status === 405);
  for (let tries = 0; !(await answers().catch(() => false)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`varnish does not start\n${Buffer.concat(said)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    asked: async () => {
      const found = await counters();
      const count = (counter: string) => found[`MAIN.${counter}`]?.value ?? 0;
      // What was answered by varnish itself are purges, and the question above whether it is there.
      return { byGateway: count('client_req') - count('s_synth'), ofReads: count('backend_req') };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
