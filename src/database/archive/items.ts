import type { ExpressionBuilder } from 'kysely';
import type { Kind } from '../../kinds/index.ts';
import type { Edition, ItemId } from '../../model/edition.ts';
import { type Database, db } from '../connection.ts';
import { readEditions } from '../editions.ts';
import { jsonEach } from '../json.ts';
import type { Tables } from '../schema.generated.ts';
import { bytes, cutPage } from './editions.ts';
import { type Moment, selectMoment } from './moment.ts';

/** An item of an export: its current slug, its first, all of its slugs, and its editions, or some of them. */
export interface ArchivedItem {
  kind: Kind;
  slug: string;
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
  /** Whether it has more editions, which come with the next page. */
  more?: true;
}

/** Where a page of the archive begins: behind an item's edition, by its number. */
export interface ArchivePosition {
  item: string;
  edition: number;
}

/** A page of the archive: of one kind, or of all; of a moment, or of now. */
export interface ArchivePage {
  after: ArchivePosition;
  kind?: Kind | undefined;
  moment?: number | undefined;
  limit: number;
}

/** Selects the sizes of editions behind a position, in the order of items and numbers, as of a moment. */
export const selectSizes = ({ after, kind, moment }: Omit<ArchivePage, 'limit'>, rows: number) =>
  db
    .selectFrom('editions')
    .select(['editions.item', 'editions.number', bytes.as('bytes')])
    .where((eb) => eb(eb.refTuple('editions.item', 'editions.number'), '>', eb.tuple(after.item, after.edition)))
    // '0' follows '/'.
    .$if(kind !== undefined, (query) =>
      query.where('editions.item', '>', `${kind}/`).where('editions.item', '<', `${kind}0`),
    )
    .$if(moment !== undefined, (query) =>
      query.where((eb) => eb.or([eb('editions.event', 'is', null), eb('editions.event', '<=', moment ?? 0)])),
    )
    .orderBy('editions.item')
    .orderBy('editions.number')
    .limit(rows)
    .$narrowType<{ item: ItemId }>();

const requested = (ids: readonly string[]) => jsonEach<ItemId, 'requested'>(JSON.stringify(ids), 'requested');

const formerSlug = (eb: ExpressionBuilder<Tables, 'events'>) =>
  eb.fn<string>('json_extract', ['events.detail', eb.val('$.from')]);

/** Selects items as they were at a moment. A change of their slug has the one before in its event. */
export const selectItemsAt = (ids: readonly string[], moment: number) =>
  db
    .selectFrom(requested(ids))
    .innerJoin('items', 'items.id', 'requested.value')
    .select(['items.id', 'items.kind'])
    .select((eb) =>
      eb.fn
        .coalesce(
          eb
            .selectFrom('events')
            .select((event) => formerSlug(event).as('slug'))
            .whereRef('events.item', '=', 'items.id')
            .where('events.id', '>', moment)
            .where('events.code', 'is', null)
            .where((event) => event(formerSlug(event), 'is not', null))
            .orderBy('events.id')
            .limit(1),
          'items.slug',
        )
        .as('slug'),
    )
    .$narrowType<{ id: ItemId; kind: Kind }>();

/** Selects all slugs that items had at a moment. */
export const selectSlugsAt = (ids: readonly string[], moment: number) =>
  db
    .selectFrom(requested(ids))
    .innerJoin('slugs', 'slugs.item', 'requested.value')
    .select(['slugs.item', 'slugs.slug'])
    .where((eb) => eb.or([eb('slugs.event', 'is', null), eb('slugs.event', '<=', moment)]))
    .orderBy('slugs.slug');

/**
 * Reads items with their editions behind a position, as they were at a moment (without one: as they are). A page has 4 MB
 * of editions at most; what an item has more of comes with the next page. `next` is null at the end.
 */
export const readArchive = async (database: Database, page: ArchivePage) => {
  const rows = 4 * page.limit;
  const [sizes, [newest]] = await database.batch(selectSizes(page, rows + 1), selectMoment());
  const moment: Moment = { event: newest?.event ?? 0, at: newest?.at ?? null };
  const { ranges, complete } = cutPage(sizes.slice(0, rows), page.limit);
  const last = ranges.at(-1);
  const following = complete ? sizes[rows] : undefined;
  if (last && following?.item === last.item) last.more = true;
  const ids = ranges.map(({ item }) => item);
  const at = page.moment ?? Number.MAX_SAFE_INTEGER;
  const [items, slugs] =
    ids.length > 0 ? await database.batch(selectItemsAt(ids, at), selectSlugsAt(ids, at)) : [[], []];
  const editions = await readEditions(database, ranges);
  const archived = ranges.flatMap(({ item, more }): ArchivedItem[] => {
    const found = items.find(({ id }) => id === item);
    if (!found) return [];
    const { id, kind, slug } = found;
    return [
      {
        kind,
        slug,
        first: id.slice(id.indexOf('/') + 1),
        slugs: slugs.filter((row) => row.item === id).map((row) => row.slug),
        editions: editions.get(id) ?? [],
        ...(more && { more }),
      },
    ];
  });
  const isLast = complete && !following;
  return { moment, items: archived, next: isLast || !last ? null : { item: last.item, edition: last.until } };
};
