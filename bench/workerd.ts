import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { V4ModuleDefinition, V4SharedOptions, V4WorkerOptionsShape } from 'miniflare';
import { readMigrations } from '../cli/migrations.ts';
import { applyMigrations } from '../cli/production/apply-migrations.ts';
import { convertV4MiniflareOptions, type Declared, Miniflare } from '../cli/production/miniflare.ts';

const root = resolve(import.meta.dirname, '..');

/** Runs wrangler in the repository, without an account, and gives back what it said; throws when it fails. */
export const wrangler = (...words: string[]): string => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), ...words],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false', BUILD_ONLY: 'yes' },
    },
  );
  if (status !== 0) throw new Error(`wrangler ${words.join(' ')}\n${stdout}${stderr}`);
  return stdout;
};

/** The Worker exactly as it would be deployed. */
const production = (directory: string): string => {
  wrangler('deploy', '--dry-run', '--minify', '--outdir', directory);
  return readFileSync(join(directory, 'index.js'), 'utf8');
};

/** Bundles one of bench/workers/ by the bundler that wrangler uses and as it does. */
export const bundled = async (name: string, options: BuildOptions = { minify: true }): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/workers', `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
};

// The line about each request is made, as in production, but written nowhere: on the platform nobody waits for it, here
// it would pass through the process that makes the load.
const quietly = (script: string): string => `console.info = () => {};\n${script}`;

/** How many isolates run of each Worker whose requests are so short that it is luck which one is asked. */
const isolates = 3;

const databases = ['real', 'small', 'large'] as const;
type Name = (typeof databases)[number];
const on = (database: Name) => ({ d1Databases: { DB: database } });

type Settings = Declared<V4WorkerOptionsShape>;
type WorkerOptions = Settings & { name: string; modules: V4ModuleDefinition[] };

/** How many ports that takes: six Workers in several isolates, and seven in one. */
export const portCount = 6 * isolates + 7;

/** What workerd runs, each at a port of its own with no proxy before it. */
export const plan = async (script: string, free: readonly number[]) => {
  const workers: WorkerOptions[] = [];
  const run = (contents: string, { bindings = {}, ...more }: Settings): number => {
    const port = free[workers.length];
    if (port === undefined) throw new Error(`${free.length} ports are too few`);
    workers.push({
      name: `at ${port}`,
      compatibilityDate: '2026-11-01',
      modules: [{ type: 'ESModule', path: 'index.js', contents: quietly(contents) }],
      bindings: { PUBLIC_ORIGIN: 'http://localhost', DEFAULT_LANGUAGE: 'ja', VERSION: { id: 'bench' }, ...bindings },
      unsafeDirectSockets: [{ host: '127.0.0.1', port }],
      ...more,
    });
    return port;
  };
  const several = (contents: string, more: Settings) => Array.from({ length: isolates }, () => run(contents, more));
  const baseline = await bundled('baseline');
  const floor = await bundled('floor');
  const loader = await bundled('loader');
  const loading = (database: Name) => run(loader, { bindings: { LOCAL_PUBLISHER: 'yes' }, ...on(database) });
  const real = several(script, on('real'));
  // One answer of the real record is what these give.
  const reads = { serviceBindings: { reads: { name: workers[0]?.name ?? '', entrypoint: 'PublicReads' } } };
  const ports = {
    real,
    baseline: several(baseline, on('real')),
    gateway: several(await bundled('gateway'), reads),
    constant: several(await bundled('constant'), reads),
    copying: several(await bundled('copying'), reads),
    floor: several(floor, on('real')),
    floorLarge: run(floor, on('large')),
    small: run(script, on('small')),
    large: run(script, on('large')),
    baselineLarge: run(baseline, on('large')),
    loadReal: loading('real'),
    loadSmall: loading('small'),
    loadLarge: loading('large'),
  };
  return { workers, ports };
};

/** The ports on which workerd answers: of some Workers several isolates. */
export type Ports = Awaited<ReturnType<typeof plan>>['ports'];

/** The Worker that loads each database. */
export const loaders = { real: 'loadReal', small: 'loadSmall', large: 'loadLarge' } as const;

/** Starts one workerd with the production build on three databases, and all its baselines. */
export const startWorkerd = async (directory: string, free: readonly number[]) => {
  const script = production(directory);
  const { workers, ports } = await plan(script, free);
  const shared = { cf: false, resourcePersistencePath: directory } satisfies Declared<V4SharedOptions>;
  const miniflare = new Miniflare(convertV4MiniflareOptions({ ...shared, workers }));
  await miniflare.ready;
  // The types of workerd and those of miniflare differ in name only.
  const databaseOf = async (name: Name) =>
    (await miniflare.getD1Database('DB', `at ${ports[loaders[name]]}`)) as unknown as D1Database;
  const migrations = await readMigrations();
  for (const name of databases) await applyMigrations(await databaseOf(name), migrations);
  /** How large a database is (bytes), its indexes with it. */
  const sizeOf = async (name: Name): Promise<number> => {
    const { meta } = await (await databaseOf(name)).prepare('SELECT 1').run();
    return meta.size_after;
  };
  return { ports, script, sizeOf, databaseOf, end: () => miniflare.dispose() };
};
