import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import type { V4SharedOptions, V4WorkerOptions } from 'miniflare';
import { applyMigrations } from './apply-migrations.ts';
import type { Build } from './build.ts';
import { convertV4MiniflareOptions, type Declared, Miniflare } from './miniflare.ts';

/** A door of the build: an entrypoint on a port, with its own settings, over the same database as the other doors. */
export interface Entrypoint {
  name: string;
  port: number;
  /** The address that it listens on; that of this machine alone where it does not say. */
  host?: string;
  /** The exported class that answers there; the gateway where it does not say. */
  exportName?: string;
  settings?: Readonly<Record<string, string>>;
}

/** How a build is run. */
export interface RunOptions {
  onLog: (level: string, line: string) => void;
  /** The directory that keeps the database, as wrangler keeps it; without it the database is gone afterwards. */
  persist?: string | undefined;
  /** The directory of the static files; public/ of this repository where it does not say. */
  assets?: string;
}

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
 * Applies the migrations, and only then opens the doors of a build. It runs in workerd, as on the platform; what it lacks
 * is the platform's cache.
 */
export const runBuild = async (
  { script, options: { versionMetadata: _, access, assets, ...worker }, migrations }: Build,
  entrypoints: readonly Entrypoint[],
  { onLog, persist, assets: directory = resolve(import.meta.dirname, '../../public') }: RunOptions,
): Promise<RunningBuild> => {
  const root = resolve(directory, '..');
  // All doors are one build, today and after the next start: its tags hold as long as it is the same.
  const VERSION = { id: createHash('sha256').update(script).digest('hex').slice(0, 32), tag: '', timestamp: '' };
  const workers = entrypoints.map(({ name, port, host = '127.0.0.1', exportName: entrypoint, settings }) => ({
    ...worker,
    name,
    rootPath: root,
    modules: [{ type: 'ESModule' as const, path: join(root, 'index.js'), contents: script }],
    modulesRoot: root,
    bindings: { ...worker.bindings, VERSION, ...settings },
    ...(assets && { assets: { ...assets, directory } }),
    // Only where a made-up publisher is asked for is there one.
    ...(settings?.LOCAL_PUBLISHER && { access }),
    unsafeDirectSockets: [{ host, port, ...(entrypoint && { entrypoint }) }],
  })) satisfies Declared<V4WorkerOptions>[];
  const shared = {
    host: '127.0.0.1',
    port: 0,
    cf: false,
    handleStructuredLogs: ({ level, message }) => onLog(level, message),
    ...(persist !== undefined && { resourcePersistencePath: persist }),
  } satisfies Declared<V4SharedOptions>;
  const [first] = workers;
  if (!first) throw new Error('a build needs a door');
  const migrating = { ...first, unsafeDirectSockets: [] };
  const running = new Miniflare(convertV4MiniflareOptions({ ...shared, workers: [migrating] }));
  // The types of workerd, which the service's code has, and those of miniflare differ in name only.
  const database = async () => (await running.getD1Database('DB', first.name)) as unknown as D1Database;
  await applyMigrations(await database(), migrations);
  await running.setOptions(convertV4MiniflareOptions({ ...shared, workers }));
  return {
    editorOrigin: (await running.ready).origin,
    runCron: async (name) => {
      const target = await running.getWorker(name);
      await target.scheduled({ cron: '* * * * *' });
    },
    database,
    stop: () => running.dispose(),
  };
};
