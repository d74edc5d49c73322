import { hunksOf } from './diff.ts';
import type { Entry } from './entry.ts';

/** One difference between two recordings; of bodies, one hunk. */
export interface Difference {
  /** `status`, `header …`, `body`, or `request` where one recording has a request that the other has not. */
  kind: string;
  /** Method, path and what else was sent. */
  request: string;
  /** The lines before and after. */
  change: string;
}

const describeRequest = ({ at, method, path, headers, body }: Entry['request']): string => {
  const instance = at === 'public' ? '' : `[${at}] `;
  const sent = Object.entries(headers).map(([name, value]) => ` ${name}: ${value.slice(0, 80)};`);
  return `${instance}${method} ${path}${sent.join('')}${body === undefined ? '' : ` ${body.slice(0, 120)}`}`;
};

// A request may occur several times in a recording: the first is compared with the first, the second with the second.
const byRequest = (recording: readonly Entry[]): Map<string, Entry> => {
  const counts = new Map<string, number>();
  return new Map(
    recording.map((each) => {
      const key = JSON.stringify(each.request);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key} ${count}`, each];
    }),
  );
};

const differencesBetween = (before: Entry, after: Entry): Difference[] => {
  const request = describeRequest(before.request);
  const found: Difference[] = [];
  const add = (kind: string, change: string) => found.push({ kind, request, change });
  if (before.status !== after.status) add('status', `${before.status} → ${after.status}`);
  const names = new Set([...Object.keys(before.headers), ...Object.keys(after.headers)]);
  for (const name of [...names].sort()) {
    const [one, other] = [before.headers[name], after.headers[name]];
    if (one !== other) add(`header ${name}`, `-${one ?? '(none)'}\n+${other ?? '(none)'}`);
  }
  if (before.body !== after.body) for (const hunk of hunksOf(before.body, after.body)) add('body', hunk.join('\n'));
  return found;
};

/** Finds every difference between two recordings, in the order of the first. */
export const differences = (before: readonly Entry[], after: readonly Entry[]): Difference[] => {
  const [ones, others] = [byRequest(before), byRequest(after)];
  const missingFrom = (others: Map<string, Entry>, all: Map<string, Entry>, change: string) =>
    [...all].flatMap(([key, { request }]) =>
      others.has(key) ? [] : [{ kind: 'request', request: describeRequest(request), change }],
    );
  return [
    ...missingFrom(others, ones, 'in the first recording alone'),
    ...missingFrom(ones, others, 'in the second recording alone'),
    ...[...ones].flatMap(([key, one]) => {
      const other = others.get(key);
      return other ? differencesBetween(one, other) : [];
    }),
  ];
};
