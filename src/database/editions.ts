import type { Edition, ItemId } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import type { EditionsTable } from './schema.generated.ts';

type EditionRow = Omit<EditionsTable, 'item' | 'event'>;

/** Parses the columns of an edition that contain JSON. */
export const toEdition = (row: EditionRow): Edition => ({
  number: row.number,
  facts: JSON.parse(row.facts) as Edition['facts'],
  texts: JSON.parse(row.texts) as Edition['texts'],
  withdrawals: JSON.parse(row.withdrawals) as Edition['withdrawals'],
  published: row.published,
  ...(row.schema !== null && { schema: row.schema }),
  ...(row.erased !== null && { erased: row.erased }),
});

/** The columns of an edition that `toEdition` parses. */
export const editionColumns = [
  'editions.number',
  'editions.facts',
  'editions.texts',
  'editions.withdrawals',
  'editions.published',
  'editions.schema',
  'editions.erased',
] as const;

/** Editions of an item, by their numbers. */
export interface EditionRange {
  item: string;
  from: number;
  until: number;
}

/** Selects editions of items by their numbers, each item's in order. */
export const selectEditions = (ranges: readonly EditionRange[]) =>
  db
    .selectFrom(jsonEach<EditionRange, 'requested'>(JSON.stringify(ranges), 'requested'))
    .innerJoin('editions', (join) =>
      join
        .on((eb) => eb('editions.item', '=', eb.ref('requested.value', '->>').key('item')))
        .on((eb) => eb('editions.number', '>=', eb.ref('requested.value', '->>').key('from')))
        .on((eb) => eb('editions.number', '<=', eb.ref('requested.value', '->>').key('until'))),
    )
    .select(['editions.item', ...editionColumns])
    .orderBy('editions.item')
    .orderBy('editions.number')
    .$narrowType<{ item: ItemId }>();

/** Reads editions of items by their numbers. */
export const readEditions = async (
  database: Database,
  ranges: readonly EditionRange[],
): Promise<Map<ItemId, Edition[]>> => {
  const [rows] = ranges.length > 0 ? await database.batch(selectEditions(ranges)) : [[]];
  return new Map([...Map.groupBy(rows, ({ item }) => item)].map(([item, editions]) => [item, editions.map(toEdition)]));
};
