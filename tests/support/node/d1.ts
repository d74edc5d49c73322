import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

// D1 as far as the service and its tests use it, over node:sqlite: for what needs no runtime, at a fraction of the time.
// It knows none of D1's limits and counts no rows read: `npm run test:workerd` holds the same tests to the real one.

type Row = Record<string, unknown>;

interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

const toSqlite = (value: unknown): SQLInputValue => {
  if (value === undefined) throw new Error("D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'");
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue);
};

const failure = (error: unknown): Error => {
  const { message } = error as Error;
  const code = /constraint failed/i.test(message) ? 'SQLITE_CONSTRAINT' : 'SQLITE_ERROR';
  return new Error(`D1_ERROR: ${message}: ${code}`, { cause: error });
};

/** Opens a database with the methods of a D1 binding: that of a file, or an empty one in memory. */
export const openD1 = (file = ':memory:') => {
  const sqlite = new DatabaseSync(file);
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();

  const run = ({ sql, parameters }: Statement) => {
    const statement = prepared.get(sql) ?? sqlite.prepare(sql);
    prepared.set(sql, statement);
    const results = statement.all(...parameters.map(toSqlite)).map((row): Row => ({ ...row }));
    return { success: true as const, results, meta: { rows_read: 0, rows_written: 0 } };
  };

  const batch = async (statements: readonly Statement[]) => {
    sqlite.exec('BEGIN');
    try {
      const results = statements.map(run);
      sqlite.exec('COMMIT');
      return results;
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw failure(error);
    }
  };

  const bound = (sql: string, parameters: readonly unknown[]) => {
    const all = async () => {
      const [result] = await batch([{ sql, parameters }]);
      return result as ReturnType<typeof run>;
    };
    return {
      sql,
      parameters,
      bind: (...values: unknown[]) => bound(sql, values),
      all,
      run: all,
      first: async (column?: string) => {
        const [row] = (await all()).results;
        return row === undefined ? null : column === undefined ? row : (row[column] ?? null);
      },
    };
  };

  const exec = async (sql: string) => sqlite.exec(sql);
  const prepare = (sql: string) => bound(sql, []);
  return { prepare, batch, exec };
};
