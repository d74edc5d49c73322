import type { Compilable } from 'kysely';
import type { StoredParts } from '../../commands/import.ts';
import type { Actor, Change } from '../../commands/types.ts';
import type { Edition, ItemId } from '../../model/edition.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { ImportPartsTable } from '../schema.generated.ts';
import { editionColumns, newestEvent } from './editions.ts';
import { selectRows } from './rows.ts';

const partColumns = [...editionColumns, 'who', 'saved'] as const;

const partsOf = (ids: readonly string[], who: string) =>
  db
    .selectFrom(jsonEach<ItemId, 'requested'>(JSON.stringify(ids), 'requested'))
    .innerJoin('import_parts', 'import_parts.item', 'requested.value')
    .where('import_parts.who', '=', who);

/** Selects which editions of items someone has stored as parts: from and until which number, and how many. */
export const selectParts = (ids: readonly string[], who: string) =>
  partsOf(ids, who)
    .select(({ fn }) => [
      'requested.value as item',
      fn.min('import_parts.number').as('from'),
      fn.max('import_parts.number').as('until'),
      fn.countAll<number>().as('count'),
      fn.min('import_parts.published').as('first'),
      fn.max('import_parts.published').as('last'),
    ])
    .groupBy('requested.value');

/** Returns the parts of a row of `selectParts`; undefined where some between are missing. */
export const toParts = (row: StoredParts & { count: number }): StoredParts | undefined => {
  const { from, until, first, last, count } = row;
  return count === until - from + 1 ? { from, until, first, last } : undefined;
};

const deleteParts = (id: string, who: string) =>
  db.deleteFrom('import_parts').where('item', '=', id).where('who', '=', who);

/** Stores editions of a history, until its last part comes; those of numbers from theirs on are forgotten. */
export const storeParts = async (
  database: Database,
  id: ItemId,
  editions: readonly Edition[],
  { who, at }: Actor,
): Promise<void> => {
  const rows = editions.map(
    ({ number, facts, texts, withdrawals, published, schema = null, erased = null }): ImportPartsTable => ({
      ...{ item: id, who, number, published, schema, erased, saved: at },
      facts: JSON.stringify(facts),
      texts: JSON.stringify(texts),
      withdrawals: JSON.stringify(withdrawals),
    }),
  );
  await database.batch(
    deleteParts(id, who).where('number', '>=', editions[0]?.number ?? 1),
    ...jsonChunks(rows).map((json) =>
      db.insertInto('import_parts').columns(partColumns).expression(selectRows<ImportPartsTable>(json, partColumns)),
    ),
  );
};

/** The statements that make the parts of histories editions of their items. */
export const partStatements = (changes: readonly Change[]): Compilable<unknown>[] =>
  changes.flatMap(({ item: { id }, by: { who }, parts }) =>
    parts
      ? [
          db
            .insertInto('editions')
            .columns([...editionColumns, 'event'])
            .expression(
              db
                .selectFrom('import_parts')
                .select(editionColumns)
                .select((eb) => eb.parens(newestEvent).as('event'))
                .where('item', '=', id)
                .where('who', '=', who)
                .orderBy('number'),
            ),
          deleteParts(id, who),
        ]
      : [],
  );

/** Deletes the parts that were stored before a moment: nobody continues that import. */
export const deleteOldParts = async (database: Database, before: string): Promise<void> => {
  await database.batch(db.deleteFrom('import_parts').where('saved', '<', before));
};
