import { type Decision, isChange, isRefusal, type Refusal } from '../../commands/decision.ts';
import type { Actor, Change, CommandState, Verb } from '../../commands/types.ts';
import { type Database, WriteConflict } from '../../database/connection.ts';
import { commit } from '../../database/write/commit.ts';
import { recordRefusal } from '../../database/write/events.ts';
import type { Language } from '../../languages.ts';
import type { Problem } from '../problem-details.ts';
import { errorsOf } from './request-body.ts';

/** A refusal as a problem, in the reader's language. */
export const problemOf = (language: Language, { code, faults, values, members }: Refusal): Problem => ({
  code,
  ...(values && { values }),
  members: { ...members, ...(faults && { errors: errorsOf(language, [...faults]) }) },
});

// Each try reads anew what it decides on; whoever loses a race sees the winner's number and is refused by it.
const tries = 5;

/** What became of commands: decisions that were written, or that refused the whole. */
export interface Executed {
  states: readonly CommandState[];
  decisions: readonly Decision[];
}

/**
 * Decides and writes: all of the changes in one batch, or, if one is refused, none. Refusals are kept as events.
 * When the ground moves between decision and batch it decides again.
 * @throws Contended when that happens every time.
 */
export const runCommand = async (
  database: Database,
  verbOf: (index: number) => Verb,
  by: Actor,
  decide: () => Promise<Executed>,
  dryRun = false,
): Promise<Executed> => {
  for (let attempt = 1; ; attempt += 1) {
    const executed = await decide();
    const { states, decisions } = executed;
    const refused = decisions.flatMap((decision, index) => {
      const item = states[index]?.id;
      return isRefusal(decision) && item ? [{ verb: verbOf(index), by, item, code: decision.code }] : [];
    });
    if (dryRun) return executed;
    if (refused.length > 0) {
      await recordRefusal(database, refused);
      return executed;
    }
    try {
      await commit(database, decisions.filter(isChange) as Change[]);
      return executed;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === tries) throw error;
    }
  }
};
