import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { experimental_readRawConfig, unstable_readConfig } from 'wrangler';

const config = './wrangler.toml';
const resolved = (env?: string) => unstable_readConfig({ config, ...(env && { env }) }, { hideWarnings: true });

// Every test runs inside workerd, on a real D1 with the real migrations.
export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        cf: false,
        // Two more databases, which begin empty: one to be written to at will, one that exports are imported into.
        d1Databases: { DESK: 'desk', COPY: 'copy' },
        bindings: {
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
        },
      },
    })),
  ],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // Those drive a browser: vitest.browser.config.ts.
    exclude: ['tests/browser/**'],
    // Machines differ, and some are busy: what is slow there is not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files share a Worker and its database: each leaves the record as it found it.
    isolate: false,
    maxWorkers: 2,
    setupFiles: ['./tests/support/setup.ts'],
  },
});
