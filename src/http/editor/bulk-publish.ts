import { type Decision, isChange, isRefusal } from '../../commands/decision.ts';
import type { CommandState } from '../../commands/types.ts';
import { problem } from '../responses.ts';
import { decideBulk, type Publication } from './bulk-decisions.ts';
import { actorOf, json, languageOf } from './context.ts';
import { databaseOf, type RoomContext, visitIn } from './env.ts';
import { refuse } from './middleware.ts';
import { readBody } from './request-body.ts';
import { bodies, maxBytes } from './request-schemas.ts';
import { problemOf, runCommand } from './run-command.ts';

const resultOf = (
  language: Parameters<typeof problemOf>[0],
  { kind, slug }: Publication,
  state: CommandState | undefined,
  decision: Decision,
) => {
  if (isRefusal(decision)) {
    const { code, members } = problemOf(language, decision);
    return { kind, slug, result: 'refused', code, ...members };
  }
  const edition = isChange(decision) ? decision.live?.edition.number : state?.live?.edition.number;
  const result = isChange(decision) ? (state?.live ? 'changed' : 'created') : 'unchanged';
  return { kind, slug, result, edition };
};

/**
 * `POST /editor/api/publications`: up to 100 items at one moment, each with its precondition, in one batch with one
 * event each; references may point inside the set. Refused whole when one is: set-refused, with each item's problem.
 */
export const postPublications = async (context: RoomContext): Promise<Response> => {
  const language = languageOf(context);
  const read = await readBody(context.req.raw, bodies().publications, language, maxBytes.set);
  if ('problem' in read) return refuse(context, read.problem);
  const { items, dryRun = false, assumed = [] } = read.body;
  const by = actorOf(context);
  const database = databaseOf(visitIn(context));
  const decide = () => decideBulk(database, items, by, dryRun ? assumed : []);
  const { states, decisions } = await runCommand(
    database,
    (index) => (items[index]?.history ? 'import' : 'publish'),
    by,
    decide,
    dryRun,
  );
  const results = items.map((item, index) =>
    resultOf(language, item, states[index], decisions[index] ?? { unchanged: true }),
  );
  const refused = decisions.filter(isRefusal).length;
  if (refused > 0)
    return problem(visitIn(context), { code: 'set-refused', values: { count: refused }, members: { results } });
  return json(context, { dryRun, results });
};
