import { type Database, db } from '../connection.ts';
import type { RevisionsTable } from '../schema.generated.ts';
import { isInPage, lastBeforeNext, sizeColumns } from './pages.ts';

/** A revision of a draft as an export has it: what was saved, by whom, when, and on which edition. */
export interface ArchivedRevision extends Omit<RevisionsTable, 'record' | 'changed'> {
  record: unknown;
  changed: unknown;
}

/** Where a page begins: behind a revision of an item, behind an item, or behind an event. */
export interface Position {
  item: string;
  number: number;
}

/** Selects revisions behind a position, up to a moment: what was saved later has an event behind it. */
const selectRevisions = ({ item, number }: Position, moment: number, limit: number) =>
  db
    .with('revision_rows', (query) =>
      query
        .selectFrom('revisions')
        .selectAll()
        .select(({ fn }) => fn<number>('octet_length', ['record']).as('size'))
        .where((eb) => eb(eb.refTuple('item', 'revision'), '>', eb.tuple(item, number)))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('events')
                .whereRef('events.item', '=', 'revisions.item')
                .where('events.id', '>', moment)
                .where('events.code', 'is', null)
                .whereRef('events.revision', '=', 'revisions.revision')
                .where('events.command', '=', 'save')
                .select('events.id'),
            ),
          ),
        )
        .orderBy('item')
        .orderBy('revision')
        .limit(limit + 1),
    )
    .with('page', (query) => query.selectFrom('revision_rows').selectAll().select(sizeColumns))
    .selectFrom('page')
    .select(['item', 'revision', 'base', 'changed', 'saved', 'who', 'record', 'rows'])
    .where(isInPage(limit));

/** Reads a page of the revisions of drafts, as they were at a moment; 4 MB at most. `next` is null at the end. */
export const readRevisions = async (database: Database, after: Position, moment: number, limit: number) => {
  const [rows] = await database.batch(selectRevisions(after, moment, limit));
  const revisions = rows.map(
    ({ record, changed, rows: _, ...row }): ArchivedRevision => ({
      ...row,
      record: JSON.parse(record) as unknown,
      changed: JSON.parse(changed) as unknown,
    }),
  );
  const last = lastBeforeNext(rows);
  return { revisions, next: last ? { item: last.item, number: last.revision } : null };
};
