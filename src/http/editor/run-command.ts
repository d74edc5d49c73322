import { type Decision, isChange, isRefusal, type Refusal } from '../../commands/decision.ts';
import type { Actor, CommandName, CommandState } from '../../commands/types.ts';
import { type Database, WriteConflict } from '../../database/connection.ts';
import { commit } from '../../database/write/commit.ts';
import { recordRefusals } from '../../database/write/refusals.ts';
import type { Language } from '../../languages.ts';
import type { Problem } from '../problem-details.ts';
import { formatErrors } from './body.ts';

/** Converts a refusal to the details of a problem, in the reader's language. */
export const problemOf = (language: Language, { code, errors, values, members }: Refusal): Problem => ({
  code,
  ...(values && { values }),
  members: { ...members, ...(errors && { errors: formatErrors(language, errors) }) },
});

const MAX_ATTEMPTS = 14;
// The longest wait before the second attempt (ms); it doubles with each, up to the longest of all.
const FIRST_WAIT = 20;
const LONGEST_WAIT = 1000;

// Those who have lost one race together are not to meet again in the next: each waits for a time of its own.
const backOff = (attempt: number): Promise<void> =>
  scheduler.wait(Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)));

/** The decision of a command, and the state on which it was made. */
export interface Decided {
  state: CommandState;
  decision: Decision;
  command: CommandName;
}

/**
 * Runs commands: loads and decides by `decide`, then writes all changes in one batch, or none where one command is
 * refused; refusals are recorded as events. After a write conflict it decides again on what it loads anew: who has lost a
 * race is refused with the winner's number. A dry run writes nothing; with `summarised` somebody else records refusals.
 * @throws WriteConflict where all of 14 attempts meet one, which takes five seconds.
 */
export const runCommands = async (
  database: Database,
  by: Actor,
  decide: () => Promise<Decided[]>,
  { dryRun = false, summarised = false }: { dryRun?: boolean; summarised?: boolean } = {},
): Promise<Decided[]> => {
  for (let attempt = 1; ; attempt += 1) {
    const decided = await decide();
    if (dryRun) return decided;
    const refusals = decided.flatMap(({ state, decision, command }) =>
      isRefusal(decision) ? [{ command, by, item: state.id, code: decision.code }] : [],
    );
    if (refusals.length > 0) {
      if (!summarised) await recordRefusals(database, refusals);
      return decided;
    }
    try {
      await commit(
        database,
        decided.flatMap(({ decision }) => (isChange(decision) ? [decision] : [])),
      );
      return decided;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === MAX_ATTEMPTS) throw error;
      await backOff(attempt);
    }
  }
};
