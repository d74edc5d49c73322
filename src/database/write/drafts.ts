import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { DraftsTable } from '../schema.generated.ts';

const insertDrafts = (json: string): Compilable<unknown> =>
  db
    .insertInto('drafts')
    .columns(['item', 'kind', 'slug', 'revision', 'record', 'saved', 'who'])
    .expression(
      db
        .selectFrom(jsonEach<DraftsTable, 'draft'>(json, 'draft'))
        .select((eb) => {
          const value = eb.ref('draft.value', '->>');
          return [
            value.key('item').as('item'),
            value.key('kind').as('kind'),
            value.key('slug').as('slug'),
            value.key('revision').as('revision'),
            value.key('record').as('record'),
            value.key('saved').as('saved'),
            value.key('who').as('who'),
          ];
        })
        .where((eb) => eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('item').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        record: eb.ref('excluded.record'),
        saved: eb.ref('excluded.saved'),
        who: eb.ref('excluded.who'),
        slug: eb.ref('excluded.slug'),
      })),
    );

/** The statements that write the drafts of changes; one that is deleted keeps its revision, without a record. */
export const draftStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const drafts = changes.flatMap(({ item, by, draft }): DraftsTable[] => {
    if (!draft) return [];
    const record = draft.record === null ? null : JSON.stringify(draft.record);
    const { id, kind, slug } = item;
    return [{ item: id, kind, slug, revision: draft.revision, record, saved: by.at, who: by.who }];
  });
  return jsonChunks(drafts).map(insertDrafts);
};
