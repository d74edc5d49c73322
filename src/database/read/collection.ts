import type { Kind } from '../../kinds/index.ts';
import type { Filters, Notes, Page, Vantage } from '../../model/edition.ts';
import type { Database } from '../connection.ts';
import { presentCard } from './fields.ts';
import { freeze, linkTable } from './link-table.ts';
import { openScene } from './localizer.ts';
import { reference } from './name.ts';
import { type CardRow, itemOf, linksIn } from './rows.ts';
import { pageQueries, type Selection } from './statements.ts';

// A scene of their own: what is noted of the items on the page stands in the answer of every format.
const readFilters = (
  rows: readonly (readonly [parameter: string, row: CardRow | undefined])[],
  vantage: Vantage,
): Filters & Pick<Notes, 'shown'> => {
  const scene = openScene(vantage, linkTable(rows.flatMap(([, row]) => (row ? linksIn([row]) : []))));
  const items = rows.flatMap(([parameter, row]) =>
    row ? [[parameter, reference(scene, itemOf(row), `/filters/${parameter}`)] as const] : [],
  );
  const { fallbacks, unverified, shown } = scene.notes();
  return { items: Object.fromEntries(items), fallbacks, unverified, shown };
};

/** Reads one page of a collection as a vantage sees it, in one round trip. */
export const readPage = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  vantage: Vantage,
): Promise<Page> => {
  const { limit, after } = selection;
  const { queries, named, single } = pageQueries(kind, selection, vantage);
  const [rows, [counter], ...targets] = await database.batch(...queries, ...named.map(({ query }) => query));
  const scene = openScene(vantage, linkTable(linksIn(rows)));
  const items = rows.slice(0, limit).map((row, index) => presentCard(scene, itemOf(row), `/items/${index}`));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  // Totals are counted when written, for each list alone; a cut of several is known only where one page holds it all.
  const whole = !after && !last ? items.length : null;
  const { shown, ...filters } = readFilters(
    named.map(({ parameter }, index) => [parameter, targets[index]?.[0]]),
    vantage,
  );
  const notes = scene.notes();
  return freeze({
    kind,
    language: vantage.language,
    items,
    total: single ? (counter?.total ?? 0) : whole,
    next: last ? { sort: last.sort, slug: last.slug } : null,
    filters,
    ...notes,
    shown: new Map([...notes.shown, ...shown]),
  });
};
