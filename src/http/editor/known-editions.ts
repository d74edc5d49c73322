import type { KnownEditions } from '../../commands/import.ts';
import type { Database } from '../../database/connection.ts';
import { selectEditions, toEdition } from '../../database/editions.ts';
import { selectParts, toParts } from '../../database/write/import-parts.ts';
import type { Edition, ItemId } from '../../model/edition.ts';

/**
 * Loads, in one round trip, what is known of histories: the present editions of the same numbers, and those that `who` has
 * sent in parts; a dry run, which stores none, takes them as sent. No round trip where there are no histories.
 */
export const loadKnownEditions = async (
  database: Database,
  histories: readonly { id: ItemId; editions: readonly Edition[] }[],
  { who, dryRun }: { who: string; dryRun: boolean },
): Promise<(id: ItemId) => KnownEditions> => {
  const ranges = histories.map(({ id, editions }) => ({
    item: id,
    from: editions[0]?.number ?? 1,
    until: editions.at(-1)?.number ?? 1,
  }));
  const continued = ranges.filter(({ from }) => from > 1).map(({ item }) => item);
  const [rows, partRows] =
    histories.length > 0 ? await database.batch(selectEditions(ranges), selectParts(continued, who)) : [[], []];
  const byItem = Map.groupBy(rows, ({ item }) => item);
  return (id) => {
    const editions = new Map((byItem.get(id) ?? []).map((row) => [row.number, toEdition(row)]));
    const parts = partRows.find(({ item }) => item === id);
    const known = { edition: (number: number) => editions.get(number) };
    return dryRun ? { ...known, parts: 'assumed' } : { ...known, parts: parts && toParts(parts) };
  };
};
