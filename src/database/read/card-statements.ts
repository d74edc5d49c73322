import { type Compilable, type Expression, type SelectQueryBuilder, sql } from 'kysely';
import { relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { ReadOptions } from '../../model/view.ts';
import { db } from '../connection.ts';
import type { ListingsTable, Tables } from '../schema.generated.ts';
import { type CardRow, cardFacts, cardTargets, itemColumns } from '../rows.ts';

/** A value, or an expression that gives one: a parameter of a compiled statement, for example. */
export type Value<Type> = Type | Expression<Type>;

/** A reader's options as a statement has them: values, or parameters of a compiled statement. */
export interface Reader {
  language: Value<string>;
  fallback: Value<number>;
}

export const readerOf = ({ language, fallback }: ReadOptions): Reader => ({ language, fallback: fallback ? 1 : 0 });

/** The links that cards of a kind show, or that their names are composed of. */
export const cardRelations = (kind: Kind): string[] => {
  const { card, composed = {}, fields } = definitionOf(kind);
  const relations = relationsOf(fields).map(({ relation }) => relation);
  return relations.filter((relation) => card.includes(relation) || composed[relation] === 'name');
};

/** The id of the item at a slug, current or former. */
export const idAt = (kind: Kind, slug: Value<string>) =>
  db.selectFrom('slugs').select('item').where('kind', '=', kind).where('slug', '=', slug);

/** The filter of the listings that link to an item: `council=councils/council-2-2024`. The builder has no `||`. */
export const linkFilter = (parameter: string, kind: Kind, slug: Value<string>): Expression<string> =>
  sql<string>`${`${parameter}=`} || ${idAt(kind, slug)}`;

/** The listing rows that a reader gets of a part of a kind, in order. */
export const listingsOf = (kind: Kind, { language, fallback }: Reader, filter: Value<string>) =>
  db
    .selectFrom('listings')
    .selectAll('listings')
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('filter', '=', filter)
    .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', fallback)]))
    .orderBy('sort')
    .orderBy('slug');

/** A query for the listing rows of one page. */
export type Page = SelectQueryBuilder<Tables, keyof Tables, Pick<ListingsTable, 'item' | 'sort' | 'slug'>>;

/**
 * The items of a page, with what their cards link to by these relations. SQLite takes the tables of a CROSS JOIN in the
 * order they are written in: the page first.
 */
export const cardsOn = (page: Page, relations: readonly string[] = [], newestFirst = false): Compilable<CardRow> => {
  const cards = db
    .with('page', () => page)
    .selectFrom('page')
    .crossJoin('live')
    .whereRef('live.id', '=', 'page.item')
    .select(['page.sort', ...itemColumns.filter((column) => column !== 'live.facts')])
    .select((eb) => [cardFacts(eb).as('facts'), cardTargets(eb, relations).as('targets')]);
  return newestFirst
    ? cards.orderBy('page.sort', 'desc').orderBy('page.item')
    : cards.orderBy('page.sort').orderBy('page.slug');
};

/** The statement that reads one item as far as a reference shows it, with the parts of its composed name. */
export const referenceStatement = (kind: Kind, slug: string) => {
  const composed = Object.entries(definitionOf(kind).composed ?? {});
  const parts = composed.flatMap(([part, as]) => (as === 'name' ? [part] : []));
  return cardsOn(
    db
      .selectFrom('slugs')
      .select((eb) => ['item', eb.val('').as('sort'), 'slug'])
      .where('kind', '=', kind)
      .where('slug', '=', slug),
    parts,
  );
};
