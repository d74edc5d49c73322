import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import { isCurrent } from '../read/documents.ts';
import type { CardsTable, DocumentsTable } from '../schema.generated.ts';
import { computeCards, computeDocuments } from './compute.ts';
import type { LoadedItem } from './load.ts';

type Key = Pick<DocumentsTable, 'kind' | 'slug' | 'language' | 'fallback'>;

const keyColumns = ['kind', 'slug', 'language', 'fallback'] as const;
const documentColumns = [...keyColumns, 'item', 'edition', 'digest', 'version', 'head', 'view'] as const;
const cardColumns = [...keyColumns, 'item', 'version', 'head', 'card'] as const;

type DocumentValue = Omit<DocumentsTable, 'since'>;

const documentValues = (loaded: LoadedItem, origin: string, digest: string): DocumentValue[] =>
  computeDocuments(loaded, origin).map(({ language, fallback, computed: { item, version, head, view } }) => {
    const { kind, slug, number } = loaded.row;
    const texts = { version, head: JSON.stringify(head), view: view ?? '' };
    return { kind, slug, language, fallback, item, edition: number, digest, ...texts };
  });

const cardValues = (loaded: LoadedItem, origin: string): CardsTable[] =>
  computeCards(loaded, origin).map(({ language, fallback, computed: { version, head, card } }) => {
    const { id: item, kind, slug } = loaded.row;
    return { kind, slug, language, fallback, item, version, head: JSON.stringify(head), card };
  });

/** With what documents are made, and the claim under which they are. */
export interface StoreContext {
  origin: string;
  digest: string;
  claim: string;
}

/** Those of the computed items that nothing has changed meanwhile; none where another digest holds by now. */
const unchanged = (computed: string, { digest, claim }: StoreContext) =>
  db
    .selectFrom(jsonEach<string, 'computed'>(computed, 'computed'))
    .innerJoin('stale_documents', 'stale_documents.item', 'computed.value')
    .where('stale_documents.claim', '=', claim)
    .where(isCurrent(digest));

// What an item no longer has: a language that was withdrawn, a slug before a rename.
const deleteOthers = (table: 'documents' | 'cards', computed: string, context: StoreContext, keys: string) =>
  db
    .deleteFrom(table)
    .where('item', 'in', unchanged(computed, context).select('stale_documents.item'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom(jsonEach<Key, 'key'>(keys, 'key'))
            .select('key.value')
            .where((key) =>
              key.and(keyColumns.map((column) => key(key.ref('key.value', '->>').key(column), '=', key.ref(column)))),
            ),
        ),
      ),
    );

// Where readers get the same as before, they have got it since then.
const upsertDocuments = (computed: string, context: StoreContext, documents: string) =>
  db
    .insertInto('documents')
    .columns([...documentColumns, 'since'])
    .expression(
      unchanged(computed, context)
        .innerJoin(jsonEach<DocumentValue, 'document'>(documents, 'document'), (join) =>
          join.on((eb) => eb(eb.ref('document.value', '->>').key('item'), '=', eb.ref('stale_documents.item'))),
        )
        .select((eb) => documentColumns.map((column) => eb.ref('document.value', '->>').key(column).as(column)))
        .select('stale_documents.since'),
    )
    .onConflict((conflict) =>
      conflict.columns(keyColumns).doUpdateSet((eb) => ({
        item: eb.ref('excluded.item'),
        edition: eb.ref('excluded.edition'),
        since: eb
          .case()
          .when(
            eb.and([
              eb('documents.view', '=', eb.ref('excluded.view')),
              eb('documents.version', '=', eb.ref('excluded.version')),
            ]),
          )
          .then(eb.ref('documents.since'))
          .else(eb.ref('excluded.since'))
          .end(),
        digest: eb.ref('excluded.digest'),
        version: eb.ref('excluded.version'),
        head: eb.ref('excluded.head'),
        view: eb.ref('excluded.view'),
      })),
    );

const upsertCards = (computed: string, context: StoreContext, cards: string) =>
  db
    .insertInto('cards')
    .columns(cardColumns)
    .expression(
      unchanged(computed, context)
        .innerJoin(jsonEach<CardsTable, 'card'>(cards, 'card'), (join) =>
          join.on((eb) => eb(eb.ref('card.value', '->>').key('item'), '=', eb.ref('stale_documents.item'))),
        )
        .select((eb) => cardColumns.map((column) => eb.ref('card.value', '->>').key(column).as(column))),
    )
    .onConflict((conflict) =>
      conflict.columns(keyColumns).doUpdateSet((eb) => ({
        item: eb.ref('excluded.item'),
        version: eb.ref('excluded.version'),
        head: eb.ref('excluded.head'),
        card: eb.ref('excluded.card'),
      })),
    );

const keysOf = (values: readonly Key[]): string =>
  JSON.stringify(values.map(({ kind, slug, language, fallback }) => ({ kind, slug, language, fallback })));

/** What was computed of one item; undefined where that failed, which the log says. */
const valuesOf = (loaded: LoadedItem, { origin, digest }: StoreContext) => {
  try {
    return { documents: documentValues(loaded, origin, digest), cards: cardValues(loaded, origin) };
  } catch (error) {
    console.error(JSON.stringify({ document: 'failed', item: loaded.row.id, reason: String(error) }));
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
    deleteOthers('documents', computed, context, keysOf(documents)),
    deleteOthers('cards', computed, context, keysOf(cards)),
    ...jsonChunks(documents).map((chunk) => upsertDocuments(computed, context, chunk)),
    ...jsonChunks(cards).map((chunk) => upsertCards(computed, context, chunk)),
    db.deleteFrom('stale_documents').where('item', 'in', unchanged(computed, context).select('stale_documents.item')),
    db
      .updateTable('stale_documents')
      .set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where(
        'item',
        'in',
        db.selectFrom(jsonEach<string, 'failed'>(JSON.stringify(failed), 'failed')).select('failed.value'),
      ),
  );
};
