import type { Answer, EditorClient } from './client.ts';
import { namesOf, type SourcedPublication, targetsOf, type Unsendable } from './types.ts';

/** What became of a record that was not taken: where it came from, where it is wrong, and why. */
export type Refusal = Unsendable;

/** What an import has done. */
export interface Imported {
  created: number;
  changed: number;
  unchanged: number;
  refused: Refusal[];
}

interface Result {
  result: 'created' | 'changed' | 'unchanged' | 'refused';
  code?: string;
  errors?: { pointer: string; detail: string }[];
}

const MAX_ITEMS = 100;
const MAX_CHARACTERS = 2_000_000;

const reasonsOf = ({ from }: SourcedPublication, { code = '', errors = [] }: Result): Refusal[] =>
  errors.length > 0
    ? errors.map(({ pointer, detail }) => ({ from, pointer, reason: detail }))
    : [{ from, pointer: '', reason: code }];

// The body was read and found wanting; any other answer is the end of the import.
const isFaulty = ({ status }: Answer): boolean => [400, 413, 422].includes(status);

/** Of errors in the body of a whole set: those of each item, with pointers into it. */
const errorsByItem = ({ body }: Answer, set: readonly SourcedPublication[]): Map<SourcedPublication, Refusal[]> => {
  const errors = new Map<SourcedPublication, Refusal[]>();
  for (const { pointer, detail } of (body.errors ?? []) as { pointer: string; detail: string }[]) {
    const [, index, rest = ''] = /^\/items\/(\d+)(\/.*)?$/.exec(pointer) ?? [];
    const one = index && set[Number(index)];
    if (one) errors.set(one, [...(errors.get(one) ?? []), { from: one.from, pointer: rest, reason: detail }]);
  }
  return errors;
};

const failure = ({ status, body }: Answer): Error =>
  new Error(`${status} ${String(body.title ?? '')}: ${String(body.detail ?? 'no answer in JSON')}`);

// What cannot be sent is put aside at once, with its reason.
async function* sendable(
  from: AsyncIterable<SourcedPublication | Unsendable>,
  unsent: Refusal[],
): AsyncGenerator<SourcedPublication> {
  for await (const one of from) {
    if ('publication' in one) yield one;
    else unsent.push(one);
  }
}

/**
 * Sends records to the editor's API in sets. A set is refused whole: what has errors is put aside, the rest is sent
 * again; what points at a record that comes later is tried again when that may have come.
 */
export const importInto = async (
  editor: EditorClient,
  from: AsyncIterable<SourcedPublication | Unsendable>,
  { dryRun, progress }: { dryRun: boolean; progress: (done: number) => void },
): Promise<Imported> => {
  const unsent: Refusal[] = [];
  const source = sendable(from, unsent);
  const imported: Imported = { created: 0, changed: 0, unchanged: 0, refused: [] };
  let waiting: { one: SourcedPublication; result: Result }[] = [];
  let done = 0;
  // In a dry run nothing comes: what a set points at among the sets before it is to be taken as published.
  const published = new Set<string>();
  const assumed = (set: readonly SourcedPublication[]) => {
    const names = new Set(set.flatMap(targetsOf).filter((name) => published.has(name)));
    return [...names].map((name) => ({
      kind: name.slice(0, name.indexOf('/')),
      slug: name.slice(name.indexOf('/') + 1),
    }));
  };

  const send = async (set: readonly SourcedPublication[]): Promise<void> => {
    if (set.length === 0) return;
    const items = set.map(({ publication }) => publication);
    const answer = await editor('POST', '/publications', { items, ...(dryRun && { dryRun, assumed: assumed(set) }) });
    const results = answer.body.results as Result[] | undefined;
    if (!results) return splitFaulty(set, answer);
    const sound: SourcedPublication[] = [];
    for (const [index, result] of results.entries()) {
      const one = set[index];
      if (!one) continue;
      if (result.result === 'refused') waiting.push({ one, result });
      else sound.push(one);
    }
    if (answer.status !== 200) return send(sound);
    for (const { result } of results) if (result !== 'refused') imported[result] += 1;
    if (dryRun) for (const name of items.flatMap(namesOf)) published.add(name);
    done += results.length;
    progress(done);
  };

  // A set that cannot even be read: what is pointed at is put aside; where nothing is, halves show where it lies.
  const splitFaulty = async (set: readonly SourcedPublication[], answer: Answer): Promise<void> => {
    if (!isFaulty(answer)) throw failure(answer);
    const errors = errorsByItem(answer, set);
    unsent.push(...[...errors.values()].flat());
    if (errors.size > 0) return send(set.filter((one) => !errors.has(one)));
    const [only] = set;
    if (only && set.length === 1)
      unsent.push({ from: only.from, pointer: '', reason: String(answer.body.detail ?? answer.status) });
    else for (const half of [set.slice(0, set.length / 2), set.slice(set.length / 2)]) await send(half);
  };

  const sendAll = async (records: AsyncIterable<SourcedPublication> | Iterable<SourcedPublication>): Promise<void> => {
    let set: SourcedPublication[] = [];
    let size = 0;
    for await (const one of records) {
      const { length } = JSON.stringify(one.publication);
      const begins = one.publication.kind !== set[0]?.publication.kind && waiting.length > 0;
      if (set.length === MAX_ITEMS || size + length > MAX_CHARACTERS || begins) {
        await send(set);
        [set, size] = [[], 0];
        // What has come too early is not to hold up all that points at it.
        if (records === source && (begins || waiting.length >= 2 * stuck + MAX_ITEMS)) await tryAgain();
      }
      set.push(one);
      size += length;
    }
    await send(set);
  };

  let stuck = 0;
  // As long as some of what was refused is taken now, the rest may follow.
  const tryAgain = async (): Promise<void> => {
    for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
      before = waiting.length;
      const again = waiting.map(({ one }) => one);
      waiting = [];
      await sendAll(again);
    }
    stuck = waiting.length;
  };

  await sendAll(source);
  await tryAgain();
  imported.refused = [...unsent, ...waiting.flatMap(({ one, result }) => reasonsOf(one, result))];
  return imported;
};

/** Has the service list everything anew where names have changed since it last did. */
export const rebuildListings = async (editor: EditorClient): Promise<void> => {
  let after: unknown = '';
  while (after !== null) {
    const answer: Answer = await editor('POST', '/listings', { after });
    if (answer.status !== 200) throw failure(answer);
    after = answer.body.next ?? null;
  }
};
