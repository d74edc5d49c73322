import type * as z from 'zod';
import type { By, State, Target } from '../../change.ts';
import { type Edition, type ItemId, languagesOf } from '../../edition.ts';
import { type Decision, isChange, isRefusal, numberOf, type Precondition } from '../../editorial/command.ts';
import { fault } from '../../editorial/faults.ts';
import { importHistory } from '../../editorial/history.ts';
import { publish } from '../../editorial/publish.ts';
import { readEditions } from '../../store/archive.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { type Named, readWorld } from '../../store/state.ts';
import type { RoomContext } from '../context.ts';
import { problem } from '../gateway.ts';
import { readBody } from './body.ts';
import { targetsIn } from './commands.ts';
import { type Executed, execute, problemOf } from './execute.ts';
import { refuse } from './guards.ts';
import { bodies, mostBytes } from './requests.ts';
import { answerJson, byOf, languageOf } from './room.ts';

type Publication = z.infer<typeof bodies.publications>['items'][number];

const preconditionIn = ({ match }: Publication): Precondition => {
  if (match === undefined || match === 'any') return match;
  return [match ?? 0];
};

const newest = (publication: Publication): Edition | undefined =>
  publication.history?.editions.at(-1) as Edition | undefined;

/** Where an item is looked up: a history by its first slug, which leads to it wherever it has been before. */
const nameIn = ({ kind, slug, history }: Publication): Named => ({ kind, slug: history?.first ?? slug });

/** Every slug that leads to an item, or will. */
const slugsIn = ({ slug, history }: Publication): string[] => [slug, ...(history ? history.slugs : [])];

/** What an item of the set will point at, and whatever has the slugs it is to have. */
const pointsAt = (state: State, publication: Publication): Named[] => {
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
const willBe = (state: State, publication: Publication) => {
  const record = ('record' in publication ? publication.record : state.draft?.record) as
    | { facts?: Edition['facts'] }
    | undefined;
  const edition = newest(publication);
  const withdrawn = edition !== undefined && languagesOf(edition).length === 0;
  return { id: state.id, withdrawn, facts: edition?.facts ?? record?.facts ?? {} };
};

const decideOne = (state: State, publication: Publication, known: readonly Edition[], by: By): Decision => {
  const { history, languages, revision } = publication;
  if (history) return importHistory(state, { ...history, editions: history.editions as Edition[] }, known, by);
  const rest = { ...(languages && { languages }), ...(revision !== undefined && { revision }) };
  const what = 'record' in publication ? { record: publication.record } : {};
  return publish(state, { ...what, ...rest, match: preconditionIn(publication), by });
};

const decideSet = async (
  database: Database,
  publications: readonly Publication[],
  by: By,
  assumed: readonly Named[],
): Promise<Executed> => {
  const names = publications.map(nameIn);
  const first = await readWorld(database, names);
  const targets = publications.flatMap((one) => pointsAt(first.state(nameIn(one)), one));
  const world = await readWorld(database, names, targets);
  const histories = publications.filter(({ history }) => history);
  const known = histories.length
    ? await readEditions(
        database,
        histories.map((one) => world.state(nameIn(one)).id),
      )
    : new Map<string, Edition[]>();
  // References may point inside the set: what comes with it counts as published, by whichever of its slugs.
  const found = names.map((name) => world.state(name));
  const coming = publications.map((one, index) => willBe(found[index] as State, one));
  const bySlug = new Map(
    publications.flatMap((one, index) => slugsIn(one).map((slug) => [`${one.kind}/${slug}`, coming[index]] as const)),
  );
  const byId = new Map(coming.map((one) => [one.id, one]));
  const before = new Map<string, Target>(
    assumed.map(({ kind, slug }) => {
      const id: ItemId = `${kind}/${slug}`;
      return [id, { id, withdrawn: false, facts: {} }];
    }),
  );
  const states = publications.map(({ history, slug }, index): State => {
    const state = found[index] as State;
    const target: State['target'] = (kind, name) => {
      const there = state.target(kind, name);
      const named = `${kind}/${name}` as const;
      return bySlug.get(named) ?? (there && byId.get(there.id)) ?? there ?? before.get(named);
    };
    return { ...state, target, ...(history && { slug }) };
  });
  const decisions = publications.map((publication, index): Decision => {
    const state = states[index] as State;
    const other = states.findIndex(({ id }) => id === state.id);
    if (other < index)
      return { code: 'invalid-record', faults: [fault('/slug', 'duplicate', { other: `/items/${other}` })] };
    return decideOne(state, publication, known.get(state.id) ?? [], by);
  });
  return { states, decisions: atOneMoment(states, decisions) };
};

// What a set leaves unchanged must still be so when the rest is written; what it changes need not be published before.
const atOneMoment = (states: readonly State[], decisions: readonly Decision[]): Decision[] => {
  const changing = new Set(decisions.filter(isChange).map(({ item }) => item.id));
  const others = states
    .filter(({ id }) => !changing.has(id))
    .map((state) => ({ id: state.id, edition: numberOf(state) }));
  const leading = decisions.findIndex(isChange);
  return decisions.map((decision, index) => {
    if (!isChange(decision)) return decision;
    const targets = (decision.expects.targets ?? []).filter((id) => !changing.has(id));
    return { ...decision, expects: { ...decision.expects, targets, ...(index === leading && { others }) } };
  });
};

const resultOf = (
  language: Parameters<typeof problemOf>[0],
  { kind, slug }: Publication,
  state: State | undefined,
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
  const read = await readBody(context.req.raw, bodies.publications, language, mostBytes.set);
  if ('problem' in read) return refuse(context, read.problem);
  const { items, dryRun = false, assumed = [] } = read.body;
  const twice = items.findIndex(
    ({ kind, slug }, index) => items.findIndex((one) => one.kind === kind && one.slug === slug) < index,
  );
  if (twice >= 0)
    return problem(
      context,
      problemOf(language, {
        code: 'invalid-record',
        faults: [
          {
            pointer: `/items/${twice}`,
            rule: 'duplicate',
            values: {
              other: `/items/${items.findIndex((one) => one.kind === items[twice]?.kind && one.slug === items[twice]?.slug)}`,
            },
          },
        ],
      }),
    );
  const by = byOf(context);
  const database = openDatabase(context.env.DB);
  const decide = () => decideSet(database, items, by, dryRun ? assumed : []);
  const { states, decisions } = await execute(database, 'publish', by, decide, dryRun);
  const results = items.map((item, index) =>
    resultOf(language, item, states[index], decisions[index] ?? { unchanged: true }),
  );
  const refused = decisions.filter(isRefusal).length;
  if (refused > 0) return problem(context, { code: 'set-refused', values: { count: refused }, members: { results } });
  return answerJson(context, { dryRun, results });
};
