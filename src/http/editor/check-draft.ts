import { liveNumber } from '../../commands/decision.ts';
import { publish } from '../../commands/publish.ts';
import { checkedRecord, validatePublication } from '../../commands/validate-publication.ts';
import { loadCommandState } from '../../database/command-state.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { resultOf } from './bulk-publish.ts';
import { actorOf, itemOf, json } from './context.ts';
import { loadReferences, matchOf } from './handlers.ts';
import { runCommands } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

/**
 * `POST …/draft/check`: what the publication of the draft would answer, as a result of a set, and nothing is written. Its
 * body, and its precondition, are those of `publish`; without one, it is the live edition there is. Problem: no-draft.
 */
export const postCheck = async (c: AppContext, body: RequestBody<'publish'>): Promise<Response> => {
  const { database, language } = c.var;
  const [item, by] = [itemOf(c), actorOf(c)];
  const decide = async () => {
    const state = (await loadCommandState(database, [item])).state(item);
    const validation = validatePublication(state, body);
    const { withTargets } = await loadReferences(c, state, checkedRecord(validation)?.facts ?? {});
    const match = matchOf(c, 'edition') ?? [liveNumber(state)];
    return [
      { state, decision: publish(withTargets(state), { ...body, validation, match, by }), command: 'publish' as const },
    ];
  };
  const [decided] = await runCommands(database, by, decide, { dryRun: true });
  if (!decided?.state.draft) return problem(c, { code: 'no-draft' });
  const { kind, slug } = decided.state;
  return json(c, resultOf(language, { kind, slug }, decided));
};
