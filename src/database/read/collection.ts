import type { Kind } from '../../kinds/index.ts';
import type { Annotations, CollectionView, Filters, ReadOptions } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { localizeCard } from './fields.ts';
import { deepFreeze, linkTable } from './link-table.ts';
import { createLocalizer } from './localizer.ts';
import { localizeReference } from './name.ts';
import { type CardRow, linkRows, toItem } from './rows.ts';
import { pageQueries, type Selection } from './statements.ts';

// A localizer of their own: what is noted of the items on the page stands in the answer of every format.
const readFilters = (
  rows: readonly (readonly [parameter: string, row: CardRow | undefined])[],
  options: ReadOptions,
): Filters & Pick<Annotations, 'dependencies'> => {
  const localizer = createLocalizer(options, linkTable(rows.flatMap(([, row]) => (row ? linkRows([row]) : []))));
  const items = rows.flatMap(([parameter, row]) =>
    row ? [[parameter, localizeReference(localizer, toItem(row), `/filters/${parameter}`)] as const] : [],
  );
  const { fallbacks, unverified, dependencies } = localizer.annotations();
  return { items: Object.fromEntries(items), fallbacks, unverified, dependencies };
};

/** Reads one page of a collection as a options sees it, in one round trip. */
export const readCollection = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  options: ReadOptions,
): Promise<CollectionView> => {
  const { limit, after } = selection;
  const { queries, named, single } = pageQueries(kind, selection, options);
  const [rows, [counter], ...targets] = await database.batch(...queries, ...named.map(({ query }) => query));
  const localizer = createLocalizer(options, linkTable(linkRows(rows)));
  const items = rows.slice(0, limit).map((row, index) => localizeCard(localizer, toItem(row), `/items/${index}`));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  // Totals are counted when written, for each list alone; a cut of several is known only where one page holds it all.
  const whole = !after && !last ? items.length : null;
  const { dependencies: filterDependencies, ...filters } = readFilters(
    named.map(({ parameter }, index) => [parameter, targets[index]?.[0]]),
    options,
  );
  const notes = localizer.annotations();
  return deepFreeze({
    kind,
    language: options.language,
    items,
    total: single ? (counter?.total ?? 0) : whole,
    next: last ? { sort: last.sort, slug: last.slug } : null,
    filters,
    ...notes,
    dependencies: new Map([...notes.dependencies, ...filterDependencies]),
  });
};
