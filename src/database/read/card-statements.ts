import { type Compilable, type Expression, type SelectQueryBuilder, sql } from 'kysely';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { AnswerLanguage } from '../../languages.ts';
import type { ReadOptions } from '../../model/view.ts';
import { db } from '../connection.ts';
import { type CardRow, cardFacts, cardTargets, itemColumns } from '../rows.ts';
import type { ListingsTable, Tables } from '../schema.generated.ts';
import { isCurrent, isFor } from './documents.ts';

/** A value, or an expression that gives one: a parameter of a compiled statement, for example. */
export type Value<Type> = Type | Expression<Type>;

/** A reader's options as a statement has them: values, or parameters of a compiled statement. */
export interface Reader {
  language: Value<string>;
  fallback: Value<number>;
}

export const readerOf = ({ language, fallback }: ReadOptions<AnswerLanguage>): Reader => ({
  language,
  fallback: fallback ? 1 : 0,
});

/** The id of the item at a slug, current or former. */
export const idAt = (kind: Kind, slug: Value<string>) =>
  db.selectFrom('slugs').select('item').where('kind', '=', kind).where('slug', '=', slug);

/** The filter of the listings that link to an item: `council=councils/council-2-2024`. The builder has no `||`. */
export const linkFilter = (parameter: string, kind: Kind, slug: Value<string>): Expression<string> =>
  sql<string>`${`${parameter}=`} || ${idAt(kind, slug)}`;

/** The listing rows that a reader gets of a part of a kind. */
export const listingsOf = (kind: Kind, { language, fallback }: Reader, filter: Value<string>) =>
  db
    .selectFrom('listings')
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('filter', '=', filter)
    .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', fallback)]));

/** A query for the listing rows of one page. */
export type Page = SelectQueryBuilder<Tables, keyof Tables, Pick<ListingsTable, 'item' | 'kind' | 'sort' | 'slug'>>;

/**
 * The cards of a page as they are stored, null where a card is out of date or not there. SQLite takes the left side of a
 * LEFT JOIN first: the page, then one row by key for each card.
 */
export const cardsOn = (
  page: Page,
  { language, fallback, digest }: { language: Value<string>; fallback: boolean; digest: Value<string> },
) =>
  db
    .with('page', () => page)
    .selectFrom('page')
    .leftJoin('cards', (join) =>
      join
        .onRef('cards.kind', '=', 'page.kind')
        .onRef('cards.slug', '=', 'page.slug')
        .on('cards.language', '=', language)
        .on(isFor('cards', fallback))
        .on(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('stale_documents')
                .select('stale_documents.item')
                .whereRef('stale_documents.item', '=', 'cards.item'),
            ),
          ),
        )
        .on(isCurrent(digest)),
    )
    .select(['page.item', 'page.sort', 'page.slug', 'cards.version', 'cards.head', 'cards.card']);

/** The statement that reads one item as far as a reference shows it, with the parts of its composed name. */
export const referenceStatement = (kind: Kind, slug: string): Compilable<CardRow> => {
  const composed = Object.entries(definitionOf(kind).composed ?? {});
  const parts = composed.flatMap(([part, as]) => (as === 'name' ? [part] : []));
  return db
    .selectFrom('live')
    .where((eb) => eb('live.id', '=', idAt(kind, slug).$asScalar()))
    .select(itemColumns.filter((column) => column !== 'live.facts'))
    .select((eb) => [cardFacts(eb).as('facts'), cardTargets(eb, parts).as('targets')]);
};
