import { sql } from 'kysely';

/**
 * The elements of an array as a table: SQLite's `json_each`, whose column `value` is an element. One parameter takes as
 * many elements as there are, where D1 allows 100 parameters. Kysely has no table-valued functions, hence the fragment.
 *
 * @example db.selectFrom(jsonEach(['a', 'b'], 'wanted')).innerJoin('items', 'items.id', 'wanted.value')
 */
export const jsonEach = <Value, const Alias extends string>(values: readonly Value[], alias: Alias) =>
  sql<{ value: Value }>`json_each(${JSON.stringify(values)})`.as(alias);
