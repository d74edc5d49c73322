import type { EditorClient } from '../client.ts';
import { failure } from '../failure.ts';
import type { Section, SourcedEntry } from '../types.ts';
import type { Faults } from './faults.ts';
import { maxCharacters } from './parts.ts';

const maxEntries = 500;

interface Conflict {
  item: string;
  expected: number;
  actual: number;
}

/** Sends events, revisions of drafts, and drafts of an export, some hundred at a time. */
export const createEntrySender = (
  editor: EditorClient,
  { service, dryRun, replace, faults }: { service: string; dryRun: boolean; replace: boolean; faults: Faults },
) => {
  let section: Section | undefined;
  let entries: SourcedEntry[] = [];
  let size = 0;

  const bodyOf = (sent: readonly unknown[]) => {
    if (section === 'event') return { events: { service, events: sent } };
    return section === 'revision' ? { revisions: sent } : { drafts: sent, replace };
  };

  const flush = async (): Promise<void> => {
    if (entries.length === 0) return;
    const sent = entries;
    const body = bodyOf(sent.map(({ entry }) => entry));
    [entries, size] = [[], 0];
    const answer = await editor('POST', '/imports', { dryRun, ...body });
    if (answer.status === 422 || answer.status === 413) {
      const errors = (answer.body.errors ?? []) as { pointer: string; detail: string }[];
      for (const { pointer, detail } of errors) faults.add({ from: sent[0]?.from ?? '', pointer, reason: detail });
      if (errors.length > 0) return;
    }
    if (answer.status !== 200) throw failure(answer);
    for (const { item, expected, actual } of (answer.body.conflicts ?? []) as Conflict[]) {
      const from = sent.find(({ entry }) => (entry as { item?: unknown }).item === item)?.from ?? '';
      const reason = `The draft of ${item} has revision ${actual} here, and ${expected} in the file. It is left as it is here.`;
      faults.add({ from, pointer: '', reason, code: 'precondition-failed' });
    }
  };

  const add = async (one: SourcedEntry): Promise<void> => {
    const { length } = JSON.stringify(one.entry);
    if (one.section !== section || entries.length === maxEntries || size + length > maxCharacters) await flush();
    section = one.section;
    entries.push(one);
    size += length;
  };

  return { add, flush };
};
