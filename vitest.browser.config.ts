import { defineConfig } from 'vitest/config';

// Every test here drives Debian's Chromium against the production build of the service: `npm run test:browser`.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['./tests/browser/service.ts'],
    environment: 'node',
    // Two files at once, in one browser.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
