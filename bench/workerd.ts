import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** Of miniflare, what is used here: it gives workerd its D1. It is the one that wrangler brings. */
interface Miniflare {
  ready: Promise<URL>;
  getD1Database(binding: string, worker: string): Promise<D1Database>;
  dispose(): Promise<void>;
}
const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
const { Miniflare, convertV4MiniflareOptions } = fromWrangler('miniflare') as {
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

// One of bench/workers/, bundled by the bundler that wrangler uses and as it does.
const bundled = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/workers', `${name}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
  });
  return outputFiles[0]?.text ?? '';
};

const statementsIn = (migration: string): string[] => {
  const bare = migration.replace(/^\s*--.*$/gm, '');
  return bare
    .split(/;\s*$(?![\s\S]*?^END;)|(?<=^END);\s*$/m)
    .map((one) => one.trim())
    .filter(Boolean);
};

/** The ports on which workerd answers: each Worker directly, with no proxy before it. */
export interface Ports {
  real: number;
  small: number;
  large: number;
  baseline: number;
  baselineLarge: number;
  gateway: number;
  constant: number;
  copying: number;
  loadReal: number;
  loadSmall: number;
  loadLarge: number;
}

// The line about each request is made, as in production, but written nowhere: on the platform nobody waits for it, here
// it would pass through the process that makes the load.
const quietly = (script: string): string => `console.info = () => {};\n${script}`;

/** Starts one workerd with the production build three times (on three databases) and all its baselines. */
export const startWorkerd = async (directory: string, first: number) => {
  const script = production(directory);
  const loader = await bundled('loader');
  const names = [
    'real',
    'small',
    'large',
    'baseline',
    'baselineLarge',
    'gateway',
    'constant',
    'copying',
    'loadReal',
    'loadSmall',
    'loadLarge',
  ];
  const ports = Object.fromEntries(names.map((name, index) => [name, first + index])) as unknown as Ports;
  const worker = (name: keyof Ports, contents: string, database?: string, more: object = {}) => ({
    name,
    compatibilityDate: '2026-11-01',
    modules: [{ type: 'ESModule', path: 'index.js', contents: quietly(contents) }],
    bindings: { PUBLIC_ORIGIN: 'http://localhost', DEFAULT_LANGUAGE: 'ja', VERSION: { id: 'bench' }, ...more },
    ...(database && { d1Databases: { DB: database } }),
    unsafeDirectSockets: [{ host: '127.0.0.1', port: ports[name] }],
  });
  const publisher = { LOCAL_PUBLISHER: 'yes' };
  // One answer of the real record is what these three give.
  const giving = async (name: 'gateway' | 'constant' | 'copying') => ({
    ...worker(name, await bundled(name)),
    serviceBindings: { reads: { name: 'real', entrypoint: 'PublicReads' } },
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      d1Persist: join(directory, 'd1'),
      workers: [
        worker('real', script, 'real'),
        worker('small', script, 'small'),
        worker('large', script, 'large'),
        worker('baseline', await bundled('baseline'), 'real'),
        worker('baselineLarge', await bundled('baseline'), 'large'),
        await giving('gateway'),
        await giving('constant'),
        await giving('copying'),
        worker('loadReal', loader, 'real', publisher),
        worker('loadSmall', loader, 'small', publisher),
        worker('loadLarge', loader, 'large', publisher),
      ],
    }),
  );
  await miniflare.ready;
  const migrations = (await readdir(join(root, 'migrations'))).sort();
  for (const name of ['real', 'small', 'large']) {
    const database = await miniflare.getD1Database('DB', name);
    for (const file of migrations)
      for (const one of statementsIn(await readFile(join(root, 'migrations', file), 'utf8')))
        await database.prepare(one).run();
  }
  /** How large a database is (bytes), its indexes with it. */
  const sizeOf = async (name: 'real' | 'small' | 'large'): Promise<number> => {
    const { meta } = await (await miniflare.getD1Database('DB', name)).prepare('SELECT 1').run();
    return meta.size_after;
  };
  return { ports, script, sizeOf, end: () => miniflare.dispose() };
};
