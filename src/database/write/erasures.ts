import { type Compilable, expressionBuilder, sql } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonEach, jsonEachAt } from '../json.ts';
import type { Tables } from '../schema.generated.ts';

type Stored = Pick<Tables, 'documents' | 'cards' | 'past_documents'>;

const numbersOf = (numbers: readonly number[]) =>
  db.selectFrom(jsonEach<number, 'erased'>(JSON.stringify(numbers), 'erased')).select('erased.value');

/** The condition that a stored document or card shows one of these editions, as its dependencies say. */
const shows = <Table extends keyof Stored>(table: Table, id: string, numbers: readonly number[]) => {
  const eb = expressionBuilder<Stored, keyof Stored>();
  return eb.exists(
    db
      .selectFrom(jsonEachAt<[string, number], 'shown'>(eb.ref(`${table}.head`), '$.dependencies', 'shown'))
      .where((shown) => shown(shown.fn<string>('json_extract', ['shown.value', shown.val('$[0]')]), '=', id))
      .where((shown) =>
        shown(shown.fn<number>('json_extract', ['shown.value', shown.val('$[1]')]), 'in', numbersOf(numbers)),
      )
      .select('shown.key'),
  );
};

// The days of withdrawals stay, and say since when the text is erased; a live edition keeps its notices, which readers get.
const withdrawalsErased = (at: string, keepsNotices: boolean) => {
  const withdrawal = keepsNotices
    ? sql`json_set(value, '$.erased', ${at})`
    : sql`json_set(value, '$.erased', ${at}, '$.notice', json('{}'))`;
  return sql<string>`(select json_group_object(key, ${withdrawal}) from json_each(withdrawals))`;
};

const erase = (id: string, live: number, numbers: readonly number[], at: string): Compilable<unknown>[] => [
  ...[false, true].map((isLive) =>
    db
      .updateTable('editions')
      .set({ facts: '{}', texts: '{}', withdrawals: withdrawalsErased(at, isLive), erased: at })
      .where('item', '=', id)
      .where('number', isLive ? '=' : '<', live)
      .where('number', 'in', numbersOf(numbers))
      .where('erased', 'is', null),
  ),
  db
    .updateTable('live')
    .set({ facts: '{}', texts: '{}', brief: '{"facts":{},"texts":{}}', withdrawals: withdrawalsErased(at, true) })
    .where('id', '=', id)
    .where('number', 'in', numbersOf(numbers)),
  // What is out of date may still show it. A trigger keeps deleted documents as past ones, so these come after them.
  db
    .deleteFrom('documents')
    .where('documents.item', 'in', db.selectFrom('stale_documents').select('item'))
    .where(() => shows('documents', id, numbers)),
  db
    .deleteFrom('cards')
    .where('cards.item', 'in', db.selectFrom('stale_documents').select('item'))
    .where(() => shows('cards', id, numbers)),
  db.deleteFrom('past_documents').where(() => shows('past_documents', id, numbers)),
  db.deleteFrom('revisions').where('item', '=', id),
  db.deleteFrom('import_parts').where('item', '=', id),
];

/**
 * The statements that erase editions: their facts and texts, wherever they are stored, and what was saved of drafts. They
 * read every past document, which is slow where there are many; nobody does this often.
 */
export const erasureStatements = (changes: readonly Change[]): Compilable<unknown>[] =>
  changes.flatMap(({ item: { id }, by: { at }, expects: { edition }, erased = [] }) =>
    erased.length > 0 ? erase(id, edition, erased, at) : [],
  );
