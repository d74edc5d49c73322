import { openLoad, type Target } from './load.ts';

/** How a comparison is run: so many runs, in each so many slices of each side in turn, each so long (ms). */
export interface Pace {
  runs: number;
  slices: number;
  milliseconds: number;
}

/** The value in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
};

/** Two sides of a comparison, as medians over the runs; `ratio` is the median of the ratios within each run. */
export interface Compared {
  subject: number;
  baseline: number;
  ratio: number;
  ratios: readonly number[];
}

type Side = Target & { status?: number };
type Measure = (slices: readonly { rate: number; times: number[] }[]) => number;

// The machine is noisy: both sides are measured in turn, a moment each, so that the noise meets both alike.
const compare = async (subject: Side, baseline: Side, connections: number, pace: Pace, measure: Measure) => {
  const sides = [
    await openLoad(subject, connections, subject.status),
    await openLoad(baseline, connections, baseline.status),
  ] as const;
  for (const side of sides) await side.run(Math.max(1000, pace.milliseconds));
  const runs: [number, number][] = [];
  for (let run = 0; run < pace.runs; run += 1) {
    const slices: [{ rate: number; times: number[] }[], { rate: number; times: number[] }[]] = [[], []];
    for (let slice = 0; slice < pace.slices; slice += 1)
      for (const which of slice % 2 ? ([1, 0] as const) : ([0, 1] as const))
        slices[which].push(await sides[which].run(pace.milliseconds));
    runs.push([measure(slices[0]), measure(slices[1])]);
  }
  for (const side of sides) side.end();
  const ratios = runs.map(([one, other]) => one / other);
  return {
    subject: median(runs.map(([one]) => one)),
    baseline: median(runs.map(([, other]) => other)),
    ratio: median(ratios),
    ratios,
  };
};

/** Requests a second, of the subject and of its baseline, in one process and one run. */
export const compareRates = (subject: Side, baseline: Side, pace: Pace): Promise<Compared> =>
  compare(subject, baseline, 8, pace, (slices) => slices.reduce((sum, { rate }) => sum + rate, 0) / slices.length);

/** The median time of an answer (ms), one asked after the other. */
export const compareTimes = (subject: Side, baseline: Side, pace: Pace): Promise<Compared> =>
  compare(subject, baseline, 1, pace, (slices) => median(slices.flatMap(({ times }) => times)));
