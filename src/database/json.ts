import { type Expression, sql } from 'kysely';

// D1 takes at most 2 MB in one parameter; half of it leaves room for what JSON adds.
const maxBytes = 1_000_000;

/** Splits rows into JSON arrays that D1 takes as parameters: one statement each, however many rows there are. */
export const jsonChunks = (rows: readonly unknown[]): string[] => {
  const chunks: string[] = [];
  let chunk: string[] = [];
  let size = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (size + json.length * 3 > maxBytes && chunk.length > 0) {
      chunks.push(`[${chunk.join(',')}]`);
      chunk = [];
      size = 0;
    }
    chunk.push(json);
    size += json.length * 3;
  }
  return chunk.length > 0 ? [...chunks, `[${chunk.join(',')}]`] : chunks;
};

/** The rows of a table-valued `json_each`: each entry of a JSON array or object. */
interface Entry<Value> {
  key: string;
  value: Value;
}

/**
 * The entries of a JSON array as a table: `json_each(?) as "alias"`. D1 takes at most 100 parameters in a statement, so
 * lists of any length are passed as one. The builder has no table functions, hence the fragment.
 */
export const jsonEach = <Value, Alias extends string>(json: string | Expression<string>, alias: Alias) =>
  sql<Entry<Value>>`json_each(${json})`.as<Alias>(alias);

/** The entries of an array or an object inside a JSON value, as a table: `json_each("column", path) as "alias"`. */
export const jsonEachAt = <Value, Alias extends string>(column: Expression<unknown>, path: string, alias: Alias) =>
  sql<Entry<Value>>`json_each(${column}, ${path})`.as<Alias>(alias);
