import type { Compilable } from 'kysely';
import type { Backlinks } from '../../kinds/definition.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Database } from '../connection.ts';
import type { CardRow, ItemRow, LinkRow } from '../rows.ts';
import {
  backlinksOf,
  selectEntryLinks,
  selectItems,
  selectLinks,
  selectListed,
  selectPositions,
  type Targets,
} from './load-statements.ts';

/** A list of a target: its items in order for each kind of readers, the items by id, and what entries link to. */
export interface LoadedList {
  name: string;
  field: Backlinks;
  positions: readonly { language: string; fallback: number; item: string }[];
  rows: ReadonlyMap<string, CardRow>;
  entryLinks: readonly LinkRow[];
}

/** An item with all that its documents are computed from, in every language, as it was at one moment. */
export interface LoadedItem {
  row: ItemRow;
  links: readonly LinkRow[];
  lists: readonly LoadedList[];
}

type PositionRow = LoadedList['positions'][number] & { target: string };
type EntryLinkRow = LinkRow & { target: string };

/**
 * Loads items of some kinds, with all that their documents are computed from, in one round trip: the items, what they link
 * to, and the first items of each of their lists. The number of statements follows from the kinds, not from the items.
 * `targetsOf` selects those of one kind, or of all; the rows of `others`, read in the same batch, are `found`.
 */
export const loadItems = async (
  database: Database,
  kinds: readonly Kind[],
  targetsOf: (kind?: Kind) => Targets,
  others: readonly Compilable<unknown>[] = [],
): Promise<{ items: LoadedItem[]; found: unknown[][] }> => {
  const lists = kinds.flatMap((kind) =>
    backlinksOf(kind).map(([name, field]) => ({ kind, name, field, targets: targetsOf(kind) })),
  );
  const statements = lists.flatMap(({ targets, field }): Compilable<unknown>[] => [
    selectPositions(targets, field),
    selectListed(targets, field),
    ...(field.type === 'entries' ? [selectEntryLinks(targets, field)] : []),
  ]);
  const [items, links, ...results] = await database.batch(
    selectItems(targetsOf()),
    selectLinks(targetsOf()),
    ...statements,
    ...others,
  );
  const linksBySource = Map.groupBy(links, ({ source }) => source);
  const loadedLists = lists.map(({ kind, name, field }) => ({
    kind,
    name,
    field,
    positions: Map.groupBy(results.shift() as PositionRow[], ({ target }) => target),
    rows: new Map((results.shift() as CardRow[]).map((row) => [row.id, row])),
    entryLinks: Map.groupBy(
      field.type === 'entries' ? (results.shift() as EntryLinkRow[]) : [],
      ({ target }) => target,
    ),
  }));
  const loaded = items.map((row) => ({
    row,
    links: linksBySource.get(row.id) ?? [],
    lists: loadedLists
      .filter(({ kind }) => kind === row.kind)
      .map(({ name, field, positions, rows, entryLinks }) => ({
        name,
        field,
        positions: positions.get(row.id) ?? [],
        rows,
        entryLinks: entryLinks.get(row.id) ?? [],
      })),
  }));
  return { items: loaded, found: results };
};
