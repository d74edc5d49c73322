import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { CardsTable } from '../schema.generated.ts';
import { computeCards, computeDocuments } from './compute.ts';
import type { LoadedItem } from './load.ts';
import {
  type DocumentValue,
  deleteCardsBut,
  deleteDocumentsBut,
  type Key,
  keyColumns,
  type StoreContext,
  unchanged,
  upsertCards,
  upsertDocuments,
} from './store-statements.ts';

const documentValues = (loaded: LoadedItem, origin: string, digest: string): DocumentValue[] =>
  computeDocuments(loaded, origin).map(({ language, fallback, both, computed: { item, version, head, view } }) => {
    const { kind, slug, number } = loaded.row;
    const texts = { version, head: JSON.stringify(head), view: view ?? '' };
    return { kind, slug, language, fallback, both, item, edition: number, digest, ...texts };
  });

const cardValues = (loaded: LoadedItem, origin: string): CardsTable[] =>
  computeCards(loaded, origin).map(({ language, fallback, both, computed: { version, head, card } }) => {
    const { id: item, kind, slug } = loaded.row;
    return { kind, slug, language, fallback, both, item, version, head: JSON.stringify(head), card };
  });

const keysOf = (values: readonly Key[]): string[] =>
  values.map((value) => keyColumns.map((column) => value[column]).join(' '));

/** Logs why the documents of an item cannot be computed. */
export const logFailure = (item: string, error: unknown): void =>
  console.error(JSON.stringify({ document: 'failed', item, reason: String(error) }));

/** The statement that leaves items out of date whose documents cannot be computed: that needs another build, mostly. */
export const postpone = (ids: readonly string[]) =>
  db
    .updateTable('stale_documents')
    // They are tried again after a minute, after two, and so on up to an hour.
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      claim: eb.fn<string>('strftime', [
        eb.val('%Y-%m-%dT%H:%M:%SZ'),
        eb.val('now'),
        eb(eb.fn<string>('min', [eb('failures', '+', 1), eb.lit(60)]), '||', eb.val(' minutes')),
      ]),
    }))
    .where(
      'item',
      'in',
      db.selectFrom(jsonEach<string, 'failed'>(JSON.stringify(ids), 'failed')).select('failed.value'),
    );

/** What was computed of one item; undefined where that failed, which the log says. */
const valuesOf = (loaded: LoadedItem, { origin, digest }: StoreContext) => {
  try {
    return { documents: documentValues(loaded, origin, digest), cards: cardValues(loaded, origin) };
  } catch (error) {
    logFailure(loaded.row.id, error);
    return undefined;
  }
};

/**
 * Computes the documents and cards of items that were loaded as out of date, and stores them in one batch. What has
 * changed since an item was loaded is left out of date, and so is what cannot be computed. The documents that are
 * replaced are kept as past ones, by triggers.
 */
export const storeDocuments = async (
  database: Database,
  items: readonly LoadedItem[],
  context: StoreContext,
): Promise<void> => {
  const all = items.map((loaded) => ({ item: loaded.row.id, values: valuesOf(loaded, context) }));
  const failed = all.filter(({ values }) => !values).map(({ item }) => item);
  const computed = JSON.stringify(all.flatMap(({ item, values }) => (values ? [item] : [])));
  const documents = all.flatMap(({ values }) => values?.documents ?? []);
  const cards = all.flatMap(({ values }) => values?.cards ?? []);
  await database.batch(
    deleteDocumentsBut(keysOf(documents), computed, context),
    deleteCardsBut(keysOf(cards), computed, context),
    ...jsonChunks(documents).map((chunk) => upsertDocuments(chunk, context)),
    ...jsonChunks(cards).map((chunk) => upsertCards(chunk, context)),
    db.deleteFrom('stale_documents').where('item', 'in', unchanged(computed, context)),
    postpone(failed),
  );
};
