import type { Kind } from '../../kinds/index.ts';
import { singleLanguage } from '../../languages.ts';
import { annotationsOf, type StoredCard } from '../../model/document.ts';
import type { Annotations, Filters } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { createLocalizer } from '../documents/language-localizer.ts';
import { linkTable } from '../documents/link-table.ts';
import { localizeReference } from '../documents/name.ts';
import { type CardRow, linkRows, toItem } from '../rows.ts';
import { readCards } from './cards.ts';
import { collectionStatements, type Selection } from './collection-statements.ts';
import type { DocumentOptions } from './documents.ts';

/** One page of a collection, as stored cards; `next` is the sort key and slug of its last item, if more follow. */
export interface CollectionPage {
  /** The items of the page, whose cards `cards` are. */
  items: readonly { id: string; slug: string }[];
  cards: readonly StoredCard[];
  annotations: Annotations;
  total: number;
  next: { sort: string; slug: string } | null;
  filters: Filters;
  /** The items whose cards were out of date, and were computed only now. */
  stale: readonly string[];
}

// With a localizer of its own: the annotations of the page go into every format, those of its filters only into HTML.
const localizeFilters = (
  rows: readonly (readonly [parameter: string, row: CardRow | undefined])[],
  { language, ...options }: DocumentOptions,
): Filters & Pick<Annotations, 'dependencies'> => {
  // An answer in all languages at once does not show them, and depends on them all the same.
  const reader = { ...options, language: singleLanguage(language) };
  const localizer = createLocalizer(reader, linkTable(rows.flatMap(([, row]) => (row ? linkRows([row]) : []))));
  const items = rows.flatMap(([parameter, row]) =>
    row ? [[parameter, localizeReference(localizer, toItem(row), `/filters/${parameter}`)] as const] : [],
  );
  const { fallbacks, unverified, dependencies } = localizer.annotations();
  return { items: Object.fromEntries(items), fallbacks, unverified, dependencies };
};

/** Reads one page of a collection: its listing rows with their cards, in one round trip. */
export const readCollection = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  options: DocumentOptions,
): Promise<CollectionPage> => {
  const { limit } = selection;
  const { page, total, filters } = collectionStatements(kind, selection, options);
  const { rows, others, stale, ...found } = await readCards(
    database,
    page,
    [total, ...filters.map(({ statement }) => statement)],
    options,
  );
  const [[count], ...filterRows] = others as [{ total: number }[], ...CardRow[][]];
  const cards = found.cards.slice(0, limit);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const { dependencies, ...filterView } = localizeFilters(
    filters.map(({ parameter }, index) => [parameter, filterRows[index]?.[0]]),
    options,
  );
  const annotations = annotationsOf(cards.map(({ head }) => head));
  return {
    items: rows.slice(0, limit).map(({ item, slug }) => ({ id: item, slug })),
    cards,
    annotations: { ...annotations, dependencies: new Map([...annotations.dependencies, ...dependencies]) },
    total: count?.total ?? 0,
    next: last ? { sort: last.sort, slug: last.slug } : null,
    filters: filterView,
    stale,
  };
};
