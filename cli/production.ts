import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { convertV4MiniflareOptions, Miniflare, type MiniflareOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { applyMigrations } from './migrations.ts';

// The production build in workerd, on one's own machine: what `wrangler deploy` would send, with doors of its own.

/** A door of the build: an entrypoint on a port, with its own settings, over the same database as the other doors. */
export interface Entrypoint {
  name: string;
  port: number;
  /** The exported class that answers there; the gateway where it does not say. */
  exportName?: string;
  settings?: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '..');

/** Builds the Worker as it would be deployed; returns its script. */
export const build = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'build-'));
  try {
    await new Promise<void>((done, fail) => {
      const words = ['deploy', '--dry-run', '--minify', '--outdir', directory];
      const env = { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
      const child = spawn('wrangler', words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
      const output: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data));
      child.on('error', fail);
      child.on('close', (code) => (code === 0 ? done() : fail(new Error(Buffer.concat(output).toString()))));
    });
    return await readFile(join(directory, 'index.js'), 'utf8');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** The build, running. */
export interface RunningBuild {
  /** Where the first door answers with the made-up person of `[access.dev]` signed in; this machine alone reaches it. */
  editorOrigin: string;
  /** Runs the handler of the cron trigger at a door. */
  runCron(name: string): Promise<void>;
  /** The database that all doors share. */
  database(): Promise<D1Database>;
  stop(): Promise<void>;
}

/**
 * Builds the Worker as it would be deployed, applies the migrations and opens its doors on 127.0.0.1. `persist` is
 * where the database is kept, as `wrangler` keeps it; without it the database is gone afterwards. `onLog` gets the log.
 * With `built`, the script of a build, nothing is built.
 */
export const runProduction = async (
  entrypoints: readonly Entrypoint[],
  onLog: (level: string, line: string) => void,
  persist?: string,
  built?: string,
): Promise<RunningBuild> => {
  const script = built ?? (await build());
  const { versionMetadata: _, ...settled } = unstable_getMiniflareWorkerOptions(
    join(root, 'wrangler.toml'),
  ).workerOptions;
  // All doors are one build, today and after the next start: its tags hold as long as it is the same.
  const VERSION = { id: createHash('sha256').update(script).digest('hex').slice(0, 32), tag: '', timestamp: '' };
  const workers = entrypoints.map(({ name, port, exportName: entrypoint, settings }) => ({
    ...settled,
    name,
    modules: [{ type: 'ESModule' as const, path: join(root, 'index.js'), contents: script }],
    modulesRoot: root,
    bindings: { ...(settled.bindings as object), VERSION, ...settings },
    unsafeDirectSockets: [{ host: '127.0.0.1', port, ...(entrypoint && { entrypoint }) }],
  }));
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    handleStructuredLogs: ({ level, message }: { level: string; message: string }) => onLog(level, message),
    ...(persist && { resourcePersistencePath: persist }),
    workers,
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const running = new Miniflare(options as MiniflareOptions);
  const editorOrigin = (await running.ready).origin;
  const [first] = entrypoints;
  const database = async () => (await running.getD1Database('DB', first?.name)) as unknown as D1Database;
  await applyMigrations(await database());
  return {
    editorOrigin,
    runCron: async (name) => {
      const worker = await running.getWorker(name);
      await worker.scheduled({ cron: '* * * * *' });
    },
    database,
    stop: () => running.dispose(),
  };
};
