import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { firstSlugOf } from '../model/edition.ts';
import {
  type Actor,
  type Change,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
} from './decision.ts';
import type { StoredDraft } from './types.ts';
import { checkDraft } from './validate/check-draft.ts';
import { findWarnings } from './validate/warnings.ts';

/** The texts of a record that may be incomplete, by language. */
export const textsIn = (record: unknown): Readonly<Partial<Record<Language, unknown>>> => {
  const texts = (record as { texts?: unknown } | null | undefined)?.texts;
  return typeof texts === 'object' && texts !== null ? texts : {};
};

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

/** What to save. */
export interface Save {
  record: unknown;
  /** The number of the edition that the record was made from; without it, that of the draft it replaces, or the live one. */
  base?: number | undefined;
  match: Precondition;
  by: Actor;
}

/**
 * Saves a record as the draft, which may be incomplete. `match` is the revision of the draft that it replaces; 0 where there
 * is none. Problems: invalid-record, no-edition (its base), precondition-failed, precondition-required.
 */
export const save = (state: CommandState, command: Save): Decision => {
  const { draft } = state;
  return checkPrecondition(command.match, draft?.revision ?? 0) ?? replaceDraft(state, command);
};

/** Replaces the draft of an item by a record, whatever its sender has seen. Problems: invalid-record, no-edition. */
export const replaceDraft = (
  state: CommandState,
  { record, base = state.draft?.base ?? liveNumber(state), by, detail }: Omit<Save, 'match'> & Pick<Change, 'detail'>,
): Decision => {
  const { draft } = state;
  if (base > liveNumber(state)) return { code: 'no-edition', values: { number: base } };
  const { errors, missing, checked } = checkDraft(state.kind, state.slug, record, firstSlugOf(state.id));
  if (errors.length > 0) return { code: 'invalid-record', errors };
  const revision = state.revision + 1;
  return {
    command: 'save',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision, base, record, changed: changedBy(draft, record, revision) },
    missing,
    ...(detail && { detail }),
    warnings: checked ? findWarnings(checked) : [],
  };
};
