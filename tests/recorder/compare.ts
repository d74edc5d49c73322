/**
 * node tests/recorder/compare.ts A.ndjson B.ndjson [--ignore FILE] [--all]: prints how two recordings differ, and exits
 * 1 if they do. FILE is a JSON list of {pattern, reason}; a difference is accepted where the regular expression matches
 * "{request}\n{kind}\n{change}" (see README.md).
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type Difference, differences } from './differences.ts';
import type { Recorded } from './entry.ts';
import { readAgain } from './large-bodies.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ignore: { type: 'string' }, all: { type: 'boolean', default: false } },
});
const [first, second] = positionals;
if (!first || !second) {
  console.error('usage: node tests/recorder/compare.ts A.ndjson B.ndjson [--ignore FILE] [--all]');
  process.exit(2);
}

const read = async (file: string): Promise<Recorded[]> => {
  const recording: Recorded[] = [];
  const again = readAgain();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const recorded = JSON.parse(line) as Recorded;
    recording.push({ ...recorded, body: again(recorded.body) });
  }
  return recording;
};

interface Rule {
  pattern: string;
  reason: string;
}

const rules = (values.ignore ? JSON.parse(await readFile(values.ignore, 'utf8')) : []) as Rule[];
const accepting = rules.map(({ pattern, reason }) => ({ pattern: new RegExp(pattern, 's'), reason, count: 0 }));

const isAccepted = ({ request, kind, change }: Difference): boolean => {
  const rule = accepting.find(({ pattern }) => pattern.test(`${request}\n${kind}\n${change}`));
  if (rule) rule.count += 1;
  return rule !== undefined;
};

const [before, after] = [await read(first), await read(second)];
const left = differences(before, after).filter((one) => !isAccepted(one));
const shown = values.all ? Number.POSITIVE_INFINITY : 3;

// Most changes show in many answers: each is printed once, with the requests that show it.
for (const [kind, ofKind] of Map.groupBy(left, (one) => one.kind)) {
  const changes = Map.groupBy(ofKind, (one) => one.change);
  console.log(`== ${kind}: ${ofKind.length} differences, ${changes.size} of them unlike\n`);
  for (const [change, all] of [...changes].sort(([, one], [, other]) => other.length - one.length)) {
    for (const { request } of all.slice(0, shown)) console.log(request);
    if (all.length > shown) console.log(`… and ${all.length - shown} more (--all)`);
    const lines = change.split('\n').slice(0, values.all ? undefined : 40);
    console.log(`${lines.map((line) => `    ${line}`).join('\n')}\n`);
  }
}

for (const { reason, count, pattern } of accepting)
  console.log(`accepted: ${count} × ${reason}${count === 0 ? ` (nothing matches ${pattern.source})` : ''}`);
const requests = new Set(left.map(({ request }) => request)).size;
console.log(`${before.length} and ${after.length} answers; ${left.length} differences in ${requests} requests`);
process.exitCode = left.length > 0 ? 1 : 0;
