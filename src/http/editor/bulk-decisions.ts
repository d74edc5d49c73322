import { type Decision, isRefusal, type Precondition } from '../../commands/decision.ts';
import { importHistory, type KnownEditions } from '../../commands/import.ts';
import { publish } from '../../commands/publish.ts';
import { changedFacts } from '../../commands/references.ts';
import type { Actor, CommandName } from '../../commands/types.ts';
import { validationError } from '../../commands/validate/errors.ts';
import { checkedRecord } from '../../commands/validate-publication.ts';
import { withdraw } from '../../commands/withdraw.ts';
import { loadCommandState } from '../../database/command-state.ts';
import type { Database } from '../../database/connection.ts';
import { type ItemRef, loadLinkTargets } from '../../database/link-targets.ts';
import { bytesOf, MAX_BYTES } from './body.ts';
import { loadKnownEditions } from './known-editions.ts';
import type { Decided } from './run-command.ts';
import { MAX_ITEMS } from './schemas.ts';
import { editionsOf, type Loaded, linksIn, load, type Publication, refOf } from './set-items.ts';
import { expectTogether, linkTogether } from './set-links.ts';

const preconditionOf = ({ match }: Publication): Precondition => {
  if (match === undefined || match === 'any') return match;
  return [match ?? 0];
};

const commandOf = ({ history, withdraw: withdrawal }: Publication): CommandName => {
  if (withdrawal) return 'withdraw';
  return history ? 'import' : 'publish';
};

const decideOne = ({ publication, state, validation }: Loaded, known: KnownEditions, by: Actor): Decision => {
  const { history, record, languages, revision, withdraw: withdrawal } = publication;
  const match = preconditionOf(publication);
  if (withdrawal) {
    const decision = withdraw(state, { ...withdrawal, match, by });
    // A set may be sent twice.
    const isDone = match === 'any' && isRefusal(decision) && decision.code === 'withdrawn-already';
    return isDone ? { unchanged: true } : decision;
  }
  if (bytesOf(record) > MAX_BYTES.draft) return { code: 'too-large', values: { maximum: MAX_BYTES.draft } };
  if (editionsOf(publication).some((one) => bytesOf(one) > MAX_BYTES.edition))
    return { code: 'too-large', values: { maximum: MAX_BYTES.edition } };
  if (history) return importHistory(state, { ...history, editions: editionsOf(publication) }, known, by);
  const content = 'record' in publication ? { record } : {};
  return publish(state, { ...content, validation, languages, revision, match, by });
};

/**
 * Decides a bulk publication: each item on its state, and on the other items as if they were published. Loads the states
 * in one round trip, the link targets in a second, and where there are histories the editions known of them in a third.
 * `assumed` counts as published. Problems: those of publish, withdraw and import; too-large; invalid-record for a duplicate.
 */
export const decideBulk = async (
  database: Database,
  publications: readonly Publication[],
  by: Actor,
  { dryRun, assumed }: { dryRun: boolean; assumed: readonly ItemRef[] },
): Promise<Decided[]> => {
  // Referrers that the set changes, too, do not count: behind them there may be others.
  const referrers = publications.some((one) => one.withdraw) ? 2 * MAX_ITEMS : undefined;
  const states = await loadCommandState(database, publications.map(refOf), 0, referrers);
  const unlinked = publications.map((publication) => load(publication, states.state(refOf(publication))));
  const refs = unlinked.flatMap((one): ItemRef[] => {
    const { kind, slug, history } = one.publication;
    return [...[slug, ...(history?.slugs ?? [])].map((each) => ({ kind, slug: each })), ...linksIn(one)];
  });
  // A history is not compared with what links to it: that has its own in the same file.
  const facts = unlinked.flatMap(({ state, validation }) =>
    changedFacts(state, checkedRecord(validation)?.facts ?? {}),
  );
  const { withTargets } = await loadLinkTargets(database, refs, facts);
  const histories = unlinked.flatMap(({ publication, state }) => {
    const editions = editionsOf(publication);
    return editions.length > 0 ? [{ id: state.id, editions }] : [];
  });
  const known = await loadKnownEditions(database, histories, { who: by.who, dryRun });
  const loaded = linkTogether(
    unlinked.map((one) => ({ ...one, state: withTargets(one.state) })),
    assumed,
  );
  const decisions = loaded.map((one, index): Decision => {
    const other = loaded.findIndex(({ state }) => state.id === one.state.id);
    if (other === index) return decideOne(one, known(one.state.id), by);
    return { code: 'invalid-record', errors: [validationError('/slug', 'duplicate', { other: `/items/${other}` })] };
  });
  return expectTogether(loaded, decisions).map((decision, index): Decided => {
    const { publication, state } = loaded[index] as Loaded;
    return { state, decision, command: commandOf(publication) };
  });
};
