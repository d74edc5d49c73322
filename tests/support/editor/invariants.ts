import { sortPositions, statusCodesOf } from '../../../src/database/write/sort-keys.ts';
import { parameterOf } from '../../../src/kinds/definition.ts';
import { definitionOf, type Kind } from '../../../src/kinds/index.ts';
import { type Edition, type ItemId, languagesOf, linksOf } from '../../../src/model/edition.ts';

const tables = [
  'items',
  'slugs',
  'editions',
  'live',
  'drafts',
  'revisions',
  'links',
  'listings',
  'counters',
  'events',
  'derived',
] as const;

type Row = Record<string, string | number | null>;
type Tables = Record<(typeof tables)[number], Row[]>;

/** Every row of every table, read in one batch. */
export const contentsOf = async (database: D1Database): Promise<Tables> => {
  const results = await database.batch<Row>(tables.map((table) => database.prepare(`SELECT * FROM ${table}`)));
  return Object.fromEntries(tables.map((table, index) => [table, results[index]?.results ?? []])) as Tables;
};

// Computed from the tables above, or marked by their triggers, and so emptied behind them.
const computed = ['documents', 'cards', 'stale_documents', 'past_documents'] as const;

/** Empties every table. */
export const empty = async (database: D1Database): Promise<void> => {
  const order = [...[...tables].reverse(), ...computed];
  await database.batch(order.map((table) => database.prepare(`DELETE FROM ${table}`)));
};

const numbersTo = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);
const lines = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

const differences = (what: string, actual: unknown, expected: unknown): string[] => {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  return is === wanted ? [] : [`${what}: ${is}, not ${wanted}`];
};

const editionOf = ({ number, facts, texts, withdrawals, published }: Row): Edition => ({
  number: Number(number),
  facts: JSON.parse(String(facts)),
  texts: JSON.parse(String(texts)),
  withdrawals: JSON.parse(String(withdrawals)),
  published: String(published),
});

const editionsIn = ({ command, detail }: Row): number =>
  command === 'import' ? JSON.parse(String(detail)).editions : 1;

const faultsOfItem = (row: Row, { slugs, editions, live: alive, links, listings, events, items }: Tables): string[] => {
  const id = String(row.id) as ItemId;
  const kind = row.kind as Kind;
  const ownEditions = editions.filter(({ item }) => item === id).map(editionOf);
  const live = ownEditions.find(({ number }) => number === row.live);
  if (!live) return [`${id}: edition ${row.live} is missing`];
  const isWithdrawn = languagesOf(live).length === 0;
  const itemAt = (to: string, slug: unknown) => slugs.find((one) => one.kind === to && one.slug === slug)?.item;
  const liveLinks = isWithdrawn ? [] : linksOf(kind, live.facts);
  const { filters } = definitionOf(kind);
  const targets = liveLinks.map((link) => ({ ...link, target: itemAt(link.kind, link.slug) }));
  const lists = [
    '',
    ...statusCodesOf(kind, live.facts).map((status) => `status=${status}`),
    ...targets.flatMap(({ relation, target }) =>
      filters.includes(relation) ? [`${parameterOf(relation)}=${target}`] : [],
    ),
  ];
  const expectedListings = sortPositions(kind, id, live).flatMap(({ language, sort, fallback }) =>
    [...new Set(lists)].map((filter) => [kind, language, filter, sort, row.slug, fallback, live.published]),
  );
  // Events of another service came with an export: what they did there, an import did here.
  const done = events.filter(
    ({ item, code, edition, imported }) => item === id && code === null && edition !== null && imported === null,
  );
  return [
    ...differences(
      `${id} numbers`,
      ownEditions.map(({ number }) => number),
      numbersTo(Number(row.live)),
    ),
    ...differences(
      `${id} live`,
      alive
        .filter((one) => one.id === id)
        .map((one) => [
          one.kind,
          one.slug,
          one.first,
          editionOf(one),
          Object.entries(JSON.parse(String(one.links))).sort(),
        ]),
      [
        [
          kind,
          row.slug,
          row.published,
          live,
          targets
            .filter(({ position }) => position === -1)
            .map(({ relation, target }) => [relation, target])
            .sort(),
        ],
      ],
    ),
    ...differences(`${id} slug`, itemAt(kind, row.slug), id),
    ...differences(`${id} withdrawn`, row.withdrawn, isWithdrawn ? 1 : 0),
    ...differences(`${id} first published`, row.published, ownEditions[0]?.published),
    ...differences(
      `${id} links`,
      lines(links.filter(({ source }) => source === id).map((link) => [link.relation, link.place, link.target])),
      lines(targets.map(({ relation, position, target }) => [relation, position, target])),
    ),
    ...targets.flatMap(({ relation, target }) => {
      const there = items.find((one) => one.id === target);
      return there?.withdrawn === 0 ? [] : [`${id} ${relation}: ${target} is not published`];
    }),
    ...differences(
      `${id} listings`,
      lines(
        listings
          .filter(({ item }) => item === id)
          .map((one) => [one.kind, one.language, one.filter, one.sort, one.slug, one.fallback, one.modified]),
      ),
      lines(expectedListings),
    ),
    ...differences(
      `${id} events`,
      done.reduce((sum, event) => sum + editionsIn(event), 0),
      ownEditions.length,
    ),
    ...differences(
      `${id} events in order`,
      done.map((event) => event.edition),
      [...new Set(done.map((event) => Number(event.edition)))].sort((a, b) => a - b),
    ),
  ];
};

const countersFrom = (listings: readonly Row[]): string[] => {
  const totals = new Map<string, number>();
  for (const { kind, language, filter, fallback } of listings)
    for (const reader of fallback === null ? [0, 1] : [fallback]) {
      const list = JSON.stringify([kind, language, filter, reader]);
      totals.set(list, (totals.get(list) ?? 0) + 1);
    }
  return [...totals].map(([list, total]) => `${list} ${total}`).sort();
};

/**
 * Checks the invariants of a database; returns a line for each violation. One live edition per item, numbers 1…n, one
 * event per change; links, listings and counters follow from the live editions; no link to an item that is withdrawn.
 */
export const faultsIn = (all: Tables): string[] => {
  const ids = new Set(all.items.map(({ id }) => id));
  const stray = (['slugs', 'editions', 'listings'] as const).flatMap((table) =>
    all[table].filter(({ item }) => !ids.has(item as string)).map((row) => `${table}: ${JSON.stringify(row)} is stray`),
  );
  const drafts = all.drafts.flatMap(({ item, revision }) => {
    const revisions = all.events.filter((event) => event.item === item && event.code === null && event.revision);
    return differences(
      `${item} revisions`,
      revisions.map((event) => event.revision),
      numbersTo(Number(revision)),
    );
  });
  const counters = all.counters
    .filter(({ total }) => total !== 0)
    .map(
      ({ kind, language, filter, fallback, total }) => `${JSON.stringify([kind, language, filter, fallback])} ${total}`,
    );
  return [
    ...stray,
    ...drafts,
    ...all.items.flatMap((item) => faultsOfItem(item, all)),
    ...differences('counters', counters.sort(), countersFrom(all.listings)),
  ];
};
