import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// Every test runs inside workerd, on a real D1 with the real migrations.
export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        cf: false,
        bindings: {
          MIGRATIONS: await readD1Migrations('./migrations'),
          PUBLIC_ORIGIN: 'https://example.jp',
        },
      },
    })),
  ],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // Files share a Worker and its database: each leaves the record as it found it.
    isolate: false,
    setupFiles: ['./tests/setup.ts'],
  },
});
