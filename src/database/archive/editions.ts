import { sql } from 'kysely';
import type { ItemId } from '../../model/edition.ts';
import { type Database, db } from '../connection.ts';
import { type EditionRange, readEditions } from '../editions.ts';
import { maxPageBytes } from './pages.ts';

/** The size of an edition, in bytes. */
export const bytes = sql<number>`octet_length(editions.facts) + octet_length(editions.texts) + octet_length(editions.withdrawals)`;

/** Selects the sizes of an item's editions behind a number. */
export const selectItemSizes = (id: string, after: number, rows: number) =>
  db
    .selectFrom('editions')
    .select(['item', 'number', bytes.as('bytes')])
    .where('item', '=', id)
    .where('number', '>', after)
    .orderBy('number')
    .limit(rows);

type Size = EditionRange & { more: boolean };

/** Cuts a page out of the sizes of editions: so many items, and so many bytes. `rows` is how many were asked for. */
export const cutPage = (
  sizes: readonly { item: string; number: number; bytes: number }[],
  limit: number,
): { ranges: Size[]; complete: boolean } => {
  const ranges: Size[] = [];
  let total = 0;
  for (const [index, { item, number, bytes: size }] of sizes.entries()) {
    const last = ranges.at(-1);
    const begins = last?.item !== item;
    if (index > 0 && (total + size > maxPageBytes || (begins && ranges.length === limit))) {
      if (last && !begins) last.more = true;
      return { ranges, complete: false };
    }
    if (begins) ranges.push({ item, from: number, until: number, more: false });
    else if (last) last.until = number;
    total += size;
  }
  return { ranges, complete: true };
};

/** Reads a page of an item's editions behind a number: so many, and 4 MB at most. `next` is null at the end. */
export const readEditionPage = async (database: Database, id: ItemId, after: number, limit: number) => {
  const [sizes] = await database.batch(selectItemSizes(id, after, limit + 1));
  const { ranges, complete } = cutPage(sizes.slice(0, limit), 1);
  const editions = (await readEditions(database, ranges)).get(id) ?? [];
  const isLast = complete && sizes.length <= limit;
  return { editions, next: isLast ? null : (editions.at(-1)?.number ?? null) };
};
