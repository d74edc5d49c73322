import { type Expression, sql } from 'kysely';
import { type Backlinks, parameterOf, relationOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { answerLanguages } from '../../languages.ts';
import { db } from '../connection.ts';
import { jsonEach } from '../json.ts';
import { cardFacts, cardTargets, itemColumns, referenceColumns } from '../rows.ts';
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

/** Selects the items themselves. */
export const selectItems = (targets: Targets) =>
  db
    .with('target', () => targets)
    .selectFrom('target')
    .crossJoin('live')
    .whereRef('live.id', '=', 'target.id')
    .select(itemColumns);

/** Selects what the items link to, as far as a reference shows it. */
export const selectLinks = (targets: Targets) =>
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
        .crossJoin(jsonEach<string, 'language'>(JSON.stringify(answerLanguages), 'language'))
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

/** Selects where items are in a list of the targets: the first of them for either kind of readers, in order. */
export const selectPositions = (targets: Targets, field: Backlinks) =>
  withPositions(targets, field)
    .selectFrom('position')
    .select(['target', 'language', 'fallback', 'item'])
    .orderBy('sort')
    .orderBy('slug');

/** Selects the items of such a list, with what their cards link to. */
export const selectListed = (targets: Targets, field: Backlinks) =>
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
export const selectEntryLinks = (targets: Targets, field: Extract<Backlinks, { type: 'entries' }>) => {
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
