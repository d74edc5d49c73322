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
import { validateRecord } from './validate/validate-record.ts';

/** Saves a record as the draft. `match` is the revision of the draft that it replaces; 0 where there is none. */
export const save = (state: CommandState, command: { record: unknown; match: Precondition; by: Actor }): Decision => {
  const stale = checkPrecondition(command.match, state.draft?.revision ?? 0);
  if (stale) return stale;
  const checked = validateRecord(state.kind, state.slug, command.record, firstSlugOf(state.id));
  if ('errors' in checked) return { code: 'invalid-record', errors: checked.errors };
  const revision = state.revision + 1;
  return {
    command: 'save',
    by: command.by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    draft: { revision, record: command.record },
  };
};
