import type { Language } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { differingPaths, pointerOf, valueAt } from '../lib/json-pointers.ts';
import type { EditionContent } from './carry-over.ts';
import { type CommandState, liveNumber, type Refusal } from './decision.ts';

const MAX_POINTERS = 100;

const nothing: EditionContent = { facts: {}, texts: {}, withdrawals: {} };

// What a publication in some languages would replace.
const replacedBy = ({ facts, texts, withdrawals }: EditionContent, languages: readonly Language[]) => {
  const only = <Value>(values: Readonly<Partial<Record<Language, Value>>>) =>
    Object.fromEntries(languages.flatMap((tag) => (values[tag] === undefined ? [] : [[tag, values[tag]]])));
  return { facts, texts: only(texts), withdrawals: only(withdrawals) };
};

// What was changed in the live edition since the draft was made from it, and would be lost: where the draft says otherwise.
const lostPaths = (state: CommandState, next: EditionContent, languages: readonly Language[]): string[][] => {
  const [base, live, draft] = [state.draftBase ?? nothing, state.live?.edition ?? nothing, next].map((content) =>
    replacedBy(content, languages),
  );
  return differingPaths(base, live).filter((path) => !deepEqual(valueAt(live, path), valueAt(draft, path)));
};

/** Whether the live edition is another one than that which the draft was made from. */
const isMoved = (state: CommandState): boolean => state.draft?.base !== liveNumber(state);

/**
 * Checks that publishing the draft in some languages undoes nothing that was published since the draft was made. `next` is
 * what it would publish. Problem: precondition-failed, with both numbers and `differs`, JSON Pointers (RFC 6901) into the
 * edition. To save the draft with the live edition's number as its base says that its author has seen that edition.
 */
export const checkDraftBase = (
  state: CommandState,
  next: EditionContent,
  languages: readonly Language[],
): Refusal | undefined => {
  if (!isMoved(state)) return undefined;
  const lost = lostPaths(state, next, languages);
  if (lost.length === 0) return undefined;
  const numbers = { expected: state.draft?.base ?? 0, actual: liveNumber(state) };
  const differs = lost.slice(0, MAX_POINTERS).map(pointerOf);
  return { code: 'precondition-failed', values: numbers, members: { ...numbers, differs } };
};

/**
 * Whether a draft that stays for other languages may count as made from the edition that is published of it now: not where
 * somebody else has published those languages since it was made. `draft` is what it would publish in them.
 */
export const movesBase = (state: CommandState, draft: EditionContent, remaining: readonly Language[]): boolean =>
  !isMoved(state) || lostPaths(state, draft, remaining).length === 0;
