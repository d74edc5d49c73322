import { type Compilable, sql } from 'kysely';
import { parameterOf } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import type { Item } from '../../model/edition.ts';
import { digestOf, setDigest } from '../command-state.ts';
import { type Database, statement } from '../connection.ts';
import { readLive } from '../editor-queries.ts';
import { jsonChunks } from './json-chunks.ts';
import { sortPositions, statusCodesOf } from './listing-rows.ts';

const standing = (item: Item) => {
  const { id, kind, slug, edition } = item;
  const filters = Object.fromEntries(definitionOf(kind).filters.map((relation) => [relation, parameterOf(relation)]));
  const statuses = statusCodesOf(kind, edition.facts);
  return {
    id,
    kind,
    slug,
    number: edition.number,
    modified: edition.published,
    standings: sortPositions(kind, id, edition),
    statuses,
    filters,
  };
};

/**
 * The statements that put items where they now stand in their lists: the whole kind, each status, each filter. An item
 * that has meanwhile got another edition is left to whoever published that.
 */
export const listingStatements = (items: readonly Item[]): Compilable<unknown>[] => [
  ...jsonChunks(items.map(({ id, edition }) => ({ id, number: edition.number }))).map((rows) =>
    statement(sql`DELETE FROM listings WHERE item IN (SELECT items.id FROM json_each(${rows}) JOIN items
      ON items.id = value ->> 'id' AND items.live = value ->> 'number')`),
  ),
  ...jsonChunks(items.map(standing)).map((rows) =>
    statement(sql`WITH
      item AS (SELECT value FROM json_each(${rows}) JOIN items
        ON items.id = value ->> 'id' AND items.live = value ->> 'number'),
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

const some = 100;

/**
 * Lists a part of all items anew where names have changed since that was last done, as their digest tells. `next` is
 * the `after` of the next part, null when all is listed.
 */
export const rebuildListings = async (database: Database, digest: string, after: string) => {
  if ((await digestOf(database, 'listings')) === digest) return { listed: 0, next: null };
  const items = await readLive(database, after, some);
  const last = items.at(-1);
  const next = items.length === some && last ? last.id : null;
  await database.batch(...listingStatements(items), ...(next === null ? [setDigest('listings', digest)] : []));
  return { listed: items.length, next };
};
