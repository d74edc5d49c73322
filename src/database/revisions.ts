import type { StoredDraft } from '../commands/types.ts';
import { type Database, db } from './connection.ts';

/** A page of what was saved of an item: older than the revision `before`. */
export interface RevisionPage {
  before?: number;
  limit: number;
}

/** Selects the revisions of an item's drafts, newest first, without their records. */
export const selectRevisions = (item: string, { before, limit }: RevisionPage) =>
  db
    .selectFrom('revisions')
    .select(['revision', 'base', 'saved', 'who'])
    .where('item', '=', item)
    .where('revision', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('revision', 'desc')
    .limit(limit);

/** Reads the revisions of an item's drafts, newest first, without their records. */
export const readRevisions = async (database: Database, item: string, page: RevisionPage) => {
  const [rows] = await database.batch(selectRevisions(item, page));
  return rows;
};

/** Selects one revision of an item's drafts. */
export const selectRevision = (item: string, revision: number) =>
  db
    .selectFrom('revisions')
    .select(['revision', 'base', 'record', 'changed', 'saved', 'who'])
    .where('item', '=', item)
    .where('revision', '=', revision);

/** Reads one revision of an item's drafts, as it was saved; undefined where there is none. */
export const readRevision = async (
  database: Database,
  item: string,
  revision: number,
): Promise<StoredDraft | undefined> => {
  const [[row]] = await database.batch(selectRevision(item, revision));
  return row && { ...row, record: JSON.parse(row.record), changed: JSON.parse(row.changed) as StoredDraft['changed'] };
};
