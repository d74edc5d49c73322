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

/** The cards of a page; `stale` are the items whose cards were out of date. */
export interface Cards {
  cards: StoredCard[];
  stale: readonly string[];
}

/** Parses the cards of a page. Those that are out of date are computed in a second round trip, all of them at once. */
export const completeCards = async (
  database: Database,
  rows: readonly StoredCardRow[],
  options: ReadOptions,
): Promise<Cards> => {
  const stale = rows.filter(({ card }) => card === null).map(({ item }) => item);
  const loaded = stale.length > 0 ? await loadItems(database, [], () => targetsByIds(stale)) : [];
  const computed = new Map(loaded.map((item) => [item.row.id, computeCard(item, options)]));
  const cards = rows.flatMap(({ item, version, head, card }): StoredCard[] => {
    if (version !== null && head !== null && card !== null)
      return [{ version, head: JSON.parse(head) as CardHead, card }];
    const now = computed.get(item);
    return now ? [now] : [];
  });
  return { cards, stale };
};
