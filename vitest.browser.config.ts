import { defineConfig } from 'vitest/config';

// Every test here drives Debian's Chromium against the production build of the service: `npm run test:browser`.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['./tests/browser/service.ts'],
    environment: 'node',
    // The three long files at once, in one browser: each waits for it half of its time.
    maxWorkers: 3,
    // Machines differ, and some are busy: what is slow there is not wrong.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
