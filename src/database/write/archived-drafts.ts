import type { ArchivedDraft } from '../archive/drafts.ts';
import type { ArchivedRevision } from '../archive/revisions.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { RevisionsTable } from '../schema.generated.ts';
import { insertDrafts, insertRevisions } from './drafts.ts';

/** Adds revisions of drafts that are not there. */
export const importRevisions = async (database: Database, revisions: readonly ArchivedRevision[]): Promise<void> => {
  const rows = revisions.map(
    ({ record, changed, ...row }): RevisionsTable => ({
      ...row,
      record: JSON.stringify(record),
      changed: JSON.stringify(changed),
    }),
  );
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      insertRevisions(json).onConflict((conflict) => conflict.columns(['item', 'revision']).doNothing()),
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
  await database.batch(...jsonChunks(rows.filter(({ item }) => !left.has(item))).map(insertDrafts));
  return conflicts;
};
