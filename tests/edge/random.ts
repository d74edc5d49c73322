/** Chance that is the same on every machine for the same seed (mulberry32): from 0 up to, but never, 1. */
export const chanceFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** One of some things, each as likely. */
export const oneOf = <T>(chance: () => number, things: readonly T[]): T =>
  things[Math.floor(chance() * things.length)] as T;

/** The same things in another order. */
export const shuffled = <T>(chance: () => number, things: readonly T[]): T[] =>
  things
    .map((thing) => ({ thing, at: chance() }))
    .sort((one, other) => one.at - other.at)
    .map(({ thing }) => thing);

/** Chooses among things by Zipf's law: the second half as often as the first, the third a third as often. */
export const zipf = <T>(chance: () => number, things: readonly T[]): (() => T) => {
  let sum = 0;
  const sums = things.map((_, index) => {
    sum += 1 / (index + 1);
    return sum;
  });
  return () => {
    const wanted = chance() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return things[low] as T;
  };
};
