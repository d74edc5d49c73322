import { sql } from 'kysely';
import { db } from '../connection.ts';
import { jsonEach } from '../json.ts';

/**
 * Selects columns of rows that are passed as a JSON array, for `insertInto(…).columns(columns).expression(…)`. All columns
 * are read in the same way, `value->>'column'`; the builder types a path by each of them alone, hence the fragment.
 */
export const selectRows = <Row extends object>(json: string, columns: readonly (keyof Row & string)[]) =>
  db
    .selectFrom(jsonEach<Row, 'row'>(json, 'row'))
    .select(columns.map((column) => sql`${sql.ref('row.value')}->>${sql.lit(column)}`.as(column)))
    // Without WHERE, SQLite would take ON CONFLICT for a join.
    .where((eb) => eb.lit(true));
