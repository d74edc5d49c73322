import type { Precondition } from '../../commands/decision.ts';
import { rename } from '../../commands/rename.ts';
import { renameDraft } from '../../commands/rename-draft.ts';
import type { CommandState } from '../../commands/types.ts';
import { loadCommandState } from '../../database/command-state.ts';
import type { AppContext } from '../env.ts';
import { actorOf, itemOf } from './context.ts';
import { matchOf, respond } from './handlers.ts';
import { type Decided, runCommands } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

// Of a draft its revision; or that there is no edition yet, which is all that is to be known of an item without one.
const draftMatchOf = (c: AppContext): Precondition => {
  const ofEdition = matchOf(c, 'edition');
  return Array.isArray(ofEdition) && ofEdition[0] === 0 ? 'existing' : matchOf(c, 'draft');
};

const decideRename = (c: AppContext, state: CommandState, target: CommandState, slug: string): Decided[] => {
  const by = actorOf(c);
  const decided = (decision: Decided['decision']): Decided[] => [{ state, decision, command: 'rename' }];
  if (state.live || !state.draft) {
    if (c.var.identity.role !== 'publisher') return decided({ code: 'forbidden' });
    return decided(rename(state, { slug, match: matchOf(c, 'edition'), by }));
  }
  const renamed = renameDraft(state, target, { slug, match: draftMatchOf(c), by });
  if (!('moved' in renamed)) return decided(renamed);
  return [...decided(renamed.left), { state: target, decision: renamed.moved, command: 'rename' }];
};

/**
 * `POST …/rename`: changes the slug; the old one redirects. An editor may rename what was never published: its draft moves
 * to the new slug. Problems: those of `rename` and `renameDraft`; forbidden.
 */
export const postRename = async (c: AppContext, { slug }: RequestBody<'rename'>): Promise<Response> => {
  const { database } = c.var;
  const item = itemOf(c);
  const to = { kind: item.kind, slug };
  const decided = await runCommands(database, actorOf(c), async () => {
    const { state } = await loadCommandState(database, [item, to]);
    return decideRename(c, state(item), state(to), slug);
  });
  return respond(c, decided.at(-1));
};
