import fc from 'fast-check';
import { inject } from 'vitest';

/** How much the tests of tests/deep explore. */
interface Budget {
  /** `npm run test:deep`; `npm test` runs one short sequence, always the same. */
  deep: boolean;
  /** What the sequences are made from: printed, and repeated by SEED. */
  seed: number;
  /** How many sequences, by RUNS. */
  runs: number;
  /** How many items are exported and imported, by ITEMS. */
  items: number;
  /** Whether the shortest sequence that fails is looked for, which takes minutes; not in CI. */
  shrinks: boolean;
}

declare module 'vitest' {
  export interface ProvidedContext {
    budget: Budget;
    bindings: Record<string, unknown>;
  }
}

export const { deep, seed, runs, items, shrinks } = inject('budget');

/** Enough for a busy machine, for a test that takes a quarter of a minute a run on an idle one. */
export const timeout = Math.max(600_000, runs * 300_000);

/** Checks a property within the budget; `times` as often as the runs say, where a sequence is short. */
export const assertProperty = <Values>(property: fc.IAsyncProperty<Values>, times = 1): Promise<void> =>
  fc.assert(property, { numRuns: runs * times, seed, endOnFailure: !shrinks });
