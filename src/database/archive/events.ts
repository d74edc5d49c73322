import { type Database, db } from '../connection.ts';
import type { EventsTable } from '../schema.generated.ts';
import { isInPage, lastBeforeNext, sizeColumns } from './pages.ts';

/** An event as an export has it. */
export type ArchivedEvent = Omit<EventsTable, 'id' | 'detail'> & { id: number; detail: unknown };

/** Selects events behind a number up to a moment, the oldest first. */
const selectEvents = (after: number, moment: number, limit: number) =>
  db
    .with('event_rows', (query) =>
      query
        .selectFrom('events')
        .selectAll()
        .select(({ fn }) => fn<number>('octet_length', ['detail']).as('size'))
        .where('id', '>', after)
        .where('id', '<=', moment)
        .orderBy('id')
        .limit(limit + 1),
    )
    .with('page', (query) => query.selectFrom('event_rows').selectAll().select(sizeColumns))
    .selectFrom('page')
    .select(['id', 'at', 'who', 'command', 'item', 'edition', 'revision', 'code', 'detail', 'imported', 'rows'])
    .where(isInPage(limit));

/** Reads events behind a number up to a moment, the oldest first; 4 MB at most. `next` is null at the end. */
export const readArchivedEvents = async (database: Database, after: number, moment: number, limit: number) => {
  const [rows] = await database.batch(selectEvents(after, moment, limit));
  const events = rows.map(
    ({ detail, rows: _, ...row }): ArchivedEvent => ({ ...row, detail: JSON.parse(detail) as unknown }),
  );
  const last = lastBeforeNext(rows);
  return { events, next: last ? { item: '', number: last.id } : null };
};
