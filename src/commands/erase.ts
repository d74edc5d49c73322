import { languagesOf } from '../model/edition.ts';
import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
} from './decision.ts';

/**
 * Erases the facts and texts of editions for good: their numbers, times and events stay, and everybody sees that they are
 * erased. The live one only where it is withdrawn altogether, as readers would otherwise get nothing. The draft and all its
 * revisions go, too: they may say the same. Problems: not-published, no-edition, still-live.
 */
export const erase = (
  state: CommandState,
  { numbers, match, by }: { numbers: readonly number[]; match: Precondition; by: Actor },
): Decision => {
  const { live, draft } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  const absent = numbers.find((number) => number > liveNumber(state));
  if (absent !== undefined) return { code: 'no-edition', values: { number: absent } };
  const isLive = numbers.includes(liveNumber(state));
  if (isLive && languagesOf(live.edition).length > 0)
    return { code: 'still-live', values: { number: liveNumber(state) } };
  return {
    command: 'erase',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), revision: state.revision },
    ...(draft && { draft: { revision: state.revision + 1, record: null } }),
    erased: numbers,
    detail: { editions: numbers },
  };
};
