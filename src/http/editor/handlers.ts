import { type Decision, isRefusal } from '../../commands/decision.ts';
import { discard } from '../../commands/discard.ts';
import { publish } from '../../commands/publish.ts';
import { rename } from '../../commands/rename.ts';
import { restore } from '../../commands/restore.ts';
import { save } from '../../commands/save.ts';
import type { Actor, CommandState, Verb } from '../../commands/types.ts';
import { validateRecord } from '../../commands/validate/record.ts';
import { withdraw } from '../../commands/withdraw.ts';
import { type ItemRef, loadCommandState } from '../../database/command-state.ts';
import { firstSlugOf, linksOf } from '../../model/edition.ts';
import { problem } from '../responses.ts';
import { actorOf, itemFromPath, itemPath, json, languageOf } from './context.ts';
import { databaseOf, type RoomContext, visitIn } from './env.ts';
import { refuse } from './middleware.ts';
import { readBody, readJson } from './request-body.ts';
import { bodies, maxBytes, preconditionOf, tagOf } from './request-schemas.ts';
import { problemOf, runCommand } from './run-command.ts';

/** What a record points at, as far as it is sound enough to say. */
export const targetsIn = (
  { kind, slug, id }: Pick<CommandState, 'kind' | 'slug' | 'id'>,
  record: unknown,
): ItemRef[] => {
  const checked = validateRecord(kind, slug, record, firstSlugOf(id));
  return 'draft' in checked ? linksOf(kind, checked.draft.facts) : [];
};

type Decide = (state: CommandState) => Decision;

/** Runs one command on one item and answers with what has become of it, or with the problem. */
const run = async (
  context: RoomContext,
  verb: Verb,
  by: Actor,
  decide: Decide,
  around: { targets?: (state: CommandState) => ItemRef[]; past?: number } = {},
): Promise<Response> => {
  const name = itemFromPath(context);
  const database = databaseOf(visitIn(context));
  const { states, decisions } = await runCommand(
    database,
    () => verb,
    by,
    async () => {
      const first = await loadCommandState(database, [name], [], around.past);
      const targets = around.targets?.(first.state(name)) ?? [];
      const world = targets.length > 0 ? await loadCommandState(database, [name], targets, around.past) : first;
      const state = world.state(name);
      return { states: [state], decisions: [decide(state)] };
    },
  );
  const [state] = states;
  const [decision] = decisions;
  if (!state || !decision) throw new Error('a command decided nothing');
  if (isRefusal(decision)) return problem(visitIn(context), problemOf(languageOf(context), decision));
  if ('unchanged' in decision)
    return json(context, { result: 'unchanged', edition: state.live?.edition.number ?? null });
  const { live, draft, item } = decision;
  const slug = live?.slug ?? item.slug;
  const edition = live?.edition.number ?? state.live?.edition.number ?? null;
  const revision = draft && draft.record !== null ? draft.revision : null;
  const tag = live ? tagOf('e', live.edition.number) : revision === null ? undefined : tagOf('r', revision);
  const body = { kind: item.kind, slug, edition, revision, ...(live && { published: live.edition.published }) };
  return json(context, body, {
    status: verb === 'save' && !state.draft ? 201 : 200,
    ...(tag && { tag }),
    location: itemPath(item.kind, slug),
  });
};

/** `PUT …/draft`: saves a draft. Problems: malformed-json, too-large, unsupported-media-type, invalid-record, 412, 428. */
export const putDraft = async (context: RoomContext): Promise<Response> => {
  const read = await readJson(context.req.raw, maxBytes.draft);
  if ('problem' in read) return refuse(context, read.problem);
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'r');
  return run(context, 'save', by, (state) => save(state, { record: read.body, match, by }));
};

/** `DELETE …/draft`: discards it. Problems: no-draft, 412, 428. */
export const deleteDraft = (context: RoomContext): Promise<Response> => {
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'r');
  return run(context, 'discard', by, (state) => discard(state, { match, by }));
};

/** `POST …/publish`: publishes the draft. Problems: no-draft, invalid-record, 412, 428. */
export const postPublish = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, bodies().publish, languageOf(context), maxBytes.draft);
  if ('problem' in read) return refuse(context, read.problem);
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'e');
  const targets = (state: CommandState) => (state.draft ? targetsIn(state, state.draft.record) : []);
  return run(context, 'publish', by, (state) => publish(state, { ...read.body, match, by }), { targets });
};

/** `POST …/withdraw`: withdraws, altogether or in some languages. Problems: not-published, referenced, 412, 428. */
export const postWithdraw = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, bodies().withdraw, languageOf(context), maxBytes.draft);
  if ('problem' in read) return refuse(context, read.problem);
  const { body } = read;
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'e');
  const targets = () => (body.replacement ? [body.replacement] : []);
  return run(context, 'withdraw', by, (state) => withdraw(state, { ...body, match, by }), { targets });
};

/** `POST …/restore`: a past edition as a new one. Problems: not-published, no-edition, invalid-record, 412, 428. */
export const postRestore = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, bodies().restore, languageOf(context), maxBytes.draft);
  if ('problem' in read) return refuse(context, read.problem);
  const { number } = read.body;
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'e');
  const targets = (state: CommandState) => linksOf(state.kind, state.edition(number)?.facts ?? {});
  return run(context, 'restore', by, (state) => restore(state, { number, match, by }), { targets, past: number });
};

/** `POST …/rename`: a new slug; the old one redirects. Problems: not-published, slug-taken, 412, 428. */
export const postRename = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, bodies().rename, languageOf(context), maxBytes.draft);
  if ('problem' in read) return refuse(context, read.problem);
  const { slug } = read.body;
  const by = actorOf(context);
  const match = preconditionOf(context.req.raw.headers, 'e');
  return run(context, 'rename', by, (state) => rename(state, { slug, match, by }), {
    targets: ({ kind }) => [{ kind, slug }],
  });
};
