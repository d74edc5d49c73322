import type { Expression } from 'kysely';
import { type Database, db } from '../connection.ts';
import { readDigest, storeDigest } from '../digests.ts';
import { jsonEach } from '../json.ts';

/** Makes the documents of the items of a query out of date, as of `at` (ISO 8601, UTC). */
const markStale = (items: Expression<{ id: string }>, at: string) =>
  db
    .with('item', () => items)
    .insertInto('stale_documents')
    .columns(['item', 'expired', 'since'])
    .expression((eb) =>
      eb
        .selectFrom('item')
        .select((row) => ['item.id', row.val(at).as('expired'), row.val(at).as('since')])
        // Without WHERE, SQLite would take ON CONFLICT for a join.
        .where((row) => row.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('item').doUpdateSet((eb) => ({
        since: eb.ref('excluded.since'),
        claim: '',
        failures: 0,
      })),
    );

/** The statement for items that are listed anew without a new edition: they have another place in the lists of others. */
export const markListsStale = (ids: readonly string[], at: string) =>
  markStale(
    db
      .selectFrom(jsonEach<string, 'item'>(JSON.stringify(ids), 'item'))
      .innerJoin('links', 'links.source', 'item.value')
      .select('links.target as id')
      .distinct(),
    at,
  );

/**
 * Makes the documents of all items out of date where they were made with another digest, in one statement: after a
 * deployment, whose words, rules or origin may differ.
 */
export const expireDocuments = async (database: Database, digest: string, at: string): Promise<void> => {
  if ((await readDigest(database, 'documents')) === digest) return;
  await database.batch(
    storeDigest('documents', digest),
    markStale(db.selectFrom('items').select('id').where('id', '>', ''), at),
  );
};

/** The statement that counts the items whose documents are out of date, up to a limit. */
export const countStale = (limit: number) =>
  db
    .with('item', (query) => query.selectFrom('stale_documents').select('item').where('since', '>=', '').limit(limit))
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('items'));
