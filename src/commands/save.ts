import { firstSlugOf } from '../model/edition.ts';
import {
  type By,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  type State,
} from './decision.ts';
import { validateRecord } from './validate/record.ts';

/** Saves a draft: a record in the shape of a file of content/. `match` is the revision of the draft that it replaces. */
export const save = (state: State, command: { record: unknown; match: Precondition; by: By }): Decision => {
  const stale = checkPrecondition(command.match, state.draft?.revision ?? 0);
  if (stale) return stale;
  const checked = validateRecord(state.kind, state.slug, command.record, firstSlugOf(state.id));
  if ('faults' in checked) return { code: 'invalid-record', faults: checked.faults };
  const revision = state.revision + 1;
  return {
    verb: 'save',
    by: command.by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision, record: command.record },
  };
};
