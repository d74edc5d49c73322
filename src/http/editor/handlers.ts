import { type Decision, isRefusal, publishesNothing } from '../../commands/decision.ts';
import { erase } from '../../commands/erase.ts';
import { publish } from '../../commands/publish.ts';
import { changedFacts } from '../../commands/references.ts';
import { restore } from '../../commands/restore.ts';
import type { Actor, CommandName, CommandState } from '../../commands/types.ts';
import { checkedRecord, validatePublication } from '../../commands/validate-publication.ts';
import { withdraw } from '../../commands/withdraw.ts';
import { loadCommandState } from '../../database/command-state.ts';
import { loadLinkTargets } from '../../database/link-targets.ts';
import { type Edition, linksOf } from '../../model/edition.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { formatErrors } from './body.ts';
import { actorOf, itemOf, itemPath, json } from './context.ts';
import { formatTag, parsePrecondition } from './preconditions.ts';
import { type Decided, problemOf, runCommands } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

type Decide = (state: CommandState, by: Actor) => Decision | Promise<Decision>;

/** Runs a command on the item of the path; responds with what has become of it, or with the problem. */
export const run = async (c: AppContext, command: CommandName, decide: Decide, past?: number): Promise<Response> => {
  const { database } = c.var;
  const [item, by] = [itemOf(c), actorOf(c)];
  const decided = await runCommands(database, by, async () => {
    const state = (await loadCommandState(database, [item], past)).state(item);
    return [{ state, decision: await decide(state, by), command }];
  });
  return respond(c, decided.at(-1));
};

/** Responds with what has become of an item, or with the problem. */
export const respond = (c: AppContext, decided: Decided | undefined): Response => {
  if (!decided) throw new Error('a command decided nothing');
  const { state, decision, command } = decided;
  if (isRefusal(decision)) return problem(c, problemOf(c.var.language, decision));
  const liveBefore = state.live?.edition.number ?? null;
  if ('unchanged' in decision || publishesNothing(decision))
    return json(c, { result: 'unchanged', edition: liveBefore });
  const { live, draft, item: changed, missing = [], warnings = [] } = decision;
  const edition = live?.edition.number ?? liveBefore;
  const revision = draft && 'record' in draft && draft.record !== null ? draft.revision : null;
  const tag = live ? formatTag('edition', live.edition.number) : revision !== null && formatTag('draft', revision);
  const body = {
    kind: changed.kind,
    slug: live?.slug ?? changed.slug,
    edition,
    revision,
    ...(live && { published: live.edition.published }),
    ...(warnings.length > 0 && { warnings: formatErrors(c.var.language, warnings) }),
    ...(missing.length > 0 && { missing: formatErrors(c.var.language, missing) }),
  };
  return json(c, body, {
    status: command === 'save' && !state.draft ? 201 : 200,
    ...(tag && { tag }),
    location: itemPath(body.kind, body.slug),
  });
};

/** The precondition of a request, about the live edition or the draft. */
export const matchOf = (c: AppContext, tagged: 'edition' | 'draft') => parsePrecondition(c.req.raw.headers, tagged);

// What the facts of an edition link to, and what contradicts them.
export const loadReferences = (c: AppContext, state: CommandState, facts: Edition['facts']) =>
  loadLinkTargets(c.var.database, linksOf(state.kind, facts), changedFacts(state, facts));

/** `POST …/publish`: publishes the draft, which is validated once, before its links are loaded. Problems: those of `publish`. */
export const postPublish = (c: AppContext, body: RequestBody<'publish'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'publish', async (state, by) => {
    const validation = validatePublication(state, body);
    const { withTargets } = await loadReferences(c, state, checkedRecord(validation)?.facts ?? {});
    return publish(withTargets(state), { ...body, validation, match, by });
  });
};

/** `POST …/withdraw`: withdraws the item, or some of its languages. Problems: those of `withdraw`. */
export const postWithdraw = (c: AppContext, body: RequestBody<'withdraw'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'withdraw', async (state, by) => {
    const { withTargets } = await loadLinkTargets(c.var.database, body.replacement ? [body.replacement] : []);
    return withdraw(withTargets(state), { ...body, match, by });
  });
};

/** `POST …/restore`: publishes a past edition again. Problems: those of `restore`. */
export const postRestore = (c: AppContext, body: RequestBody<'restore'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  const decide: Decide = async (state, by) => {
    const { withTargets } = await loadReferences(c, state, state.edition(body.number)?.facts ?? {});
    return restore(withTargets(state), { ...body, match, by });
  };
  return run(c, 'restore', decide, body.number);
};

/** `POST …/erase`: erases the facts and texts of editions for good. Problems: those of `erase`. */
export const postErase = (c: AppContext, { editions }: RequestBody<'erase'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'erase', (state, by) => erase(state, { numbers: editions, match, by }));
};
