import { sql } from 'kysely';
import { type Database, db } from '../connection.ts';
import type { DraftsTable } from '../schema.generated.ts';
import { isInPage, lastBeforeNext, sizeColumns } from './pages.ts';

/** An item's draft as an export has it; without a record where it is gone: then its revision is not to be used again. */
export interface ArchivedDraft extends Pick<DraftsTable, 'item' | 'kind' | 'slug' | 'revision' | 'saved' | 'who'> {
  base: number;
  record: unknown;
}

/** What was last done to a draft before a moment. */
interface Before {
  revision: number;
  command: string;
  at: string;
  who: string;
}

const before = sql<string>`json_object('revision', revision, 'command', command, 'at', at, 'who', who)`;

/** Selects drafts behind an item: as they are, whether they have changed since a moment, and what was last before it. */
const presentDrafts = (after: string, moment: number, limit: number) =>
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
        .select(before.as('before'))
        .as('before'),
    ])
    .where('drafts.item', '>', after)
    .orderBy('drafts.item')
    .limit(limit + 1);

/** Selects drafts behind an item as they were at a moment: what has changed since has the record that was saved before. */
const selectDrafts = (after: string, moment: number, limit: number) =>
  db
    .with('present', () => presentDrafts(after, moment, limit))
    .with('draft_rows', (query) =>
      query
        .selectFrom('present')
        .leftJoin('revisions as saved', (join) =>
          join
            .onRef('saved.item', '=', 'present.item')
            .on((eb) =>
              eb('saved.revision', '=', eb.fn<number>('json_extract', ['present.before', eb.val('$.revision')])),
            )
            .on((eb) => eb(eb.fn<string>('json_extract', ['present.before', eb.val('$.command')]), '=', 'save')),
        )
        .select(['present.item', 'present.kind', 'present.slug', 'present.changed', 'present.before'])
        .select(['present.revision', 'present.saved', 'present.who'])
        .select((eb) => {
          const asOf = <Column extends 'record' | 'base'>(column: Column) =>
            eb
              .case()
              .when('present.changed', '=', true)
              .then(eb.ref(`saved.${column}`))
              .else(eb.ref(`present.${column}`))
              .end();
          const size = eb.fn.coalesce(eb.fn<number>('octet_length', [asOf('record')]), eb.lit(0));
          return [asOf('record').as('record'), asOf('base').as('base'), size.as('size')];
        })
        .orderBy('present.item'),
    )
    .with('page', (query) => query.selectFrom('draft_rows').selectAll().select(sizeColumns))
    .selectFrom('page')
    .selectAll()
    .where(isInPage(limit));

/** Reads a page of drafts as they were at a moment; 4 MB at most. `next` is null at the end. */
export const readArchivedDrafts = async (database: Database, after: string, moment: number, limit: number) => {
  const [rows] = await database.batch(selectDrafts(after, moment, limit));
  const drafts = rows.flatMap(({ item, kind, slug, changed, before, record, base, ...row }): ArchivedDraft[] => {
    const draft = {
      item,
      kind,
      slug,
      base: base ?? 0,
      record: record === null ? null : (JSON.parse(record) as unknown),
    };
    if (!changed) return [{ ...draft, revision: row.revision, saved: row.saved, who: row.who }];
    if (!before) return [];
    const { revision, at, who } = JSON.parse(before) as Before;
    return [{ ...draft, revision, saved: at, who }];
  });
  const last = lastBeforeNext(rows);
  return { drafts, next: last ? { item: last.item, number: 0 } : null };
};
