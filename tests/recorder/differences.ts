import { placesOf } from './diff.ts';
import type { Recorded } from './entry.ts';

/** One difference between two recordings; each place in which two bodies differ is one. */
export interface Difference {
  /** `status`, `header …`, `body`, or `request` where one recording has a request that the other has not. */
  kind: string;
  /** Method, path and what else was sent. */
  request: string;
  /** What was before and what is now. */
  change: string;
}

const sayRequest = ({ at, method, path, headers, body }: Recorded['request']): string => {
  const door = at === 'public' ? '' : `[${at}] `;
  const sent = Object.entries(headers).map(([name, value]) => ` ${name}: ${value.slice(0, 80)};`);
  return `${door}${method} ${path}${sent.join('')}${body === undefined ? '' : ` ${body.slice(0, 120)}`}`;
};

// The same request may be made before and after a change: the first stands for the first, the second for the second.
const byRequest = (recording: readonly Recorded[]): Map<string, Recorded> => {
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

const between = (before: Recorded, after: Recorded): Difference[] => {
  const request = sayRequest(before.request);
  const found: Difference[] = [];
  const note = (kind: string, change: string) => found.push({ kind, request, change });
  if (before.status !== after.status) note('status', `${before.status} → ${after.status}`);
  const names = new Set([...Object.keys(before.headers), ...Object.keys(after.headers)]);
  for (const name of [...names].sort()) {
    const [one, other] = [before.headers[name], after.headers[name]];
    if (one !== other) note(`header ${name}`, `-${one ?? '(none)'}\n+${other ?? '(none)'}`);
  }
  if (before.body !== after.body) for (const place of placesOf(before.body, after.body)) note('body', place.join('\n'));
  return found;
};

/** Finds every difference between two recordings, in the order of the first. */
export const differences = (before: readonly Recorded[], after: readonly Recorded[]): Difference[] => {
  const [ones, others] = [byRequest(before), byRequest(after)];
  const gone = (kept: Map<string, Recorded>, all: Map<string, Recorded>, change: string) =>
    [...all].flatMap(([key, { request }]) =>
      kept.has(key) ? [] : [{ kind: 'request', request: sayRequest(request), change }],
    );
  return [
    ...gone(others, ones, 'in the first recording alone'),
    ...gone(ones, others, 'in the second recording alone'),
    ...[...ones].flatMap(([key, one]) => {
      const other = others.get(key);
      return other ? between(one, other) : [];
    }),
  ];
};
