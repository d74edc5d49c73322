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
import type { Entry } from './entry.ts';
import { restoreRepeats } from './large-bodies.ts';
import type { Instance } from './requests.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ignore: { type: 'string' }, all: { type: 'boolean', default: false } },
});
const [first, second] = positionals;
if (!first || !second) {
  console.error('usage: node tests/recorder/compare.ts A.ndjson B.ndjson [--ignore FILE] [--all]');
  process.exit(2);
}

// Older recordings have other names for two of the instances.
const formerNames: ReadonlyMap<string, Instance> = new Map([
  ['desk', 'editor'],
  ['cutOff', 'withoutReads'],
]);

const read = async (file: string): Promise<Entry[]> => {
  const recording: Entry[] = [];
  const restoreBody = restoreRepeats();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const { request, body, ...rest } = JSON.parse(line) as Entry;
    const at = formerNames.get(request.at) ?? request.at;
    recording.push({ ...rest, request: { ...request, at }, body: restoreBody(body) });
  }
  return recording;
};

interface Rule {
  pattern: string;
  reason: string;
}

const rules = (values.ignore ? JSON.parse(await readFile(values.ignore, 'utf8')) : []) as Rule[];
const acceptedRules = rules.map(({ pattern, reason }) => ({ pattern: new RegExp(pattern, 's'), reason, count: 0 }));

const isAccepted = ({ request, kind, change }: Difference): boolean => {
  const rule = acceptedRules.find(({ pattern }) => pattern.test(`${request}\n${kind}\n${change}`));
  if (rule) rule.count += 1;
  return rule !== undefined;
};

const [before, after] = [await read(first), await read(second)];
const remaining = differences(before, after).filter((one) => !isAccepted(one));
const shownRequests = values.all ? Number.POSITIVE_INFINITY : 3;

// Most changes show in many answers: each is printed once, with the requests that show it.
for (const [kind, ofKind] of Map.groupBy(remaining, (one) => one.kind)) {
  const changes = Map.groupBy(ofKind, (one) => one.change);
  console.log(`== ${kind}: ${ofKind.length} differences, ${changes.size} of them unlike\n`);
  for (const [change, all] of [...changes].sort(([, one], [, other]) => other.length - one.length)) {
    for (const { request } of all.slice(0, shownRequests)) console.log(request);
    if (all.length > shownRequests) console.log(`… and ${all.length - shownRequests} more (--all)`);
    const lines = change.split('\n').slice(0, values.all ? undefined : 40);
    console.log(`${lines.map((line) => `    ${line}`).join('\n')}\n`);
  }
}

for (const { reason, count, pattern } of acceptedRules)
  console.log(`accepted: ${count} × ${reason}${count === 0 ? ` (nothing matches ${pattern.source})` : ''}`);
const requests = new Set(remaining.map(({ request }) => request)).size;
console.log(`${before.length} and ${after.length} answers; ${remaining.length} differences in ${requests} requests`);
process.exitCode = remaining.length > 0 ? 1 : 0;
