import { type Compilable, sql } from 'kysely';
import { type Item, linksOf } from '../edition.ts';
import { resourceOf } from '../resources/index.ts';
import { parameterOf } from '../resources/resource.ts';
import { type Database, query, statement } from './database.ts';
import { standingsOf, statusesOf } from './listings.ts';

const text = (value: unknown): string => JSON.stringify(value);

const appear = ({ id, kind, slug, published, edition }: Item): Compilable<unknown>[] => [
  query
    .insertInto('items')
    .values({ id, kind, slug, live: edition.number, published })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ live: edition.number, slug })),
  query
    .insertInto('slugs')
    .values({ kind, slug, item: id })
    .onConflict((conflict) => conflict.doNothing()),
  // The primary key (item, number) refuses the second of two publications, and with it the whole batch.
  query.insertInto('editions').values({
    item: id,
    number: edition.number,
    facts: text(edition.facts),
    texts: text(edition.texts),
    withdrawals: text(edition.withdrawals),
    published: edition.published,
  }),
];

const relink = ({ id, kind, edition }: Item): Compilable<unknown>[] => [
  query.deleteFrom('links').where('source', '=', id),
  statement(sql`INSERT INTO links (source, relation, place, target)
      SELECT ${id}, link.value ->> 'relation', link.value ->> 'place', slugs.item
      FROM json_each(${text(linksOf(kind, edition.facts))}) AS link
      JOIN slugs ON slugs.kind = link.value ->> 'kind' AND slugs.slug = link.value ->> 'slug'`),
];

/** The statements that put an item where it now stands in its lists. */
export const relist = ({ id, kind, slug, edition }: Item): Compilable<unknown>[] => {
  const parameters = Object.fromEntries(resourceOf(kind).filters.map((relation) => [relation, parameterOf(relation)]));
  return [
    query.deleteFrom('listings').where('item', '=', id),
    statement(sql`INSERT INTO listings (kind, language, filter, sort, slug, item, fallback, modified)
        SELECT ${kind}, standing.value ->> 'language', list.filter, standing.value ->> 'sort', ${slug}, ${id},
          standing.value ->> 'fallback', ${edition.published}
        FROM json_each(${text(standingsOf(kind, id, edition))}) AS standing, (
          SELECT '' AS filter
          UNION SELECT 'status=' || value FROM json_each(${text(statusesOf(kind, edition.facts))})
          UNION SELECT parameter.value || '=' || links.target FROM links
            JOIN json_each(${text(parameters)}) AS parameter ON parameter.key = links.relation
            WHERE links.source = ${id}
        ) AS list`),
  ];
};

/**
 * Writes new live editions with all that follows from them (slugs, links, listings and, by trigger, counters) in one
 * atomic batch. It decides nothing: whether this may be published was decided before.
 * @throws Error from D1 when an edition of that number exists already; nothing is written then.
 */
export const commit = async (database: Database, items: readonly Item[]): Promise<void> => {
  if (items.length === 0) return;
  await database.batch(...items.flatMap(appear), ...items.flatMap(relink), ...items.flatMap(relist));
};
