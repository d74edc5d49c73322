import type { Compilable } from 'kysely';
import type { AnswerLanguage } from '../../languages.ts';
import type { CardHead, StoredCard } from '../../model/document.ts';
import type { ReadOptions } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { computeCard } from '../documents/compute.ts';
import { loadItems } from '../documents/load.ts';
import { targetsByIds } from '../documents/load-statements.ts';

/** A row of a page: an item, and its card as it is stored; null where that is out of date or not there. */
export interface StoredCardRow {
  item: string;
  version: string | null;
  head: string | null;
  card: string | null;
}

/** A page with its cards, and what was read with it. */
export interface CardPage<Row> {
  rows: readonly Row[];
  cards: StoredCard[];
  /** The rows of the other statements. */
  others: readonly (readonly unknown[])[];
  /** The items whose cards were out of date, and were computed. */
  stale: readonly string[];
}

// Whoever publishes without a pause must not keep a reader waiting.
const maxTrips = 5;

/**
 * Reads a page with its cards. Where some are out of date they are computed: everything is read once more in one batch with
 * what they are computed from, so that no page shows half of a publication.
 * @throws Error where the items of the page have changed four times meanwhile.
 */
export const readCards = async <Row extends StoredCardRow>(
  database: Database,
  page: Compilable<Row>,
  others: readonly Compilable<unknown>[],
  options: ReadOptions<AnswerLanguage>,
): Promise<CardPage<Row>> => {
  let stale: readonly string[] = [];
  for (let trip = 1; trip <= maxTrips; trip += 1) {
    const { items, found } =
      stale.length === 0
        ? { items: [], found: await database.batch(page, ...others) }
        : await loadItems(database, [], () => targetsByIds(stale), [page, ...others]);
    const [rows, ...rest] = found as [Row[], ...unknown[][]];
    const computed = new Map(items.map((item) => [item.row.id, computeCard(item, options)]));
    const cards = rows.flatMap(({ item, version, head, card }): StoredCard[] => {
      const known = version !== null && head !== null && card !== null;
      const each = known ? { version, head: JSON.parse(head) as CardHead, card } : computed.get(item);
      return each ? [each] : [];
    });
    if (cards.length === rows.length) return { rows, cards, others: rest, stale };
    stale = rows.filter(({ card }) => card === null).map(({ item }) => item);
  }
  throw new Error(`a page has changed ${maxTrips - 1} times while it was read`);
};
