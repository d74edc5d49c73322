import { type Compilable, sql } from 'kysely';
import { type Item, linksOf } from '../edition.ts';
import { resourceOf } from '../resources/index.ts';
import { parameterOf } from '../resources/resource.ts';
import { type Database, statement } from './database.ts';
import { standingsOf, statusesOf } from './listings.ts';

// D1 takes at most 2 MB in one parameter; half of it leaves room for what JSON adds.
const mostBytes = 1_000_000;

/** Cuts rows into parameters that D1 takes: each becomes one statement over `json_each`, however many rows it has. */
const parameters = (rows: readonly unknown[]): string[] => {
  const chunks: string[] = [];
  let chunk: string[] = [];
  let size = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (size + json.length * 3 > mostBytes && chunk.length > 0) {
      chunks.push(`[${chunk.join(',')}]`);
      chunk = [];
      size = 0;
    }
    chunk.push(json);
    size += json.length * 3;
  }
  return chunk.length > 0 ? [...chunks, `[${chunk.join(',')}]`] : chunks;
};

const appear = (items: readonly Item[]): Compilable<unknown>[] => [
  ...parameters(
    items.map(({ id, kind, slug, published, edition }) => ({ id, kind, slug, live: edition.number, published })),
  ).flatMap((rows) => [
    statement(sql`INSERT INTO items (id, kind, slug, live, published)
        SELECT value ->> 'id', value ->> 'kind', value ->> 'slug', value ->> 'live', value ->> 'published'
        FROM json_each(${rows}) WHERE true
        ON CONFLICT (id) DO UPDATE SET live = excluded.live, slug = excluded.slug`),
    statement(sql`INSERT INTO slugs (kind, slug, item)
        SELECT value ->> 'kind', value ->> 'slug', value ->> 'id' FROM json_each(${rows}) WHERE true
        ON CONFLICT DO NOTHING`),
  ]),
  // The primary key (item, number) refuses the second of two publications, and with it the whole batch.
  ...parameters(
    items.map(({ id, edition: { number, facts, texts, withdrawals, published } }) => {
      const parts = [facts, texts, withdrawals].map((part) => JSON.stringify(part));
      return [id, number, ...parts, published];
    }),
  ).map((rows) =>
    statement(sql`INSERT INTO editions (item, number, facts, texts, withdrawals, published)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(${rows})`),
  ),
];

const relink = (items: readonly Item[]): Compilable<unknown>[] => [
  ...parameters(items.map(({ id }) => id)).map((ids) =>
    statement(sql`DELETE FROM links WHERE source IN (SELECT value FROM json_each(${ids}))`),
  ),
  ...parameters(
    items.flatMap(({ id, kind, edition }) => linksOf(kind, edition.facts).map((link) => ({ id, ...link }))),
  ).map((rows) =>
    statement(sql`INSERT INTO links (source, relation, place, target)
        SELECT link.value ->> 'id', link.value ->> 'relation', link.value ->> 'place', slugs.item
        FROM json_each(${rows}) AS link
        JOIN slugs ON slugs.kind = link.value ->> 'kind' AND slugs.slug = link.value ->> 'slug'`),
  ),
];

const standing = (item: Item) => {
  const { id, kind, slug, edition } = item;
  const filters = Object.fromEntries(resourceOf(kind).filters.map((relation) => [relation, parameterOf(relation)]));
  const statuses = statusesOf(kind, edition.facts);
  return { id, kind, slug, modified: edition.published, standings: standingsOf(kind, id, edition), statuses, filters };
};

/** The statements that put items where they now stand in their lists: the whole kind, each status, each filter. */
export const relist = (items: readonly Item[]): Compilable<unknown>[] => [
  ...parameters(items.map(({ id }) => id)).map((ids) =>
    statement(sql`DELETE FROM listings WHERE item IN (SELECT value FROM json_each(${ids}))`),
  ),
  ...parameters(items.map(standing)).map((rows) =>
    statement(sql`WITH
      item AS (SELECT value FROM json_each(${rows})),
      list AS (
        SELECT item.value ->> 'id' AS id, '' AS filter FROM item
        UNION SELECT item.value ->> 'id', 'status=' || status.value FROM item, json_each(item.value, '$.statuses') AS status
        UNION SELECT links.source, parameter.value || '=' || links.target
          FROM item JOIN links ON links.source = item.value ->> 'id'
          JOIN json_each(item.value, '$.filters') AS parameter ON parameter.key = links.relation
      )
      INSERT INTO listings (kind, language, filter, sort, slug, item, fallback, modified)
      SELECT item.value ->> 'kind', standing.value ->> 'language', list.filter, standing.value ->> 'sort',
        item.value ->> 'slug', list.id, standing.value ->> 'fallback', item.value ->> 'modified'
      FROM item JOIN list ON list.id = item.value ->> 'id', json_each(item.value, '$.standings') AS standing`),
  ),
];

/**
 * Writes new live editions with all that follows from them (slugs, links, listings and, by trigger, counters) in one
 * atomic batch. It decides nothing: whether this may be published was decided before.
 * @throws Error from D1 when an edition of that number exists already; nothing is written then.
 */
export const commit = async (database: Database, items: readonly Item[]): Promise<void> => {
  if (items.length > 0) await database.batch(...appear(items), ...relink(items), ...relist(items));
};
