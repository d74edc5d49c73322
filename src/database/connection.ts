import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Tables } from './schema.generated.ts';

/** Builds statements for our tables. It runs none: D1 has no connection that Kysely could hold, only `batch`. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A parameter of a statement that is compiled once, by name. */
export const param = <Value>(name: string) => sql<Value>`${new Placeholder(name)}`;

/**
 * Compiles a statement once; returns a function that binds its parameters. To build the statements of an item takes
 * longer than to read it.
 */
export const compileOnce = <Row>(statement: Compilable<Row>) => {
  const compiled = statement.compile();
  return (values: Readonly<Record<string, unknown>>): Compilable<Row> => {
    const parameters = compiled.parameters.map((each) => (each instanceof Placeholder ? values[each.name] : each));
    return { compile: () => ({ ...compiled, parameters }) };
  };
};

type Rows<Statements extends readonly Compilable<unknown>[]> = {
  [Index in keyof Statements]: Statements[Index] extends Compilable<infer Row> ? Row[] : never;
};

/** A batch that a constraint has refused: what was decided on has changed meanwhile. Nothing was written. */
export class WriteConflict extends Error {}

/** The database, as one request uses it. */
export interface Database {
  /** Runs statements in order, as one transaction and in one round trip; returns the rows of each. */
  batch<const Statements extends readonly Compilable<unknown>[]>(...statements: Statements): Promise<Rows<Statements>>;
  /** What the request has cost so far. */
  readonly cost: { trips: number; statements: number; rowsRead: number; rowsWritten: number };
}

/**
 * Opens D1 for one request. Without a session D1 reads from the primary alone: public reads fill a cache, and a replica
 * that lags behind would put an old answer back. (In a session with `first-primary` the same takes a third longer.)
 */
export const openDatabase = (binding: D1Database): Database => {
  const cost = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
  return {
    cost,
    async batch<const Statements extends readonly Compilable<unknown>[]>(...statements: Statements) {
      const prepared = statements.map((statement) => {
        const { sql: text, parameters } = statement.compile();
        return binding.prepare(text).bind(...parameters);
      });
      const results = await binding.batch(prepared).catch((error: Error) => {
        throw /constraint failed/i.test(error.message) ? new WriteConflict(error.message) : error;
      });
      cost.trips += 1;
      cost.statements += statements.length;
      for (const { meta } of results) {
        cost.rowsRead += meta.rows_read ?? 0;
        cost.rowsWritten += meta.rows_written ?? 0;
      }
      return results.map(({ results: rows }) => rows) as Rows<Statements>;
    },
  };
};
