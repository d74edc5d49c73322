import { type Decision, isRefusal } from '../../commands/decision.ts';
import { discard } from '../../commands/discard.ts';
import { erase } from '../../commands/erase.ts';
import { publish, validatePublication } from '../../commands/publish.ts';
import { rename } from '../../commands/rename.ts';
import { restore } from '../../commands/restore.ts';
import { save } from '../../commands/save.ts';
import type { Actor, CommandName, CommandState } from '../../commands/types.ts';
import { withdraw } from '../../commands/withdraw.ts';
import { loadCommandState } from '../../database/command-state.ts';
import { loadLinkTargets } from '../../database/link-targets.ts';
import { linksOf } from '../../model/edition.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { formatErrors } from './body.ts';
import { actorOf, itemOf, itemPath, json } from './context.ts';
import { formatTag, parsePrecondition } from './preconditions.ts';
import { problemOf, runCommands } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

type Decide = (state: CommandState, by: Actor) => Decision | Promise<Decision>;

/** Runs a command on the item of the path; responds with what has become of it, or with the problem. */
const run = async (c: AppContext, command: CommandName, decide: Decide, past?: number): Promise<Response> => {
  const { database, language } = c.var;
  const [item, by] = [itemOf(c), actorOf(c)];
  const [decided] = await runCommands(database, by, async () => {
    const state = (await loadCommandState(database, [item], past)).state(item);
    return [{ state, decision: await decide(state, by), command }];
  });
  if (!decided) throw new Error('a command decided nothing');
  const { state, decision } = decided;
  if (isRefusal(decision)) return problem(c, problemOf(language, decision));
  const liveBefore = state.live?.edition.number ?? null;
  if ('unchanged' in decision) return json(c, { result: 'unchanged', edition: liveBefore });
  const { live, draft, item: changed, warnings = [] } = decision;
  const edition = live?.edition.number ?? liveBefore;
  const revision = draft && draft.record !== null ? draft.revision : null;
  const tag = live ? formatTag('edition', live.edition.number) : revision !== null && formatTag('draft', revision);
  const body = {
    kind: changed.kind,
    slug: live?.slug ?? changed.slug,
    edition,
    revision,
    ...(live && { published: live.edition.published }),
    ...(warnings.length > 0 && { warnings: formatErrors(language, warnings) }),
  };
  return json(c, body, {
    status: command === 'save' && !state.draft ? 201 : 200,
    ...(tag && { tag }),
    location: itemPath(body.kind, body.slug),
  });
};

const matchOf = (c: AppContext, tagged: 'edition' | 'draft') => parsePrecondition(c.req.raw.headers, tagged);

/** `PUT …/draft`: saves a draft. Problems: those of `save`, of `parseBody` and of preconditions (412, 428). */
export const putDraft = (c: AppContext, record: RequestBody<'record'>): Promise<Response> => {
  const match = matchOf(c, 'draft');
  return run(c, 'save', (state, by) => save(state, { record, match, by }));
};

/** `DELETE …/draft`: deletes the draft. Problems: no-draft, 412, 428. */
export const deleteDraft = (c: AppContext): Promise<Response> => {
  const match = matchOf(c, 'draft');
  return run(c, 'discard', (state, by) => discard(state, { match, by }));
};

/** `POST …/publish`: publishes the draft, which is validated once, before its links are loaded. Problems: those of `publish`. */
export const postPublish = (c: AppContext, body: RequestBody<'publish'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'publish', async (state, by) => {
    const validation = validatePublication(state, {});
    const links = validation && 'record' in validation ? linksOf(state.kind, validation.record.facts) : [];
    const { withTargets } = await loadLinkTargets(c.var.database, links);
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
export const postRestore = (c: AppContext, { number }: RequestBody<'restore'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  const decide: Decide = async (state, by) => {
    const { withTargets } = await loadLinkTargets(
      c.var.database,
      linksOf(state.kind, state.edition(number)?.facts ?? {}),
    );
    return restore(withTargets(state), { number, match, by });
  };
  return run(c, 'restore', decide, number);
};

/** `POST …/rename`: changes the slug; the old one redirects. Problems: those of `rename`. */
export const postRename = (c: AppContext, { slug }: RequestBody<'rename'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'rename', async (state, by) => {
    const { withTargets } = await loadLinkTargets(c.var.database, [{ kind: state.kind, slug }]);
    return rename(withTargets(state), { slug, match, by });
  });
};

/** `POST …/erase`: erases the facts and texts of editions for good. Problems: those of `erase`. */
export const postErase = (c: AppContext, { editions }: RequestBody<'erase'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, 'erase', (state, by) => erase(state, { numbers: editions, match, by }));
};
