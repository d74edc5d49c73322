import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { firstSlugOf } from '../model/edition.ts';
import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
} from './decision.ts';
import type { StoredDraft } from './types.ts';
import { validateRecord } from './validate/validate-record.ts';
import { findWarnings } from './validate/warnings.ts';

const textsIn = (record: unknown): Readonly<Partial<Record<Language, unknown>>> =>
  (record as { texts?: object } | null)?.texts ?? {};

/** Returns by which revision the texts of each language of a record were changed last, where it is saved as a revision. */
const changedBy = (draft: StoredDraft | undefined, record: unknown, revision: number): StoredDraft['changed'] => {
  const [before, now] = [textsIn(draft?.record), textsIn(record)];
  return Object.fromEntries(
    languageTags
      .filter((tag) => now[tag] !== undefined)
      .map((tag) => [
        tag,
        draft && deepEqual(before[tag], now[tag]) ? (draft.changed[tag] ?? draft.revision) : revision,
      ]),
  );
};

/** Saves a record as the draft. `match` is the revision of the draft that it replaces; 0 where there is none. */
export const save = (state: CommandState, command: { record: unknown; match: Precondition; by: Actor }): Decision => {
  const { draft } = state;
  const stale = checkPrecondition(command.match, draft?.revision ?? 0);
  if (stale) return stale;
  const checked = validateRecord(state.kind, state.slug, command.record, firstSlugOf(state.id));
  if ('errors' in checked) return { code: 'invalid-record', errors: checked.errors };
  const revision = state.revision + 1;
  const { record } = command;
  return {
    command: 'save',
    by: command.by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision, base: draft?.base ?? liveNumber(state), record, changed: changedBy(draft, record, revision) },
    warnings: findWarnings(checked.record),
  };
};
