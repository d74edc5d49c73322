import { resolve } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { experimental_readRawConfig, unstable_readConfig } from 'wrangler';

const config = './wrangler.toml';
const resolved = (env?: string) => unstable_readConfig({ config, ...(env && { env }) }, { hideWarnings: true });

const bindings = {
  // As wrangler resolves them: what `npm run deploy` begins with.
  CONFIGURATIONS: JSON.stringify({
    keys: Object.keys(experimental_readRawConfig({ config }).rawConfig),
    resolved: { local: resolved(), preview: resolved('preview'), production: resolved('production') },
  }),
  MIGRATIONS: await readD1Migrations('./migrations'),
  PUBLIC_ORIGIN: 'https://example.jp',
  ACCESS_ISSUER: 'https://ministries.cloudflareaccess.com',
  ACCESS_AUDIENCE: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  ACCESS_ROLES: '{"publisher":["web-team","importer.access"],"editor":["translators"]}',
};

// `npm run test:deep` explores: RUNS sequences from a seed of its own, which SEED repeats (tests/support/budget.ts).
const { DEEP, SEED = Math.floor(Math.random() * 2 ** 31), RUNS = 20, ALL_IN_WORKERD } = process.env;
const budget = DEEP ? { deep: true, seed: Number(SEED), runs: Number(RUNS) } : { deep: false, seed: 1, runs: 1 };
if (DEEP) console.log(`To repeat this: SEED=${SEED} RUNS=${RUNS} npm run test:deep`);

const settings = {
  // Machines differ, and some are busy: what is slow there is not wrong.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Files share a database: each leaves the record as it found it.
  isolate: false,
  maxWorkers: 2,
  setupFiles: ['./tests/support/setup.ts'],
};

const standIn = (name: string) => resolve(`tests/support/node/${name}.ts`);

// What needs no runtime runs in Node, on node:sqlite: several times as fast. ALL_IN_WORKERD=1 has it run in workerd.
const inNode = ['tests/node/**/*.test.{ts,tsx}', 'tests/deep/{exports,model,staleness}.test.ts'];
// Writers race each other for a real D1.
const inWorkerd = ['tests/workerd/**/*.test.{ts,tsx}', 'tests/deep/races.test.ts'];

export default defineConfig({
  test: {
    // What is printed by a test that passes is of no use to anybody.
    silent: 'passed-only',
    teardownTimeout: 60_000,
    projects: [
      {
        resolve: {
          alias: { 'cloudflare:workers': standIn('workers'), 'cloudflare:test': standIn('test') },
        },
        test: {
          ...settings,
          name: 'node',
          // The declarations of schema.org are read as a text.
          server: { deps: { inline: [/\?raw$/] } },
          include: ALL_IN_WORKERD ? [] : inNode,
          provide: { budget, bindings: { ...resolved().vars, ...bindings } },
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: config },
            miniflare: {
              cf: false,
              // Two more databases, which begin empty: one to be written to at will, one that exports are imported into.
              d1Databases: { SCRATCH: 'scratch', COPY: 'copy' },
              bindings,
            },
          }),
        ],
        test: {
          ...settings,
          name: 'workerd',
          provide: { budget },
          include: ALL_IN_WORKERD ? [...inNode, ...inWorkerd] : inWorkerd,
          // One replaces a module to count its calls, which vitest cannot do in workerd; one needs wrangler and node:sqlite,
          // one starts processes, and one needs a database that not every migration was applied to.
          exclude: [
            'tests/node/editor/round-trips.test.ts',
            // Most of its time goes to the readers of formats, which no runtime changes.
            'tests/node/formats/formats.test.ts',
            'tests/node/cli/migrations.test.ts',
            // These need a disk, and a process of their own.
            'tests/node/cli/content.test.ts',
            'tests/node/cli/exports.test.ts',
            'tests/node/cli/free-ports.test.ts',
            'tests/node/cli/source.test.ts',
            'tests/node/cli/spool.test.ts',
            'tests/node/cli/whole.test.ts',
            'tests/node/cli/reset.test.ts',
            'tests/deep/exports.test.ts',
            'tests/node/cli/serve.test.ts',
            'tests/node/cli/local-proxy.test.ts',
            'tests/node/database/documents-migration.test.ts',
            'tests/node/database/revisions-migration.test.ts',
          ],
        },
      },
    ],
  },
});
