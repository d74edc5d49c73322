import { type Edition, firstSlugOf, languagesOf } from '../model/edition.ts';
import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
} from './decision.ts';
import { linkTargetIds, validateReferences } from './publish.ts';
import { validateRecord } from './validate/validate-record.ts';

/**
 * Publishes the content of a past edition as a new one; it is validated again, as rules change. Problems: not-published,
 * no-edition, erased, withdrawn-already, invalid-record.
 */
export const restore = (
  state: CommandState,
  { number, match, by }: { number: number; match: Precondition; by: Actor },
): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  const past = state.edition(number);
  if (!past) return { code: 'no-edition', values: { number } };
  if (past.erased) return { code: 'erased', values: { number } };
  if (languagesOf(past).length === 0) return { code: 'withdrawn-already' };
  const { facts, texts, withdrawals } = past;
  const record = { languages: Object.keys(texts), facts, texts };
  const checked = validateRecord(state.kind, state.slug, record, firstSlugOf(state.id));
  if ('errors' in checked) return { code: 'invalid-record', errors: checked.errors };
  const wrong = validateReferences(state, checked.record);
  if (wrong) return wrong;
  const edition: Edition = {
    number: liveNumber(state) + 1,
    facts,
    texts,
    withdrawals,
    published: publicationTime(state, by),
  };
  return {
    command: 'restore',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), targets: linkTargetIds(state, facts) },
    editions: [edition],
    live: { ...live, edition },
    detail: { restored: number },
  };
};
