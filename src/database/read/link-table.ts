import type { Item } from '../../model/edition.ts';
import type { Links } from './localizer.ts';
import { type LinkRow, toItem } from './rows.ts';

/** A link that needs no fetching: it leads to the item that is read. */
export type KnownLink = Pick<LinkRow, 'source' | 'relation' | 'place'> & { item: Item };

/** The items that fetched rows, and links that need none, lead to. */
export const linkTable = (rows: readonly LinkRow[], known: readonly KnownLink[] = []): Links => {
  const items = new Map<string, Item>();
  const table = new Map<string, Item>();
  for (const row of rows) {
    const item = items.get(row.id) ?? toItem(row);
    items.set(row.id, item);
    table.set(`${row.source} ${row.relation} ${row.place}`, item);
  }
  for (const { source, relation, place, item } of known) table.set(`${source} ${relation} ${place}`, item);
  return (source, relation, place) => table.get(`${source} ${relation} ${place}`);
};

/**
 * Freezes the objects of a value through and through. Its arrays are kept by their types alone: the platform takes three
 * times as long to write a frozen one as JSON, and everything around it.
 */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(Array.isArray(value) ? value : Object.freeze(value)).forEach(deepFreeze);
  return value;
};
