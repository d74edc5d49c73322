import { type Decision, isChange, liveNumber, type Precondition } from '../../commands/decision.ts';
import { importHistory, type KnownEditions } from '../../commands/import.ts';
import { publish, validatePublication } from '../../commands/publish.ts';
import { changedFacts } from '../../commands/references.ts';
import type { Actor, CommandState, Expectation, LinkTarget } from '../../commands/types.ts';
import { validationError } from '../../commands/validate/errors.ts';
import { validateEdition } from '../../commands/validate/validate-edition.ts';
import type { Validation } from '../../commands/validate/validate-record.ts';
import { loadCommandState } from '../../database/command-state.ts';
import type { Database } from '../../database/connection.ts';
import { type ItemRef, loadLinkTargets } from '../../database/link-targets.ts';
import { type Edition, type ItemId, languagesOf, linksOf } from '../../model/edition.ts';
import { bytesOf, MAX_BYTES } from './body.ts';
import { loadKnownEditions } from './known-editions.ts';
import type { Decided } from './run-command.ts';
import type { RequestBody } from './schemas.ts';

/** An item of a bulk publication: a record, or its draft, or a history. */
export type Publication = RequestBody<'publications'>['items'][number];

/** A publication with the state of its item, and its record, if it has one, validated once: for its links and its command. */
interface Loaded {
  publication: Publication;
  state: CommandState;
  validation: Validation | undefined;
}

const preconditionOf = ({ match }: Publication): Precondition => {
  if (match === undefined || match === 'any') return match;
  return [match ?? 0];
};

// A history is found by its first slug, whatever slug the item has here.
const refOf = ({ kind, slug, history }: Publication): ItemRef => ({ kind, slug: history?.first ?? slug });

const keysOf = ({ kind, slug, history }: Publication): ItemId[] =>
  [slug, ...(history?.slugs ?? [])].map((each) => `${kind}/${each}` as const);

const editionsOf = ({ history }: Publication) => (history?.editions ?? []) as readonly Edition[];

const load = (publication: Publication, state: CommandState): Loaded => {
  const { history, slug } = publication;
  const edition = editionsOf(publication).at(-1);
  if (!history || !edition) return { publication, state, validation: validatePublication(state, publication) };
  return { publication, state: { ...state, slug }, validation: undefined };
};

// Of a history: those of its live edition, if that has the shape of one.
const linksIn = ({ publication, validation }: Loaded): ItemRef[] => {
  const { kind } = publication;
  if (validation) return 'record' in validation ? linksOf(kind, validation.record.facts) : [];
  const edition = editionsOf(publication).at(-1);
  return edition && validateEdition(kind, edition).length === 0 ? linksOf(kind, edition.facts) : [];
};

const decideOne = ({ publication, state, validation }: Loaded, known: KnownEditions, by: Actor): Decision => {
  const { history, record, languages, revision } = publication;
  if (bytesOf(record) > MAX_BYTES.draft) return { code: 'too-large', values: { maximum: MAX_BYTES.draft } };
  if (editionsOf(publication).some((one) => bytesOf(one) > MAX_BYTES.edition))
    return { code: 'too-large', values: { maximum: MAX_BYTES.edition } };
  if (history) return importHistory(state, { ...history, editions: editionsOf(publication) }, known, by);
  const content = 'record' in publication ? { record } : {};
  return publish(state, { ...content, validation, languages, revision, match: preconditionOf(publication), by });
};

// The item as others of the publication may link to it: as if it were published.
const asTarget = ({ publication, state }: Loaded): LinkTarget => {
  const edition = editionsOf(publication).at(-1);
  const record = ('record' in publication ? publication.record : state.draft?.record) as Partial<Edition> | undefined;
  const facts = edition?.facts ?? record?.facts ?? {};
  return { id: state.id, withdrawn: edition !== undefined && languagesOf(edition).length === 0, facts };
};

// Lets items link to each other, and to what a dry run assumes to be published.
const linkTogether = (loaded: readonly Loaded[], assumed: readonly ItemRef[]): Loaded[] => {
  const targets = loaded.map(asTarget);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const byKey = new Map<string, LinkTarget>();
  const owners = new Map<string, ItemId>();
  for (const [index, { publication, state }] of loaded.entries())
    for (const key of keysOf(publication)) {
      byKey.set(key, targets[index] as LinkTarget);
      // Where two items claim a slug, the first gets it.
      if (!owners.has(key)) owners.set(key, state.id);
    }
  const assumedIds = new Set<string>(assumed.map(({ kind, slug }) => `${kind}/${slug}`));
  return loaded.map(({ state, ...rest }) => {
    const linkTarget: CommandState['linkTarget'] = (kind, slug) => {
      const [key, existing] = [`${kind}/${slug}` as const, state.linkTarget(kind, slug)];
      const found = byKey.get(key) ?? (existing && byId.get(existing.id)) ?? existing;
      return found ?? (assumedIds.has(key) ? { id: key, withdrawn: false, facts: {} } : undefined);
    };
    const slugOwner: CommandState['slugOwner'] = (kind, slug) => {
      const owner = owners.get(`${kind}/${slug}`);
      return state.slugOwner(kind, slug) ?? (owner === state.id ? undefined : owner);
    };
    // What repeats a fact of this item and is published with it is compared with it by itself.
    const repeating = state.repeating.filter(({ id }) => !byId.has(id));
    return { ...rest, state: { ...state, linkTarget, slugOwner, repeating } };
  });
};

/**
 * Decides a bulk publication: each item on its state, and on the other items as if they were published. Loads the states
 * in one round trip, the link targets in a second, and where there are histories the editions known of them in a third.
 * `assumed` counts as published. Problems: those of publish and import; too-large; invalid-record for a duplicate.
 */
export const decideBulk = async (
  database: Database,
  publications: readonly Publication[],
  by: Actor,
  { dryRun, assumed }: { dryRun: boolean; assumed: readonly ItemRef[] },
): Promise<Decided[]> => {
  const states = await loadCommandState(database, publications.map(refOf));
  const unlinked = publications.map((publication) => load(publication, states.state(refOf(publication))));
  const refs = unlinked.flatMap((one): ItemRef[] => {
    const { kind, slug, history } = one.publication;
    return [...[slug, ...(history?.slugs ?? [])].map((each) => ({ kind, slug: each })), ...linksIn(one)];
  });
  // A history is not compared with what links to it: that has its own in the same file.
  const facts = unlinked.flatMap(({ state, validation }) =>
    validation && 'record' in validation ? changedFacts(state, validation.record.facts) : [],
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
  return expectTogether(loaded, decisions);
};

// The batch checks the unchanged items, too; links within the publication need not be published before it.
const expectTogether = (loaded: readonly Loaded[], decisions: readonly Decision[]): Decided[] => {
  const changing = new Set(decisions.filter(isChange).map(({ item }) => item.id));
  const unchanged = loaded
    .filter(({ state }) => !changing.has(state.id))
    .map(({ state }) => ({ id: state.id, edition: liveNumber(state) }));
  const first = decisions.find(isChange);
  return loaded.map(({ publication, state }, index): Decided => {
    const decision = decisions[index] as Decision;
    const command = publication.history ? 'import' : 'publish';
    if (!isChange(decision)) return { state, decision, command };
    const { targets = [], agrees, repeated, ...rest } = decision.expects;
    const expects: Expectation = {
      ...rest,
      targets: targets.filter((id) => !changing.has(id)),
      ...(agrees && { agrees: agrees.filter(({ id }) => !changing.has(id)) }),
      ...(repeated && { repeated: repeated.map((fact) => ({ ...fact, except: [...changing] })) }),
      ...(decision === first && { unchanged }),
    };
    return { state, decision: { ...decision, expects }, command };
  });
};
