import { expressionBuilder, sql } from 'kysely';

/** How many bytes a page of the archive may have of what is archived, unless its first entry alone has more. */
export const maxPageBytes = 4 * 1024 * 1024;

/** What a row of the common table expression `page` is cut by. */
export interface SizedRow {
  /** The bytes of it and of all before it. */
  bytes: number;
  /** Its place, from 1. */
  place: number;
  /** How many rows there are, of which one more is selected than a page may have. */
  rows: number;
}

/**
 * The columns of `page` by which it is cut, beside those of the rows that it is made of: these have a `size` in bytes, and
 * are in order. The builder has no frames of windows, hence the fragment.
 */
export const sizeColumns = () => {
  const { fn } = expressionBuilder<{ row: { size: number } }, 'row'>();
  return [
    sql<number>`sum(size) over (rows unbounded preceding)`.as('bytes'),
    fn.agg<number>('row_number').over().as('place'),
    fn.countAll<number>().over().as('rows'),
  ] as const;
};

/** The condition that a row of `page` is one of the first, as many as there may be, and as large. */
export const isInPage = (limit: number) => {
  const eb = expressionBuilder<{ page: SizedRow }, 'page'>();
  const isSmall = eb.or([eb('page.place', '=', 1), eb('page.bytes', '<=', maxPageBytes)]);
  return eb.and([eb('page.place', '<=', limit), isSmall]);
};

/** Returns the last row of a page where another page follows. */
export const lastBeforeNext = <Row extends Pick<SizedRow, 'rows'>>(rows: readonly Row[]): Row | undefined => {
  const last = rows.at(-1);
  return last && last.rows > rows.length ? last : undefined;
};
