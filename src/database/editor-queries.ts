import type { Kind } from '../kinds/index.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import { itemColumns, toItem } from './rows.ts';
import type { EditionsTable } from './schema.generated.ts';

/** Parses the columns of an edition that contain JSON. */
export const toEdition = ({ number, facts, texts, withdrawals, published }: EditionsTable): Edition => ({
  number,
  facts: JSON.parse(facts) as Edition['facts'],
  texts: JSON.parse(texts) as Edition['texts'],
  withdrawals: JSON.parse(withdrawals) as Edition['withdrawals'],
  published,
});

/** Selects all editions of items, each item's in order. */
export const selectEditions = (ids: readonly string[]) =>
  db
    .selectFrom(jsonEach<string, 'requested'>(JSON.stringify(ids), 'requested'))
    .innerJoin('editions', 'editions.item', 'requested.value')
    .selectAll('editions')
    .orderBy('editions.item')
    .orderBy('editions.number')
    .$narrowType<{ item: ItemId }>();

/** Reads all editions of items by their ids, each item's from the first on. */
export const readEditions = async (database: Database, ids: readonly string[]): Promise<Map<ItemId, Edition[]>> => {
  const [rows] = await database.batch(selectEditions(ids));
  return new Map([...Map.groupBy(rows, ({ item }) => item)].map(([item, editions]) => [item, editions.map(toEdition)]));
};

/** An item of an export: its current slug, its first, all of its slugs, and its editions. */
export interface ArchivedItem {
  kind: Kind;
  slug: string;
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
}

/** Selects items behind an id, in the order of their ids. */
export const selectArchivePage = (after: string, limit: number) =>
  db
    .selectFrom('items')
    .select(['id', 'kind', 'slug'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ id: ItemId; kind: Kind }>();

/** Selects all slugs of those items. */
export const selectArchiveSlugs = (after: string, limit: number) =>
  db
    .selectFrom(selectArchivePage(after, limit).as('page'))
    .innerJoin('slugs', 'slugs.item', 'page.id')
    .select(['page.id as item', 'slugs.slug'])
    .orderBy('slugs.slug');

/** Reads items with all their editions, behind an id, in the order of their ids. */
export const readArchive = async (database: Database, after: string, limit: number): Promise<ArchivedItem[]> => {
  const [items, slugs] = await database.batch(selectArchivePage(after, limit), selectArchiveSlugs(after, limit));
  const editions = await readEditions(
    database,
    items.map(({ id }) => id),
  );
  return items.map(({ id, kind, slug }) => ({
    kind,
    slug,
    first: id.slice(id.indexOf('/') + 1),
    slugs: slugs.filter(({ item }) => item === id).map((row) => row.slug),
    editions: editions.get(id) ?? [],
  }));
};

/** A page of events: of one item, or of all; older than the event with the id `before`. */
export interface EventPage {
  item?: string;
  before?: number;
  limit: number;
}

/** Selects events, newest first. */
export const selectEvents = ({ item, before, limit }: EventPage) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .$if(item !== undefined, (query) => query.where('item', '=', item ?? ''))
    .orderBy('id', 'desc')
    .limit(limit);

/** Reads events, newest first. */
export const readEvents = async (database: Database, page: EventPage) => {
  const [rows] = await database.batch(selectEvents(page));
  return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as unknown }));
};

/** Selects drafts behind an id, in the order of their ids; each with the current slug of its item. */
export const selectDrafts = (after: string, limit: number) =>
  db
    .selectFrom('drafts')
    .leftJoin('items', 'items.id', 'drafts.item')
    .select(['drafts.item', 'drafts.kind'])
    .select((eb) => eb.fn.coalesce('items.slug', 'drafts.slug').as('slug'))
    .select(['drafts.revision', 'drafts.saved', 'drafts.who'])
    .where('drafts.record', 'is not', null)
    .where('drafts.item', '>', after)
    .orderBy('drafts.item')
    .limit(limit);

/** Reads drafts behind an id, in the order of their ids. */
export const readDrafts = async (database: Database, after: string, limit: number) => {
  const [rows] = await database.batch(selectDrafts(after, limit));
  return rows;
};

/** Selects live items behind an id, in the order of their ids. */
export const selectLive = (after: string, limit: number) =>
  db.selectFrom('live').select(itemColumns).where('id', '>', after).orderBy('id').limit(limit);

/** Reads live items behind an id, in the order of their ids. */
export const readLive = async (database: Database, after: string, limit: number): Promise<Item[]> => {
  const [rows] = await database.batch(selectLive(after, limit));
  return rows.map(toItem);
};
