import { type Edition, firstSlugOf, languagesOf } from '../model/edition.ts';
import {
  type By,
  checkPrecondition,
  type Decision,
  itemIn,
  momentOf,
  numberOf,
  type Precondition,
  type State,
} from './decision.ts';
import { checkSurroundings, targetsOf } from './publish.ts';
import { checkRecord } from './validate/record.ts';

/** Restores a past edition as a new one: what it said then, checked by the rules of now. */
export const restore = (
  state: State,
  { number, match, by }: { number: number; match: Precondition; by: By },
): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, numberOf(state));
  if (stale) return stale;
  const past = state.edition(number);
  if (!past) return { code: 'no-edition', values: { number } };
  if (languagesOf(past).length === 0) return { code: 'withdrawn-already' };
  const { facts, texts, withdrawals } = past;
  const record = { languages: Object.keys(texts), facts, texts };
  const checked = checkRecord(state.kind, state.slug, record, firstSlugOf(state.id));
  if ('faults' in checked) return { code: 'invalid-record', faults: checked.faults };
  const wrong = checkSurroundings(state, checked.draft);
  if (wrong) return wrong;
  const edition: Edition = { number: numberOf(state) + 1, facts, texts, withdrawals, published: momentOf(state, by) };
  return {
    verb: 'restore',
    by,
    item: itemIn(state),
    expects: { edition: numberOf(state), targets: targetsOf(state, facts) },
    editions: [edition],
    live: { ...live, edition },
    detail: { restored: number },
  };
};
