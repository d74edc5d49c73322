import { sql } from 'kysely';
import { maxPageBytes } from './archive.ts';
import { type Database, db } from './connection.ts';
import type { DraftsTable, EventsTable, RevisionsTable } from './schema.generated.ts';

/** A revision of a draft as an export has it: what was saved, by whom, when, and on which edition. */
export interface ArchivedRevision extends Omit<RevisionsTable, 'record' | 'changed'> {
  record: unknown;
  changed: unknown;
}

/** An item's draft as an export has it; without a record where it is gone: then its revision is not to be used again. */
export interface ArchivedDraft extends Pick<DraftsTable, 'item' | 'kind' | 'slug' | 'revision' | 'saved' | 'who'> {
  base: number;
  record: unknown;
}

/** An event as an export has it. */
export type ArchivedEvent = Omit<EventsTable, 'id' | 'detail'> & { id: number; detail: unknown };

/** Where a page begins: behind a revision of an item, behind an item, or behind an event. */
export interface Position {
  item: string;
  number: number;
}

/** Selects revisions behind a position, up to a moment: what was saved later has an event behind it. */
const selectRevisions = ({ item, number }: Position, moment: number, limit: number) =>
  db
    .with('page', (query) =>
      query
        .selectFrom('revisions')
        .selectAll()
        .select(sql<number>`sum(octet_length(record)) over (order by item, revision)`.as('bytes'))
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
        .limit(limit),
    )
    .selectFrom('page')
    .select(['item', 'revision', 'base', 'changed', 'saved', 'who', 'record'])
    // The first of a page, whatever its size.
    .where((eb) => eb.or([eb('bytes', '<=', maxPageBytes), eb('bytes', '=', sql<number>`octet_length(record)`)]));

/** Reads a page of the revisions of drafts, as they were at a moment; 4 MB at most. `next` is null at the end. */
export const readRevisions = async (database: Database, after: Position, moment: number, limit: number) => {
  const [rows] = await database.batch(selectRevisions(after, moment, limit));
  const last = rows.at(-1);
  const revisions = rows.map(
    ({ record, changed, ...row }): ArchivedRevision => ({
      ...row,
      record: JSON.parse(record) as unknown,
      changed: JSON.parse(changed) as unknown,
    }),
  );
  return { revisions, next: last ? { item: last.item, number: last.revision } : null };
};

/** Selects drafts behind an item: as they are, whether they have changed since a moment, and what was last before it. */
const selectDrafts = (after: string, moment: number, limit: number) =>
  db
    .selectFrom('drafts')
    .leftJoin('items', 'items.id', 'drafts.item')
    .select(['drafts.item', 'drafts.kind', 'drafts.revision', 'drafts.base', 'drafts.saved', 'drafts.who'])
    .select('drafts.record')
    .select((eb) => [
      eb.fn.coalesce('items.slug', 'drafts.slug').as('slug'),
      eb
        .exists(
          eb
            .selectFrom('events')
            .whereRef('events.item', '=', 'drafts.item')
            .where('events.id', '>', moment)
            .where('events.code', 'is', null)
            .where('events.revision', 'is not', null)
            .select('events.id'),
        )
        .as('changed'),
      eb
        .selectFrom('events')
        .whereRef('events.item', '=', 'drafts.item')
        .where('events.id', '<=', moment)
        .where('events.code', 'is', null)
        .where('events.revision', 'is not', null)
        .orderBy('events.id', 'desc')
        .limit(1)
        .select(sql<string>`json_object('revision', revision, 'command', command, 'at', at, 'who', who)`.as('before'))
        .as('before'),
    ])
    .where('drafts.item', '>', after)
    .orderBy('drafts.item')
    .limit(limit);

type Before = { revision: number; command: string; at: string; who: string };

/** Reads a page of drafts as they were at a moment. `next` is null at the end. */
export const readArchivedDrafts = async (database: Database, after: string, moment: number, limit: number) => {
  const [rows] = await database.batch(selectDrafts(after, moment, limit));
  const past = rows.flatMap(({ item, changed, before }) =>
    changed && before ? [{ item, revision: (JSON.parse(before) as Before).revision }] : [],
  );
  const saved =
    past.length > 0
      ? (
          await database.batch(
            ...past.map(({ item, revision }) =>
              db.selectFrom('revisions').selectAll().where('item', '=', item).where('revision', '=', revision),
            ),
          )
        ).flat()
      : [];
  const drafts = rows.flatMap(({ changed, before, record, ...row }): ArchivedDraft[] => {
    const { item, kind, slug, base } = row;
    if (!changed) {
      const { revision, saved: at, who } = row;
      return [
        { item, kind, slug, revision, base, saved: at, who, record: record === null ? null : JSON.parse(record) },
      ];
    }
    if (!before) return [];
    const { revision, command, at, who } = JSON.parse(before) as Before;
    const found = saved.find((one) => one.item === item && one.revision === revision);
    const wasThere = command === 'save' && found;
    return [
      {
        ...{ item, kind, slug, revision, base: wasThere ? found.base : 0, saved: at, who },
        record: wasThere ? (JSON.parse(found.record) as unknown) : null,
      },
    ];
  });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { drafts, next: last ? { item: last.item, number: 0 } : null };
};

/** Reads events behind a number up to a moment, the oldest first. `next` is null at the end. */
export const readArchivedEvents = async (database: Database, after: number, moment: number, limit: number) => {
  const [rows] = await database.batch(
    db.selectFrom('events').selectAll().where('id', '>', after).where('id', '<=', moment).orderBy('id').limit(limit),
  );
  const events = rows.map(({ detail, ...row }): ArchivedEvent => ({ ...row, detail: JSON.parse(detail) as unknown }));
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { events, next: last ? { item: '', number: last.id } : null };
};
