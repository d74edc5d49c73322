import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { editorAt } from '../../cli/client.ts';
import { importInto, relist } from '../../cli/import.ts';
import { wrangler } from '../../cli/local.ts';
import { publicationsIn } from '../../cli/source.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers: `http://localhost:{port}`, which is its `PUBLIC_ORIGIN`, too. */
    origin: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

/** A port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });

const until = async (origin: string, alive: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 120_000; ; await new Promise((next) => setTimeout(next, 100))) {
    const response = await fetch(`${origin}/healthz`).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    if (!alive() || Date.now() > deadline) throw new Error(`the service does not answer at ${origin}`);
  }
};

/** Starts the production build, minified, on a database of its own, with all the records of content/. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });
  process.env.PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  const state = await mkdtemp(join(tmpdir(), 'browser-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  await wrangler('d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state);
  const server = spawn(
    'wrangler',
    [
      ...['dev', '--minify', '--port', String(port), '--ip', 'localhost', '--inspector-port', String(await freePort())],
      ...['--persist-to', state, '--var', `PUBLIC_ORIGIN:${origin}`, '--var', 'LOCAL_PUBLISHER:yes'],
      ...['--show-interactive-dev-session=false', '--log-level', 'warn'],
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise<void>((done) => server.on('exit', () => done()));
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await until(origin, () => server.exitCode === null);
    const editor = editorAt(origin, 'en');
    const imported = await importInto(editor, await publicationsIn('content', 'en'), {
      dryRun: false,
      progress: () => {},
    });
    await relist(editor);
    if (imported.refused.length > 0) throw new Error(JSON.stringify(imported.refused));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('origin', origin);
  return stop;
}
