import { createEntrySender } from './archive/entries.ts';
import { createFaults, type Refusal } from './archive/faults.ts';
import { createPartSender, maxCharacters } from './archive/parts.ts';
import { createSetSender, type Result, refusalsOf, type Waiting } from './archive/sets.ts';
import { createSpool, type Spool } from './archive/spool.ts';
import type { EditorClient } from './client.ts';
import { failure } from './failure.ts';
import type { Sourced, SourcedPublication } from './types.ts';

export type { Refusal } from './archive/faults.ts';

/** What an import has done. `refused` has the first hundred faults; `faults` is how many there are, in `items` records. */
export interface Imported {
  created: number;
  changed: number;
  unchanged: number;
  refused: Refusal[];
  faults: number;
  items: number;
}

interface ImportOptions {
  dryRun: boolean;
  /** Whether histories take the place of what is there. */
  replace?: boolean;
  /** The origin of the service that an export comes from. */
  service?: string;
  progress: (done: number) => void;
}

const MAX_ITEMS = 100;

/**
 * Sends records to the editor's API in sets of a hundred. What is refused waits until all of its kind was sent, and is
 * sent again: what it points at may be there by then, or wait with it; and so on, as long as something was published since.
 * Memory does not grow with the number of records.
 */
export const importInto = async (
  editor: EditorClient,
  from: AsyncIterable<Sourced>,
  { dryRun, replace = false, service = 'unknown:', progress }: ImportOptions,
): Promise<Imported> => {
  const faults = createFaults();
  const imported = { created: 0, changed: 0, unchanged: 0 };
  let waiting: Spool<Waiting> = createSpool();
  let [done, published] = [0, 0];
  // Whether something waits that was sent once only.
  let fresh = false;
  const onTaken = (result: Exclude<Result['result'], 'refused'>) => {
    imported[result] += 1;
    done += 1;
    if (result !== 'unchanged') published += 1;
  };
  const onRefused = (refused: Waiting) => {
    fresh = true;
    return waiting.add(refused);
  };
  const send = createSetSender(editor, { dryRun, faults, onTaken, onRefused });
  const parts = createPartSender(editor, { dryRun, replace, faults });

  const entries = createEntrySender(editor, { service, dryRun, replace, faults });

  let set: SourcedPublication[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const full = set;
    [set, size] = [[], 0];
    await send(full);
    progress(done);
  };
  const add = async (one: SourcedPublication): Promise<void> => {
    const { length } = JSON.stringify(one.publication);
    if (set.length === MAX_ITEMS || (set.length > 0 && size + length > maxCharacters)) await flush();
    set.push(one);
    size += length;
  };

  // What waits is sent again for as long as some of it, or of what came meanwhile, is published.
  const tryAgain = async (): Promise<void> => {
    await flush();
    while (waiting.size > 0 && (published > 0 || fresh)) {
      published = 0;
      const before = waiting;
      waiting = createSpool();
      for await (const { one } of before.values()) await add(one);
      await before.close();
      await flush();
      fresh = false;
    }
    [published, fresh] = [0, false];
  };

  try {
    let kind: string | undefined;
    for await (const one of from) {
      if ('reason' in one) faults.add(one);
      if ('section' in one) {
        await entries.add(one);
        done += 1;
      }
      if (!('publication' in one)) continue;
      if (kind !== undefined && one.publication.kind !== kind && waiting.size > 0) await tryAgain();
      if (kind === undefined) await entries.flush();
      kind = one.publication.kind;
      const end = await parts.send(one);
      if (end) await add(replace ? replacing(end) : end);
    }
    parts.close();
    await entries.flush();
    await tryAgain();
    for await (const one of waiting.values()) for (const refusal of refusalsOf(one)) faults.add(refusal);
  } finally {
    await waiting.close();
  }
  const { faults: total, items } = faults.count();
  if (items > 0 && !dryRun) await recordSummary(editor, { ...imported, refused: items }, faults.first);
  return { ...imported, refused: faults.first, faults: total, items };
};

const replacing = ({ publication, ...rest }: SourcedPublication): SourcedPublication => ({
  ...rest,
  publication: publication.history
    ? { ...publication, history: { ...publication.history, replace: true } }
    : publication,
});

// One event for all that was refused: an import of many thousands would fill the list of events with them.
const recordSummary = async (
  editor: EditorClient,
  counts: Record<'created' | 'changed' | 'unchanged' | 'refused', number>,
  first: readonly Refusal[],
): Promise<void> => {
  const faults = first.map(({ from, pointer, code = '' }) => ({ from, pointer, code }));
  const answer = await editor('POST', '/imports', { summary: { ...counts, faults } });
  if (answer.status !== 200) throw failure(answer);
};

/** Has the service list everything anew where names have changed since it last did. */
export const rebuildListings = async (editor: EditorClient): Promise<void> => {
  let after: unknown = '';
  while (after !== null) {
    const answer = await editor('POST', '/listings', { after });
    if (answer.status !== 200) throw failure(answer);
    after = answer.body.next ?? null;
  }
};
