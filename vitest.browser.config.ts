import { defineConfig } from 'vitest/config';

// Every test here drives Debian's Chromium against the production build of the service: `npm run test:browser`.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['./tests/browser/service.ts'],
    environment: 'node',
    // One browser at a time: pages that wait for each other's processor time tell nothing about themselves.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
