import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    budget: { deep: boolean; seed: number; runs: number };
    bindings: Record<string, unknown>;
  }
}

/**
 * How much the property tests of tests/deep explore: `npm test` runs one short sequence, always the same; `npm run
 * test:deep` runs RUNS long ones from a seed that it prints, and SEED repeats them.
 */
export const { deep, seed, runs } = inject('budget');

/** Enough for a busy machine, for a test that takes a quarter of a minute a run on an idle one. */
export const timeout = Math.max(120_000, runs * 60_000);
