import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { applyMigrations } from '../cli/migrations.ts';

const root = resolve(import.meta.dirname, '..');

/** Of miniflare, what is used here: it gives workerd its D1. It is the one that wrangler brings. */
interface Miniflare {
  ready: Promise<URL>;
  getD1Database(binding: string, worker: string): Promise<D1Database>;
  dispose(): Promise<void>;
}
const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
export const { Miniflare, convertV4MiniflareOptions } = fromWrangler('miniflare') as {
  Miniflare: new (options: unknown) => Miniflare;
  convertV4MiniflareOptions(options: object): unknown;
};

/** Runs wrangler in the repository, without an account, and gives back what it said; throws when it fails. */
export const wrangler = (...words: string[]): string => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), ...words],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' } },
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

/** What workerd runs, each at a port of its own with no proxy before it. */
const plan = async (script: string, first: number) => {
  const workers: { name: string }[] = [];
  const run = (contents: string, { bindings = {}, ...more }: { bindings?: object } & object): number => {
    const port = first + workers.length;
    workers.push({
      name: `at ${port}`,
      compatibilityDate: '2026-11-01',
      modules: [{ type: 'ESModule', path: 'index.js', contents: quietly(contents) }],
      bindings: { PUBLIC_ORIGIN: 'http://localhost', DEFAULT_LANGUAGE: 'ja', VERSION: { id: 'bench' }, ...bindings },
      unsafeDirectSockets: [{ host: '127.0.0.1', port }],
      ...more,
    } as { name: string });
    return port;
  };
  const several = (contents: string, more: object) => Array.from({ length: isolates }, () => run(contents, more));
  const baseline = await bundled('baseline');
  const loader = await bundled('loader');
  const loading = (database: Name) => run(loader, { bindings: { LOCAL_PUBLISHER: 'yes' }, ...on(database) });
  const real = several(script, on('real'));
  // One answer of the real record is what these give.
  const reads = { serviceBindings: { reads: { name: workers[0]?.name, entrypoint: 'PublicReads' } } };
  const ports = {
    real,
    baseline: several(baseline, on('real')),
    gateway: several(await bundled('gateway'), reads),
    constant: several(await bundled('constant'), reads),
    copying: several(await bundled('copying'), reads),
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

/** Starts one workerd with the production build on three databases, and all its baselines. */
export const startWorkerd = async (directory: string, first: number) => {
  const script = production(directory);
  const { workers, ports } = await plan(script, first);
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, d1Persist: join(directory, 'd1'), workers }));
  await miniflare.ready;
  const holders = { real: ports.loadReal, small: ports.loadSmall, large: ports.loadLarge };
  const databaseOf = (name: Name) => miniflare.getD1Database('DB', `at ${holders[name]}`);
  for (const name of databases) await applyMigrations(await databaseOf(name));
  /** How large a database is (bytes), its indexes with it. */
  const sizeOf = async (name: Name): Promise<number> => {
    const { meta } = await (await databaseOf(name)).prepare('SELECT 1').run();
    return meta.size_after;
  };
  return { ports, script, sizeOf, end: () => miniflare.dispose() };
};
