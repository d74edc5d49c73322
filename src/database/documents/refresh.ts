import { isKind } from '../../kinds/index.ts';
import { type Database, db } from '../connection.ts';
import { jsonEach } from '../json.ts';
import { isCurrent } from '../read/documents.ts';
import { type LoadedItem, loadItems } from './load.ts';
import { targetsByIds } from './load-statements.ts';
import { logFailure, postpone, storeDocuments } from './store.ts';

/** What documents are made with. */
export interface DocumentContext {
  origin: string;
  digest: string;
}

/** How many items are refreshed at a time. */
export const batchSize = 100;

const claimSeconds = 60;

const instantIn = (seconds = 0): string => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;

/** Claims the items that have been out of date the longest, or those of `ids`: nobody else refreshes them then. */
const claimStale = (claim: string, digest: string, ids?: readonly string[]) =>
  db
    .updateTable('stale_documents')
    .set({ claim })
    .where(
      'item',
      'in',
      db
        .selectFrom('stale_documents')
        .select('item')
        .where('since', '>=', '')
        .where('claim', '<', instantIn())
        .where(isCurrent(digest))
        .$if(ids !== undefined, (query) =>
          query.where(
            'item',
            'in',
            db.selectFrom(jsonEach<string, 'known'>(JSON.stringify(ids), 'known')).select('known.value'),
          ),
        )
        .orderBy('since')
        .orderBy('item')
        .limit(batchSize),
    )
    .returning('item');

const kindOf = (id: string): string => id.slice(0, id.indexOf('/'));

/**
 * Loads claimed items. One of them can make the statement fail for all (JSON that SQL cannot take apart, rows that are
 * more than one answer of D1 may have): where it does, halves are loaded, down to the one, which is postponed.
 */
const loadClaimed = async (database: Database, ids: readonly string[]): Promise<LoadedItem[]> => {
  const idsByKind = Map.groupBy(ids, kindOf);
  try {
    // A kind that only a later version knows has no lists here; to compute its items fails, and stops no others.
    const { items } = await loadItems(database, [...idsByKind.keys()].filter(isKind), (kind) =>
      targetsByIds(kind ? (idsByKind.get(kind) ?? []) : ids),
    );
    return items;
  } catch (error) {
    const [only, second] = ids;
    if (only !== undefined && second === undefined) {
      logFailure(only, error);
      // Throws where it is the database that does not answer: no other item is tried then.
      await database.batch(postpone(ids));
      return [];
    }
    const middle = ids.length / 2;
    const first = await loadClaimed(database, ids.slice(0, middle));
    return [...first, ...(await loadClaimed(database, ids.slice(middle)))];
  }
};

/**
 * Refreshes the documents of up to 100 items that are out of date, or of those of `ids` that are; returns how many it took
 * up. None, where documents are to be made with another digest.
 */
export const refreshDocuments = async (
  database: Database,
  context: DocumentContext,
  only?: readonly string[],
): Promise<number> => {
  const claim = `${instantIn(claimSeconds)} ${crypto.randomUUID()}`;
  const [claimed] = await database.batch(claimStale(claim, context.digest, only));
  if (claimed.length === 0) return 0;
  // By kind, so that halves have fewer kinds, and take fewer statements.
  const items = await loadClaimed(database, claimed.map(({ item }) => item).sort());
  await storeDocuments(database, items, { ...context, claim });
  return claimed.length;
};
