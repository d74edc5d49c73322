import { expressionBuilder } from 'kysely';
import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import { isCurrent } from '../read/documents.ts';
import type { CardsTable, DocumentsTable, Tables } from '../schema.generated.ts';
import { computeCards, computeDocuments } from './compute.ts';
import type { LoadedItem } from './load.ts';

type Key = Pick<DocumentsTable, 'kind' | 'slug' | 'language' | 'fallback'>;

const keyColumns = ['kind', 'slug', 'language', 'fallback'] as const;
const documentColumns = [...keyColumns, 'both', 'item', 'edition', 'digest', 'version', 'head', 'view'] as const;
const cardColumns = [...keyColumns, 'both', 'item', 'version', 'head', 'card'] as const;

type DocumentValue = Omit<DocumentsTable, 'since'>;

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

/** With what documents are made, and the claim under which they are. */
export interface StoreContext {
  origin: string;
  digest: string;
  claim: string;
}

/** The condition that nothing has changed an item since it was claimed, and that documents are made with this digest. */
const isUnchanged = ({ digest, claim }: StoreContext) =>
  expressionBuilder<Tables, 'stale_documents'>().and([
    expressionBuilder<Tables, 'stale_documents'>()('stale_documents.claim', '=', claim),
    isCurrent(digest),
  ]);

/** Those of the computed items that nothing has changed meanwhile. */
const unchanged = (computed: string, context: StoreContext) =>
  db
    .selectFrom(jsonEach<string, 'computed'>(computed, 'computed'))
    .innerJoin('stale_documents', 'stale_documents.item', 'computed.value')
    .where(isUnchanged(context))
    .select('stale_documents.item');

const keyIn = (keys: readonly string[]) => {
  const eb = expressionBuilder<Tables, 'documents' | 'cards'>();
  const key = eb.fn<string>('concat_ws', [eb.val(' '), ...keyColumns.map((column) => eb.ref(column))]);
  return eb(key, 'in', db.selectFrom(jsonEach<string, 'key'>(JSON.stringify(keys), 'key')).select('key.value'));
};

// What an item no longer has: a language that was withdrawn, a slug before a rename.
const deleteDocumentsBut = (keys: readonly string[], computed: string, context: StoreContext) =>
  db
    .deleteFrom('documents')
    .where('item', 'in', unchanged(computed, context))
    .where((eb) => eb.not(keyIn(keys)));

const deleteCardsBut = (keys: readonly string[], computed: string, context: StoreContext) =>
  db
    .deleteFrom('cards')
    .where('item', 'in', unchanged(computed, context))
    .where((eb) => eb.not(keyIn(keys)));

// Where readers get the same as before, they have got it since then.
const upsertDocuments = (documents: string, context: StoreContext) =>
  db
    .insertInto('documents')
    .columns([...documentColumns, 'since'])
    .expression(
      db
        .selectFrom(jsonEach<DocumentValue, 'document'>(documents, 'document'))
        .crossJoin('stale_documents')
        .where((eb) => eb('stale_documents.item', '=', eb.ref('document.value', '->>').key('item')))
        .where(isUnchanged(context))
        .select((eb) => documentColumns.map((column) => eb.ref('document.value', '->>').key(column).as(column)))
        .select('stale_documents.since'),
    )
    .onConflict((conflict) =>
      conflict.columns(keyColumns).doUpdateSet((eb) => ({
        both: eb.ref('excluded.both'),
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

const upsertCards = (cards: string, context: StoreContext) =>
  db
    .insertInto('cards')
    .columns(cardColumns)
    .expression(
      db
        .selectFrom(jsonEach<CardsTable, 'card'>(cards, 'card'))
        .crossJoin('stale_documents')
        .where((eb) => eb('stale_documents.item', '=', eb.ref('card.value', '->>').key('item')))
        .where(isUnchanged(context))
        .select((eb) => cardColumns.map((column) => eb.ref('card.value', '->>').key(column).as(column))),
    )
    .onConflict((conflict) =>
      conflict.columns(keyColumns).doUpdateSet((eb) => ({
        both: eb.ref('excluded.both'),
        item: eb.ref('excluded.item'),
        version: eb.ref('excluded.version'),
        head: eb.ref('excluded.head'),
        card: eb.ref('excluded.card'),
      })),
    );

const keysOf = (values: readonly Key[]): string[] =>
  values.map((value) => keyColumns.map((column) => value[column]).join(' '));

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
    deleteDocumentsBut(keysOf(documents), computed, context),
    deleteCardsBut(keysOf(cards), computed, context),
    ...jsonChunks(documents).map((chunk) => upsertDocuments(chunk, context)),
    ...jsonChunks(cards).map((chunk) => upsertCards(chunk, context)),
    db.deleteFrom('stale_documents').where('item', 'in', unchanged(computed, context)),
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
