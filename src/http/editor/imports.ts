import { liveNumber, type Refusal } from '../../commands/decision.ts';
import { findDifference, findDisorder, validateEditions } from '../../commands/import.ts';
import type { Actor, CommandState } from '../../commands/types.ts';
import { loadCommandState } from '../../database/command-state.ts';
import { importDrafts, importRevisions } from '../../database/write/archived-drafts.ts';
import { importEvents } from '../../database/write/archived-events.ts';
import { storeParts } from '../../database/write/import-parts.ts';
import { recordRefusals } from '../../database/write/refusals.ts';
import { type Edition, firstSlugOf } from '../../model/edition.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { bytesOf, MAX_BYTES } from './body.ts';
import { actorOf, json } from './context.ts';
import { loadKnownEditions } from './known-editions.ts';
import { problemOf } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

type Part = NonNullable<RequestBody<'imports'>['part']> & { editions: readonly Edition[] };

/** Decides which editions of a part are to be stored: those that are not there. None where all are. */
const decidePart = async (
  c: AppContext,
  state: CommandState,
  { kind, first, editions, replace = false }: Part,
  by: Actor,
): Promise<Refusal | { editions: readonly Edition[] }> => {
  const { id, slug } = state;
  const differs = (number: number): Refusal => ({
    code: 'history-differs',
    values: { kind, slug, number },
    members: { number },
  });
  if (editions.some((one) => bytesOf(one) > MAX_BYTES.edition))
    return { code: 'too-large', values: { maximum: MAX_BYTES.edition } };
  if (firstSlugOf(id) !== first) return differs(1);
  const errors = validateEditions(kind, editions);
  if (errors.length > 0) return { code: 'invalid-record', errors };
  const disorder = findDisorder(editions, '', by.at);
  if (disorder) return differs(disorder.number);
  if (replace) return { editions };
  const known = await loadKnownEditions(c.var.database, [{ id, editions }], { who: by.who, dryRun: false });
  const difference = findDifference(editions, known(id), liveNumber(state));
  if (difference) return differs(difference.number);
  return { editions: editions.filter(({ number }) => number > liveNumber(state)) };
};

const postPart = async (c: AppContext, part: Part, isDryRun: boolean): Promise<Response> => {
  const { database, language } = c.var;
  const by = actorOf(c);
  const ref = { kind: part.kind, slug: part.first };
  const state = (await loadCommandState(database, [ref])).state(ref);
  const decision = await decidePart(c, state, part, by);
  if ('code' in decision) return problem(c, problemOf(language, decision));
  const { editions } = decision;
  if (editions.length === 0) return json(c, { result: 'unchanged' });
  if (!isDryRun) await storeParts(database, state.id, editions, by);
  return json(c, { result: 'stored' });
};

/**
 * `POST /editor/api/imports`: what an import has beside sets of items. `part`: editions of a history that is too large for
 * one request; they are stored until the last come in a set. `events`, `revisions`, `drafts`: those of the service that the
 * export comes from, each added once. `summary`: what the import has done, as one event where
 * something was refused. Problems: history-differs, too-large, invalid-record.
 */
export const postImports = async (c: AppContext, body: RequestBody<'imports'>): Promise<Response> => {
  const { part, summary, dryRun = false } = body;
  if (part) return postPart(c, part as Part, dryRun);
  const { events, revisions, drafts, replace = false } = body;
  if (dryRun) return json(c, { result: 'unchanged' });
  if (events) await importEvents(c.var.database, events.service, events.events);
  if (revisions) await importRevisions(c.var.database, revisions);
  const conflicts = drafts ? await importDrafts(c.var.database, drafts, replace) : [];
  if (events || revisions || drafts) return json(c, { result: 'stored', ...(conflicts.length > 0 && { conflicts }) });
  if (!summary) return json(c, { result: 'unchanged' });
  const event = { command: 'import', by: actorOf(c), item: 'imports', code: 'set-refused', detail: summary } as const;
  await recordRefusals(c.var.database, [event]);
  return json(c, { result: 'stored' });
};
