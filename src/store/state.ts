import { sql } from 'kysely';
import type { Item } from '../edition.ts';
import { type Database, query, statement } from './database.ts';
import { type ItemRow, itemColumns, itemOf, joinLive } from './rows.ts';

/** The live items of these ids, by id. */
export const liveItems = async (database: Database, ids: readonly string[]): Promise<Map<string, Item>> => {
  const [rows] = await database.batch(
    statement(sql<ItemRow>`SELECT ${itemColumns} FROM json_each(${JSON.stringify(ids)}) AS wanted
      JOIN items ON items.id = wanted.value ${joinLive}`),
  );
  return new Map(rows.map((row) => [row.id, itemOf(row)]));
};

/** Every live item. */
export const allItems = async (database: Database): Promise<Item[]> => {
  const [rows] = await database.batch(statement(sql<ItemRow>`SELECT ${itemColumns} FROM items ${joinLive}`));
  return rows.map(itemOf);
};

/** What a derived part was last made from; undefined when it never was. */
export const digestOf = async (database: Database, name: string): Promise<string | undefined> => {
  const [[row]] = await database.batch(query.selectFrom('derived').select('digest').where('name', '=', name));
  return row?.digest;
};

/** Notes what a derived part has been made from. */
export const setDigest = (name: string, digest: string) =>
  query
    .insertInto('derived')
    .values({ name, digest })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ digest }));
