import {
  type Actor,
  type Change,
  type CommandState,
  checkPrecondition,
  itemRef,
  type Precondition,
  type Refusal,
  type Unchanged,
} from './decision.ts';

/**
 * Moves the draft of an item that was never published to another slug: such an item has no other identity than its slug.
 * What was saved before stays where it was, with its numbers. `target` is the state at the other slug. Returns the change
 * that leaves the old slug, and the one that saves the draft at the new one; both are written together. Problems:
 * no-draft, slug-taken.
 */
export const renameDraft = (
  state: CommandState,
  target: CommandState,
  { slug: wanted, match, by }: { slug: string; match: Precondition; by: Actor },
): { left: Change; moved: Change } | Refusal | Unchanged => {
  const { draft, slug } = state;
  if (!draft) return { code: 'no-draft' };
  const stale = checkPrecondition(match, draft.revision);
  if (stale) return stale;
  if (target.id === state.id) return { unchanged: true };
  if (target.live || target.draft) return { code: 'slug-taken', values: { slug: wanted } };
  const revision = target.revision + 1;
  return {
    left: {
      command: 'rename',
      by,
      item: itemRef(state),
      expects: { edition: 0, revision: state.revision },
      draft: { revision: state.revision + 1, record: null },
      detail: { from: slug, to: target.slug },
    },
    moved: {
      command: 'save',
      by,
      item: itemRef(target),
      expects: { edition: 0, revision: target.revision },
      draft: { revision, base: 0, record: draft.record, changed: {} },
      detail: { renamed: state.id },
    },
  };
};
