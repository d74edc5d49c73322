import { type Compilable, type Expression, sql } from 'kysely';
import { type Backlinks, parameterOf, relationOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { languageTags } from '../../languages.ts';
import { type Database, db } from '../connection.ts';
import { jsonEach } from '../json.ts';
import {
  type CardRow,
  cardFacts,
  cardTargets,
  type ItemRow,
  itemColumns,
  type LinkRow,
  referenceColumns,
} from '../rows.ts';
import type { Tables } from '../schema.generated.ts';
import { embeddedListLimit } from './localizer.ts';

/** The items to be computed, as a query for their ids. */
export type Targets = Expression<{ id: string }>;

/** Selects the ids of items that are known. */
export const targetsByIds = (ids: readonly string[]): Targets =>
  db.selectFrom(jsonEach<string, 'target'>(JSON.stringify(ids), 'target')).select('target.value as id');

/** Selects the id of the item at a slug, current or former. */
export const targetAt = (kind: Kind, slug: string): Targets =>
  db.selectFrom('slugs').select('item as id').where('kind', '=', kind).where('slug', '=', slug);

/** The links that cards of a kind show, or that their names are composed of. */
export const cardRelations = (kind: Kind): string[] => {
  const { card, composed = {}, fields } = definitionOf(kind);
  const relations = relationsOf(fields).map(({ relation }) => relation);
  return relations.filter((relation) => card.includes(relation) || composed[relation] === 'name');
};

/** The lists of an item that hold the items, or entries in items, that link to it. */
export const backlinksOf = (kind: Kind): [name: string, field: Backlinks][] =>
  Object.entries(definitionOf(kind).fields).filter((entry): entry is [string, Backlinks] =>
    ['incoming', 'entries'].includes(entry[1].type),
  );

const selectItems = (targets: Targets) =>
  db
    .with('target', () => targets)
    .selectFrom('target')
    .crossJoin('live')
    .whereRef('live.id', '=', 'target.id')
    .select(itemColumns);

const selectLinks = (targets: Targets) =>
  db
    .with('target', () => targets)
    .selectFrom('target')
    .crossJoin('links')
    .crossJoin('live')
    .whereRef('links.source', '=', 'target.id')
    .whereRef('live.id', '=', 'links.target')
    .select(['links.source', 'links.relation', 'links.place', ...referenceColumns]);

// Where the first rows of a listing end, however long it is: a LIMIT for each target, which SQLite has only for all. Each
// kind of readers has a range of its own: what one is not shown would fill the range of the other.
const withPositions = (targets: Targets, field: Backlinks) => {
  const filter = `${parameterOf(relationOf(field))}=`;
  return db
    .with('target', () => targets)
    .with('range', (query) =>
      query
        .selectFrom('target')
        .crossJoin(jsonEach<string, 'language'>(JSON.stringify(languageTags), 'language'))
        .crossJoin(jsonEach<number, 'reader'>('[0,1]', 'reader'))
        .select((eb) => [
          'target.id',
          'language.value as language',
          'reader.value as fallback',
          eb(eb.val(filter), '||', eb.ref('target.id')).as('filter'),
          eb
            .selectFrom('listings')
            .select('listings.sort')
            .where('listings.kind', '=', field.kind)
            .whereRef('listings.language', '=', 'language.value')
            .where('listings.filter', '=', eb(eb.val(filter), '||', eb.ref('target.id')))
            .where((on) =>
              on.or([on('listings.fallback', 'is', null), on('listings.fallback', '=', on.ref('reader.value'))]),
            )
            .orderBy('listings.sort')
            .orderBy('listings.slug')
            .limit(1)
            .offset(embeddedListLimit)
            .as('bound'),
        ]),
    )
    .with('position', (query) =>
      query
        .selectFrom('range')
        .crossJoin('listings')
        .where('listings.kind', '=', field.kind)
        .whereRef('listings.language', '=', 'range.language')
        .whereRef('listings.filter', '=', 'range.filter')
        .where((eb) =>
          eb.or([eb('listings.fallback', 'is', null), eb('listings.fallback', '=', eb.ref('range.fallback'))]),
        )
        .where((eb) => eb.or([eb('range.bound', 'is', null), eb('listings.sort', '<=', eb.ref('range.bound'))]))
        .select(['range.id as target', 'range.language', 'range.fallback', 'listings.item'])
        .select(['listings.sort', 'listings.slug']),
    );
};

const selectPositions = (targets: Targets, field: Backlinks) =>
  withPositions(targets, field)
    .selectFrom('position')
    .select(['target', 'language', 'fallback', 'item'])
    .orderBy('sort')
    .orderBy('slug');

const selectListed = (targets: Targets, field: Backlinks) =>
  withPositions(targets, field)
    .with('page', (query) => query.selectFrom('position').select('item').distinct())
    .selectFrom('page')
    .crossJoin('live')
    .whereRef('live.id', '=', 'page.item')
    .select(itemColumns.filter((column) => column !== 'live.facts'))
    .select((eb) => [
      cardFacts(eb).as('facts'),
      // What made the item part of this list leads to the target, which is not read again.
      cardTargets(
        eb,
        field.type === 'entries'
          ? []
          : cardRelations(field.kind as Kind).filter((relation) => relation !== relationOf(field)),
      ).as('targets'),
    ]);

/**
 * Selects what the entries of a list link to, of those entries alone that link to a target: by the other relations at the
 * same positions. The index by target finds them without reading the other entries.
 */
const selectEntryLinks = (targets: Targets, field: Extract<Backlinks, { type: 'entries' }>) => {
  const relations = relationsOf(definitionOf(field.kind as Kind).fields)
    .map(({ relation }) => relation)
    .filter((relation) => relation.startsWith(`${field.list}.`) && relation !== relationOf(field));
  // The builder has no INDEXED BY.
  const entries = sql<Tables['links']>`links`.as<'entry'>(sql`"entry" indexed by links_by_target`);
  return withPositions(targets, field)
    .with('page', (query) => query.selectFrom('position').select(['target', 'item']).distinct())
    .selectFrom('page')
    .crossJoin(entries)
    .crossJoin('links')
    .crossJoin('live')
    .whereRef('entry.target', '=', 'page.target')
    .where('entry.relation', '=', relationOf(field))
    .whereRef('entry.source', '=', 'page.item')
    .whereRef('links.source', '=', 'entry.source')
    .where('links.relation', 'in', relations)
    .whereRef('links.place', '=', 'entry.place')
    .whereRef('live.id', '=', 'links.target')
    .select(['page.target as target', 'links.source', 'links.relation', 'links.place', ...referenceColumns]);
};

/** A list of a target: its items in order for each kind of readers, the items by id, and what entries link to. */
export interface LoadedList {
  name: string;
  field: Backlinks;
  positions: readonly { language: string; fallback: number; item: string }[];
  rows: ReadonlyMap<string, CardRow>;
  entryLinks: readonly LinkRow[];
}

/** An item with all that its documents are computed from, in every language, as it was at one moment. */
export interface LoadedItem {
  row: ItemRow;
  links: readonly LinkRow[];
  lists: readonly LoadedList[];
}

type PositionRow = LoadedList['positions'][number] & { target: string };
type EntryLinkRow = LinkRow & { target: string };

/**
 * Loads items of some kinds, with all that their documents are computed from, in one round trip: the items, what they link
 * to, and the first items of each of their lists. The number of statements follows from the kinds, not from the items.
 * `targetsOf` selects those of one kind, or of all.
 */
export const loadItems = async (
  database: Database,
  kinds: readonly Kind[],
  targetsOf: (kind?: Kind) => Targets,
): Promise<LoadedItem[]> => {
  const lists = kinds.flatMap((kind) =>
    backlinksOf(kind).map(([name, field]) => ({ kind, name, field, targets: targetsOf(kind) })),
  );
  const statements = lists.flatMap(({ targets, field }): Compilable<unknown>[] => [
    selectPositions(targets, field),
    selectListed(targets, field),
    ...(field.type === 'entries' ? [selectEntryLinks(targets, field)] : []),
  ]);
  const [items, links, ...results] = await database.batch(
    selectItems(targetsOf()),
    selectLinks(targetsOf()),
    ...statements,
  );
  const linksBySource = Map.groupBy(links, ({ source }) => source);
  const loadedLists = lists.map(({ kind, name, field }) => ({
    kind,
    name,
    field,
    positions: Map.groupBy(results.shift() as PositionRow[], ({ target }) => target),
    rows: new Map((results.shift() as CardRow[]).map((row) => [row.id, row])),
    entryLinks: Map.groupBy(
      field.type === 'entries' ? (results.shift() as EntryLinkRow[]) : [],
      ({ target }) => target,
    ),
  }));
  return items.map((row) => ({
    row,
    links: linksBySource.get(row.id) ?? [],
    lists: loadedLists
      .filter(({ kind }) => kind === row.kind)
      .map(({ name, field, positions, rows, entryLinks }) => ({
        name,
        field,
        positions: positions.get(row.id) ?? [],
        rows,
        entryLinks: entryLinks.get(row.id) ?? [],
      })),
  }));
};
