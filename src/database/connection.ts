import {
  type Compilable,
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './schema.generated.ts';

/** Builds queries for our tables; it runs none: `Database.batch` does. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A statement written as SQL, to stand beside built ones in a batch. */
export const statement = <Row>(sql: RawBuilder<Row>): Compilable<Row> => ({ compile: () => sql.compile(db) });

/** A value that is not known yet where a statement is written: each time that the statement runs it gets its own. */
export class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement that is built and compiled once, and filled each time that it runs: to build it takes longer than all that
 * is done with a few of its rows.
 */
export const written = <Row>(compilable: Compilable<Row>) => {
  const compiled = compilable.compile();
  const { parameters } = compiled;
  return (values: Readonly<Record<string, unknown>>): Compilable<Row> => {
    const filled = parameters.map((each) => (each instanceof Slot ? values[each.name] : each));
    return { compile: () => ({ ...compiled, parameters: filled }) };
  };
};

type Rows<Queries extends readonly Compilable<unknown>[]> = {
  [Index in keyof Queries]: Queries[Index] extends Compilable<infer Row> ? Row[] : never;
};

/** A batch that a constraint has refused: what it rested on has changed meanwhile. Nothing of it has happened. */
export class WriteConflict extends Error {}

/** The record's database, as one request sees it. */
export interface Database {
  /** Runs the queries in order as one transaction and one round trip; if one fails, none has happened. */
  batch<const Queries extends readonly Compilable<unknown>[]>(...queries: Queries): Promise<Rows<Queries>>;
  /** What this request has cost so far. */
  readonly cost: { trips: number; rowsRead: number; rowsWritten: number };
}

/**
 * Opens D1 for one request. Reads come from the primary: they run to fill a cache, and what fills a cache must be
 * the newest. D1 has no BEGIN; its batch is the transaction.
 */
export const openDatabase = (binding: D1Database): Database => {
  const session = binding.withSession('first-primary');
  const cost = { trips: 0, rowsRead: 0, rowsWritten: 0 };
  return {
    cost,
    async batch<const Queries extends readonly Compilable<unknown>[]>(...queries: Queries) {
      const statements = queries.map((each) => {
        const { sql, parameters } = each.compile();
        return session.prepare(sql).bind(...parameters);
      });
      const results = await session.batch(statements).catch((error: Error) => {
        throw /constraint failed/i.test(error.message) ? new WriteConflict(error.message) : error;
      });
      cost.trips += 1;
      for (const { meta } of results) {
        cost.rowsRead += meta.rows_read ?? 0;
        cost.rowsWritten += meta.rows_written ?? 0;
      }
      return results.map(({ results: rows }) => rows) as Rows<Queries>;
    },
  };
};
