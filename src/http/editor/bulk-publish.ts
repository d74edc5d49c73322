import { isChange, isRefusal, publishesNothing } from '../../commands/decision.ts';
import type { ValidationError } from '../../commands/validate/errors.ts';
import type { Language } from '../../languages.ts';
import type { AppContext } from '../env.ts';
import { problemDetail } from '../problem-details.ts';
import { problem } from '../responses.ts';
import { formatErrors } from './body.ts';
import { decideBulk } from './bulk-decisions.ts';
import { actorOf, json } from './context.ts';
import { type Decided, problemOf, runCommands } from './run-command.ts';
import type { RequestBody } from './schemas.ts';
import type { Publication } from './set-items.ts';

const warningsIn = (language: Language, warnings: readonly ValidationError[] = []) =>
  warnings.length > 0 ? { warnings: formatErrors(language, warnings) } : {};

/** Formats what has become, or would become, of an item: `results` of a set, or the check of a draft. */
export const resultOf = (
  language: Language,
  { kind, slug }: Pick<Publication, 'kind' | 'slug'>,
  { state, decision }: Decided,
) => {
  if (isRefusal(decision)) {
    const { code, values, members } = problemOf(language, decision);
    const detail = problemDetail(language, code, values);
    return { kind, slug, result: 'refused', code, detail, ...members, ...warningsIn(language, decision.warnings) };
  }
  if (!isChange(decision) || publishesNothing(decision))
    return { kind, slug, result: 'unchanged', edition: state.live?.edition.number };
  const { live, warnings } = decision;
  return {
    kind,
    slug,
    result: state.live ? 'changed' : 'created',
    edition: live?.edition.number,
    ...warningsIn(language, warnings),
  };
};

/**
 * `POST /editor/api/publications`: publishes up to 100 items, each with its own precondition and its own event, in one
 * batch; they may link to each other. If one is refused, none is published: set-refused, with the result for each.
 */
export const postPublications = async (c: AppContext, body: RequestBody<'publications'>): Promise<Response> => {
  const { items, dryRun = false, assumed = [], summarised = false } = body;
  const { database, language } = c.var;
  const by = actorOf(c);
  const decide = () => decideBulk(database, items, by, { dryRun, assumed: dryRun ? assumed : [] });
  const decided = await runCommands(database, by, decide, { dryRun, summarised });
  const results = decided.flatMap((one, index) => {
    const item = items[index];
    return item ? [resultOf(language, item, one)] : [];
  });
  const refused = decided.filter(({ decision }) => isRefusal(decision)).length;
  if (refused > 0) return problem(c, { code: 'set-refused', values: { count: refused }, members: { results } });
  return json(c, { dryRun, results });
};
