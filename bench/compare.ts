import { type Load, load, type Target } from './load.ts';

/** How a comparison is run: so many runs, in each so many slices of each side in turn, each so long (ms). */
export interface Pace {
  runs: number;
  slices: number;
  milliseconds: number;
  /** How often each side is asked before: by then the platform has compiled what it does all the time. */
  warming: number;
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

/** Who is asked: one Worker, or several isolates of it, each at its port. */
type Side = Omit<Target, 'port'> & { ports: readonly number[] };
type Measure = (slices: readonly Load[]) => number;

const targetsOf = ({ ports, ...rest }: Side): readonly Target[] => ports.map((port) => ({ ...rest, port }));

const longestWarming = 10_000;

const warm = async (target: Target, connections: number, requests: number): Promise<void> => {
  const until = performance.now() + longestWarming;
  for (let asked = 0; asked < requests && performance.now() < until; )
    asked += (await load(target, connections, 200)).times.length;
};

// The machine is noisy: both sides are measured in turn, a moment each, so that the noise meets both alike. And isolates
// of one Worker differ by a tenth, by where their memory lies: each run takes the next pair of them.
const compare = async (
  [subject, baseline]: readonly [Side, Side],
  connections: number,
  pace: Pace,
  measure: Measure,
): Promise<Compared> => {
  const [subjects, baselines] = [targetsOf(subject), targetsOf(baseline)];
  for (const target of [...subjects, ...baselines]) await warm(target, connections, pace.warming);
  const runs: [number, number][] = [];
  for (let run = 0; run < pace.runs; run += 1) {
    const pair = [subjects[run % subjects.length], baselines[run % baselines.length]] as [Target, Target];
    const slices: [Load[], Load[]] = [[], []];
    for (let slice = 0; slice < pace.slices; slice += 1)
      for (const which of slice % 2 ? ([1, 0] as const) : ([0, 1] as const))
        slices[which].push(await load(pair[which], connections, pace.milliseconds));
    runs.push([measure(slices[0]), measure(slices[1])]);
  }
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
  compare([subject, baseline], 8, pace, (slices) => slices.reduce((sum, { rate }) => sum + rate, 0) / slices.length);

/** The median time of an answer (ms), one asked after the other. */
export const compareTimes = (subject: Side, baseline: Side, pace: Pace): Promise<Compared> =>
  compare([subject, baseline], 1, pace, (slices) => median(slices.flatMap(({ times }) => times)));
