import type { Unsendable } from '../types.ts';

/** What became of a record that was not taken: where it came from, where it is wrong, why, and the problem's code. */
export interface Refusal extends Unsendable {
  code?: string;
}

const maxFaults = 100;

/** Collects the first hundred faults of an import, and counts the rest. */
export const createFaults = () => {
  const first: Refusal[] = [];
  let faults = 0;
  let items = 0;
  let last = '';
  return {
    first,
    add(refusal: Refusal): void {
      faults += 1;
      if (refusal.from !== last) items += 1;
      last = refusal.from;
      if (first.length < maxFaults) first.push(refusal);
    },
    /** The number of faults, and of the records that have them. */
    count: () => ({ faults, items }),
  };
};

export type Faults = ReturnType<typeof createFaults>;
