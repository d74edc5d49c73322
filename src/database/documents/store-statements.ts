import { expressionBuilder } from 'kysely';
import { db } from '../connection.ts';
import { jsonEach } from '../json.ts';
import { isCurrent } from '../read/documents.ts';
import type { CardsTable, DocumentsTable, Tables } from '../schema.generated.ts';

export type Key = Pick<DocumentsTable, 'kind' | 'slug' | 'language' | 'fallback'>;

/** The primary key of documents and cards. */
export const keyColumns = ['kind', 'slug', 'language', 'fallback'] as const;
const documentColumns = [...keyColumns, 'both', 'item', 'edition', 'digest', 'version', 'head', 'view'] as const;
const cardColumns = [...keyColumns, 'both', 'item', 'version', 'head', 'card'] as const;

/** A document as a row, but for when readers began to get it. */
export type DocumentValue = Omit<DocumentsTable, 'since'>;

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
export const unchanged = (computed: string, context: StoreContext) =>
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
export const deleteDocumentsBut = (keys: readonly string[], computed: string, context: StoreContext) =>
  db
    .deleteFrom('documents')
    .where('item', 'in', unchanged(computed, context))
    .where((eb) => eb.not(keyIn(keys)));

export const deleteCardsBut = (keys: readonly string[], computed: string, context: StoreContext) =>
  db
    .deleteFrom('cards')
    .where('item', 'in', unchanged(computed, context))
    .where((eb) => eb.not(keyIn(keys)));

// Where readers get the same as before, they have got it since then.
export const upsertDocuments = (documents: string, context: StoreContext) =>
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
              eb('documents.both', '=', eb.ref('excluded.both')),
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

export const upsertCards = (cards: string, context: StoreContext) =>
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
