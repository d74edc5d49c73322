import {
  type By,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  type State,
} from './decision.ts';

/** Discards a draft; the live edition stays as it is. `match` is the draft's revision. */
export const discard = (state: State, { match, by }: { match: Precondition; by: By }): Decision => {
  if (!state.draft) return { code: 'no-draft' };
  const stale = checkPrecondition(match, state.draft.revision);
  if (stale) return stale;
  return {
    verb: 'discard',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision: state.revision + 1, record: null },
  };
};
