import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
} from './decision.ts';

/** Deletes the draft; the live edition stays as it is. `match` is the draft's revision. Problem: no-draft. */
export const discard = (state: CommandState, { match, by }: { match: Precondition; by: Actor }): Decision => {
  if (!state.draft) return { code: 'no-draft' };
  const stale = checkPrecondition(match, state.draft.revision);
  if (stale) return stale;
  return {
    command: 'discard',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision: state.revision + 1, record: null },
  };
};
