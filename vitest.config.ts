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

// `npm run test:deep` explores: RUNS sequences from a seed of its own, which SEED repeats, and an export of ITEMS items. A
// failure is made as short as it can be, except in CI, which has no time to (tests/support/budget.ts).
const { DEEP, SEED = Math.floor(Math.random() * 2 ** 31), RUNS = 20, ITEMS = 1000, CI, ALL_IN_WORKERD } = process.env;
const budget = {
  ...(DEEP ? { deep: true, seed: Number(SEED), runs: Number(RUNS) } : { deep: false, seed: 1, runs: 1 }),
  items: Number(ITEMS),
  shrinks: !CI,
};
if (DEEP) console.log(`To repeat this: SEED=${SEED} RUNS=${RUNS} ITEMS=${ITEMS} npm run test:deep`);

const settings = {
  // Machines differ, and some are busy: what is slow there is not wrong.
  testTimeout: 300_000,
  hookTimeout: 300_000,
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
          exclude: [
            // Neither a database nor the platform has a part in these: they would say the same.
            'tests/node/{commands,docs,formats,kinds,lib,negotiation}/**',
            // Most of their time goes to the readers of pages; how a page is asked for, tests/node/http holds.
            'tests/node/{embeds,pages}/**',
            // The command line runs in Node.
            'tests/node/{cli,kill}/**',
            'tests/deep/exports.test.ts',
            // One replaces a module to count its calls, which vitest cannot do in workerd; these need a database that not
            // every migration was applied to.
            'tests/node/editor/round-trips.test.ts',
            'tests/node/database/{documents,revisions}-migration.test.ts',
          ],
        },
      },
    ],
  },
});
