import type * as z from 'zod';
import { type Decision, isChange, liveNumber, type Precondition } from '../../commands/decision.ts';
import { importHistory } from '../../commands/import.ts';
import { publish } from '../../commands/publish.ts';
import type { Actor, CommandState, LinkTarget } from '../../commands/types.ts';
import { validationError } from '../../commands/validate/errors.ts';
import { type ItemRef, loadCommandState } from '../../database/command-state.ts';
import type { Database } from '../../database/connection.ts';
import { readEditions } from '../../database/editor-queries.ts';
import { type Edition, type ItemId, languagesOf } from '../../model/edition.ts';
import { targetsIn } from './handlers.ts';
import { type bodies, maxBytes } from './request-schemas.ts';
import type { Executed } from './run-command.ts';

/** An item of a set: a record, the draft there is, or a history. */
export type Publication = z.infer<ReturnType<typeof bodies>['publications']>['items'][number];

const preconditionIn = ({ match }: Publication): Precondition => {
  if (match === undefined || match === 'any') return match;
  return [match ?? 0];
};

const newest = (publication: Publication): Edition | undefined =>
  publication.history?.editions.at(-1) as Edition | undefined;

/** Where an item is looked up: a history by its first slug, which leads to it wherever it has been before. */
const nameIn = ({ kind, slug, history }: Publication): ItemRef => ({ kind, slug: history?.first ?? slug });

/** Every slug that leads to an item, or will. */
const slugsIn = ({ slug, history }: Publication): string[] => [slug, ...(history ? history.slugs : [])];

/** What an item of the set will point at, and whatever has the slugs it is to have. */
const pointsAt = (state: CommandState, publication: Publication): ItemRef[] => {
  const edition = newest(publication);
  const slugs = slugsIn(publication).map((slug) => ({ kind: publication.kind, slug }));
  if (edition) {
    const { facts, texts } = edition;
    return [...slugs, ...targetsIn(state, { languages: Object.keys(texts), facts, texts })];
  }
  const record = 'record' in publication ? publication.record : state.draft?.record;
  return record === undefined ? [] : targetsIn(state, record);
};

/** What an item of the set will be to the others of it. */
const willBe = (state: CommandState, publication: Publication) => {
  const record = ('record' in publication ? publication.record : state.draft?.record) as
    | { facts?: Edition['facts'] }
    | undefined;
  const edition = newest(publication);
  const withdrawn = edition !== undefined && languagesOf(edition).length === 0;
  return { id: state.id, withdrawn, facts: edition?.facts ?? record?.facts ?? {} };
};

const decideOne = (state: CommandState, publication: Publication, known: readonly Edition[], by: Actor): Decision => {
  const { history, languages, revision } = publication;
  if (history) return importHistory(state, { ...history, editions: history.editions as Edition[] }, known, by);
  const rest = { ...(languages && { languages }), ...(revision !== undefined && { revision }) };
  const what = 'record' in publication ? { record: publication.record } : {};
  return publish(state, { ...what, ...rest, match: preconditionIn(publication), by });
};

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value) ?? '').byteLength;

// Each record, and each edition of a history, is held to what a draft is held to.
const isTooLarge = ({ record, history }: Publication): boolean =>
  [record, ...(history?.editions ?? [])].some((one) => bytesOf(one) > maxBytes.draft);

/**
 * Decides a set: each item against what there is and what comes with it. `assumed` is to be taken as published.
 * Refusals: those of publish and import; too-large; invalid-record for an item that is in it twice.
 */
export const decideBulk = async (
  database: Database,
  publications: readonly Publication[],
  by: Actor,
  assumed: readonly ItemRef[],
): Promise<Executed> => {
  const names = publications.map(nameIn);
  const first = await loadCommandState(database, names);
  const targets = publications.flatMap((one) => pointsAt(first.state(nameIn(one)), one));
  const world = await loadCommandState(database, names, targets);
  const histories = publications.filter(({ history }) => history);
  const known = histories.length
    ? await readEditions(
        database,
        histories.map((one) => world.state(nameIn(one)).id),
      )
    : new Map<string, Edition[]>();
  // References may point inside the set: what comes with it counts as published, by whichever of its slugs.
  const found = names.map((name) => world.state(name));
  const coming = publications.map((one, index) => willBe(found[index] as CommandState, one));
  const bySlug = new Map(
    publications.flatMap((one, index) => slugsIn(one).map((slug) => [`${one.kind}/${slug}`, coming[index]] as const)),
  );
  // Of two that take one slug the first has it.
  const taking = new Map(
    publications
      .flatMap((one, index) => slugsIn(one).map((slug) => [`${one.kind}/${slug}`, found[index]?.id] as const))
      .reverse(),
  );
  const byId = new Map(coming.map((one) => [one.id, one]));
  const before = new Map<string, LinkTarget>(
    assumed.map(({ kind, slug }) => {
      const id: ItemId = `${kind}/${slug}`;
      return [id, { id, withdrawn: false, facts: {} }];
    }),
  );
  const states = publications.map(({ history, slug }, index): CommandState => {
    const state = found[index] as CommandState;
    const target: CommandState['linkTarget'] = (kind, name) => {
      const there = state.linkTarget(kind, name);
      const named = `${kind}/${name}` as const;
      return bySlug.get(named) ?? (there && byId.get(there.id)) ?? there ?? before.get(named);
    };
    const holder: CommandState['slugOwner'] = (kind, name) => {
      const taker = taking.get(`${kind}/${name}`);
      return state.slugOwner(kind, name) ?? (taker === state.id ? undefined : taker);
    };
    return { ...state, linkTarget: target, slugOwner: holder, ...(history && { slug }) };
  });
  const decisions = publications.map((publication, index): Decision => {
    const state = states[index] as CommandState;
    const other = states.findIndex(({ id }) => id === state.id);
    if (other < index)
      return { code: 'invalid-record', faults: [validationError('/slug', 'duplicate', { other: `/items/${other}` })] };
    if (isTooLarge(publication)) return { code: 'too-large', values: { maximum: maxBytes.draft } };
    return decideOne(state, publication, known.get(state.id) ?? [], by);
  });
  return { states, decisions: atOneMoment(states, decisions) };
};

// What a set leaves unchanged must still be so when the rest is written; what it changes need not be published before.
const atOneMoment = (states: readonly CommandState[], decisions: readonly Decision[]): Decision[] => {
  const changing = new Set(decisions.filter(isChange).map(({ item }) => item.id));
  const others = states
    .filter(({ id }) => !changing.has(id))
    .map((state) => ({ id: state.id, edition: liveNumber(state) }));
  const leading = decisions.findIndex(isChange);
  return decisions.map((decision, index) => {
    if (!isChange(decision)) return decision;
    const targets = (decision.expects.targets ?? []).filter((id) => !changing.has(id));
    return { ...decision, expects: { ...decision.expects, targets, ...(index === leading && { unchanged: others }) } };
  });
};
