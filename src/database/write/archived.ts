import type { Selectable } from 'kysely';
import type { ArchivedDraft, ArchivedEvent, ArchivedRevision } from '../archive-drafts.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { DraftsTable, EventsTable, RevisionsTable } from '../schema.generated.ts';

/** The number that an event has where it happened: the last word of where it was imported from. */
const originalNumber = ({ id, imported }: ArchivedEvent): number =>
  imported === null ? id : Number(imported.slice(imported.lastIndexOf(' ') + 1));

/** Adds events of another service, each once: as old as they are, by whom they were, and marked as imported. */
export const importEvents = async (
  database: Database,
  service: string,
  events: readonly ArchivedEvent[],
): Promise<void> => {
  const rows = events.map((event) => ({
    ...event,
    id: originalNumber(event),
    detail: JSON.stringify(event.detail),
    imported: event.imported ?? `${service} ${event.id}`,
  }));
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      db
        .insertInto('events')
        .columns(['at', 'who', 'command', 'item', 'edition', 'revision', 'code', 'detail', 'imported'])
        .expression(
          db
            .selectFrom(jsonEach<Selectable<EventsTable> & { imported: string }, 'event'>(json, 'event'))
            .select((eb) => {
              const value = eb.ref('event.value', '->>');
              return [
                value.key('at').as('at'),
                value.key('who').as('who'),
                value.key('command').as('command'),
                value.key('item').as('item'),
                value.key('edition').as('edition'),
                value.key('revision').as('revision'),
                value.key('code').as('code'),
                value.key('detail').as('detail'),
                value.key('imported').as('imported'),
              ];
            })
            // An export that comes back to where it was made: the event is here, under its own number.
            .where((eb) => {
              const value = () => eb.ref('event.value', '->>');
              return eb.not(
                eb.exists(
                  eb
                    .selectFrom('events')
                    .where('events.id', '=', value().key('id'))
                    .where('events.at', '=', value().key('at'))
                    .where('events.who', '=', value().key('who'))
                    .where('events.command', '=', value().key('command'))
                    .where('events.item', '=', value().key('item'))
                    .where('events.imported', 'is', null)
                    .select('events.id'),
                ),
              );
            }),
        )
        .onConflict((conflict) => conflict.column('imported').where('imported', 'is not', null).doNothing()),
    ),
  );
};

/** Adds revisions of drafts that are not there. */
export const importRevisions = async (database: Database, revisions: readonly ArchivedRevision[]): Promise<void> => {
  const rows = revisions.map(
    ({ record, changed, ...row }): RevisionsTable => ({
      ...row,
      record: JSON.stringify(record),
      changed: JSON.stringify(changed),
    }),
  );
  const columns = ['item', 'revision', 'base', 'changed', 'saved', 'who', 'record'] as const;
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      db
        .insertInto('revisions')
        .columns(columns)
        .expression(
          db
            .selectFrom(jsonEach<RevisionsTable, 'saved'>(json, 'saved'))
            .select((eb) => columns.map((column) => eb.ref('saved.value', '->>').key(column).as(column)))
            // Without WHERE, SQLite would take ON CONFLICT for a join.
            .where((eb) => eb.lit(true)),
        )
        .onConflict((conflict) => conflict.columns(['item', 'revision']).doNothing()),
    ),
  );
};

/** An item's draft here that an imported one does not continue. */
export interface DraftConflict {
  item: string;
  expected: number;
  actual: number;
}

/**
 * Adds drafts, or puts them in the place of earlier revisions of the same; with `replace`, of any. Returns those that are
 * left out, because there is a later revision here, or another record under the same.
 */
export const importDrafts = async (
  database: Database,
  drafts: readonly ArchivedDraft[],
  replace: boolean,
): Promise<DraftConflict[]> => {
  const ids = JSON.stringify(drafts.map(({ item }) => item));
  const [present] = await database.batch(
    db
      .selectFrom('drafts')
      .select(['item', 'revision', 'record'])
      .where('item', 'in', db.selectFrom(jsonEach<string, 'known'>(ids, 'known')).select('known.value')),
  );
  const rows = drafts.map(({ record, ...row }) => ({
    ...row,
    record: record === null ? null : JSON.stringify(record),
  }));
  const conflicts = rows.flatMap(({ item, revision, record }): DraftConflict[] => {
    const there = present.find((one) => one.item === item);
    if (!there || replace || there.revision < revision) return [];
    if (there.revision === revision && there.record === record) return [];
    return [{ item, expected: revision, actual: there.revision }];
  });
  const left = new Set(conflicts.map(({ item }) => item));
  const columns = ['item', 'kind', 'slug', 'revision', 'base', 'record', 'saved', 'who'] as const;
  await database.batch(
    ...jsonChunks(rows.filter(({ item }) => !left.has(item))).map((json) =>
      db
        .insertInto('drafts')
        .columns(columns)
        .expression(
          db
            .selectFrom(jsonEach<Selectable<DraftsTable>, 'draft'>(json, 'draft'))
            .select((eb) => columns.map((column) => eb.ref('draft.value', '->>').key(column).as(column)))
            .where((eb) => eb.lit(true)),
        )
        .onConflict((conflict) =>
          conflict
            .column('item')
            .doUpdateSet((eb) =>
              Object.fromEntries(columns.slice(3).map((column) => [column, eb.ref(`excluded.${column}`)])),
            ),
        ),
    ),
  );
  return conflicts;
};
