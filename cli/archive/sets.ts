import type { Answer, EditorClient } from '../client.ts';
import { failure } from '../failure.ts';
import { namesOf, type SourcedPublication, targetsOf } from '../types.ts';
import type { Faults, Refusal } from './faults.ts';

/** The result for one item of a set. */
export interface Result {
  result: 'created' | 'changed' | 'unchanged' | 'refused';
  code?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

/** An item that was refused as one of a set, and may be taken later. */
export interface Waiting {
  one: SourcedPublication;
  result: Result;
}

/** How sets are sent, and who gets what becomes of their items. */
export interface SetOptions {
  dryRun: boolean;
  faults: Faults;
  onTaken(result: Exclude<Result['result'], 'refused'>): void;
  onRefused(waiting: Waiting): Promise<void>;
}

/** Returns the faults of a refused item: each of its errors, or the sentence of its problem. */
export const refusalsOf = ({ one: { from }, result: { code = '', detail = code, errors = [] } }: Waiting): Refusal[] =>
  errors.length > 0
    ? errors.map((error) => ({ from, pointer: error.pointer, reason: error.detail, code }))
    : [{ from, pointer: '', reason: detail, code }];

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

/**
 * Sends sets of items to the editor's API. A set is refused whole: what has errors is put aside, the rest is sent again.
 * Refusals are not recorded one by one: in the end the import records them, in one event.
 */
export const createSetSender = (editor: EditorClient, { dryRun, faults, onTaken, onRefused }: SetOptions) => {
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
    const options = dryRun ? { dryRun, assumed: assumed(set) } : { summarised: true };
    const answer = await editor('POST', '/publications', { items, ...options });
    const results = answer.body.results as Result[] | undefined;
    if (!results) return splitFaulty(set, answer);
    const sound: SourcedPublication[] = [];
    for (const [index, result] of results.entries()) {
      const one = set[index];
      if (!one) continue;
      if (result.result === 'refused') await onRefused({ one, result });
      else sound.push(one);
    }
    if (answer.status !== 200) return send(sound);
    for (const { result } of results) if (result !== 'refused') onTaken(result);
    if (dryRun) for (const name of items.flatMap(namesOf)) published.add(name);
  };

  // A set that cannot even be read: what is pointed at is put aside; where nothing is, halves show where it lies.
  const splitFaulty = async (set: readonly SourcedPublication[], answer: Answer): Promise<void> => {
    if (!isFaulty(answer)) throw failure(answer);
    const errors = errorsByItem(answer, set);
    for (const refusal of [...errors.values()].flat()) faults.add(refusal);
    if (errors.size > 0) return send(set.filter((one) => !errors.has(one)));
    const [only] = set;
    if (only && set.length === 1)
      faults.add({ from: only.from, pointer: '', reason: String(answer.body.detail ?? answer.status) });
    else for (const half of [set.slice(0, set.length / 2), set.slice(set.length / 2)]) await send(half);
  };

  return send;
};
