import type { Kind } from '../../kinds/index.ts';
import { deepFreeze } from '../../lib/deep-freeze.ts';
import type { Annotations, CollectionView, Filters, ReadOptions } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { collectionStatements, type Selection } from './collection-statements.ts';
import { localizeCard } from '../documents/fields.ts';
import { linkTable } from '../documents/link-table.ts';
import { createLocalizer } from '../documents/localizer.ts';
import { localizeReference } from '../documents/name.ts';
import { type CardRow, linkRows, toItem } from '../rows.ts';

// With a localizer of its own: the annotations of the page go into every format, those of its filters only into HTML.
const localizeFilters = (
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

/** Reads one page of a collection, localized, in one round trip. */
export const readCollection = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  options: ReadOptions,
): Promise<CollectionView> => {
  const { limit, after } = selection;
  const { page, counter, filters, isListing } = collectionStatements(kind, selection, options);
  const [rows, [count], ...filterRows] = await database.batch(
    page,
    counter,
    ...filters.map(({ statement }) => statement),
  );
  const localizer = createLocalizer(options, linkTable(linkRows(rows)));
  const items = rows.slice(0, limit).map((row, index) => localizeCard(localizer, toItem(row), `/items/${index}`));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  // Totals are counted when written, for each listing alone: that of an intersection is known where one page holds it.
  const total = !after && !last ? items.length : null;
  const { dependencies, ...filterView } = localizeFilters(
    filters.map(({ parameter }, index) => [parameter, filterRows[index]?.[0]]),
    options,
  );
  const annotations = localizer.annotations();
  return deepFreeze({
    kind,
    language: options.language,
    items,
    total: isListing ? (count?.total ?? 0) : total,
    next: last ? { sort: last.sort, slug: last.slug } : null,
    filters: filterView,
    ...annotations,
    dependencies: new Map([...annotations.dependencies, ...dependencies]),
  });
};
