import type { Compilable, Selectable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { DraftsTable, RevisionsTable } from '../schema.generated.ts';
import { selectRows } from './rows.ts';

const draftColumns = ['item', 'kind', 'slug', 'revision', 'base', 'record', 'saved', 'who'] as const;
const revisionColumns = ['item', 'revision', 'base', 'changed', 'saved', 'who', 'record'] as const;

/** The statement that adds drafts, or puts them in the place of those of the same items. */
export const insertDrafts = (json: string): Compilable<unknown> =>
  db
    .insertInto('drafts')
    .columns(draftColumns)
    .expression(selectRows<Selectable<DraftsTable>>(json, draftColumns))
    .onConflict((conflict) =>
      conflict.column('item').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        base: eb.ref('excluded.base'),
        record: eb.ref('excluded.record'),
        saved: eb.ref('excluded.saved'),
        who: eb.ref('excluded.who'),
        slug: eb.ref('excluded.slug'),
      })),
    );

/** The statement that adds revisions of drafts. */
export const insertRevisions = (json: string) =>
  db.insertInto('revisions').columns(revisionColumns).expression(selectRows<RevisionsTable>(json, revisionColumns));

interface BaseValue {
  item: string;
  base: number;
}

const updateBases = (json: string): Compilable<unknown> =>
  db
    .updateTable('drafts')
    .from(jsonEach<BaseValue, 'draft'>(json, 'draft'))
    .set((eb) => ({ base: eb.ref('draft.value', '->>').key('base') }))
    .where((eb) => eb('drafts.item', '=', eb.ref('draft.value', '->>').key('item')));

/**
 * The statements that write the drafts of changes; one that is deleted keeps its revision, without a record. What was saved
 * is kept as a revision, which nothing overwrites.
 */
export const draftStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const drafts: Selectable<DraftsTable>[] = [];
  const revisions: RevisionsTable[] = [];
  const bases: BaseValue[] = [];
  for (const { item, by, draft } of changes) {
    if (!draft) continue;
    if (!('revision' in draft)) {
      bases.push({ item: item.id, base: draft.base });
      continue;
    }
    const saved = { item: item.id, revision: draft.revision, saved: by.at, who: by.who };
    if (!('base' in draft)) {
      drafts.push({ ...saved, kind: item.kind, slug: item.slug, base: 0, record: null });
      continue;
    }
    const { base } = draft;
    const record = JSON.stringify(draft.record);
    drafts.push({ ...saved, kind: item.kind, slug: item.slug, base, record });
    revisions.push({ ...saved, base, record, changed: JSON.stringify(draft.changed) });
  }
  return [
    ...jsonChunks(drafts).map(insertDrafts),
    ...jsonChunks(revisions).map(insertRevisions),
    ...jsonChunks(bases).map(updateBases),
  ];
};
