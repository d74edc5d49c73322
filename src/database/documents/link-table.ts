import type { Item } from '../../model/edition.ts';
import { type LinkRow, toItem } from '../rows.ts';
import type { Links } from './localizer.ts';

/** A link to an item that is at hand: the item being read. */
export type KnownLink = Pick<LinkRow, 'source' | 'relation' | 'place'> & { item: Item };

/** Makes the lookup table of links: by source, relation and position. */
export const linkTable = (rows: readonly LinkRow[], known: readonly KnownLink[] = []): Links => {
  const items = new Map<string, Item>();
  const table = new Map<string, Item>();
  for (const row of rows) {
    const item = items.get(row.id) ?? toItem(row);
    items.set(row.id, item);
    table.set(`${row.source} ${row.relation} ${row.place}`, item);
  }
  for (const { source, relation, place, item } of known) table.set(`${source} ${relation} ${place}`, item);
  return (source, relation, position) => table.get(`${source} ${relation} ${position}`);
};
