import type { Kind } from '../kinds/index.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import { itemColumns, toItem } from './read/rows.ts';
import type { EditionsTable } from './schema.generated.ts';

const toEdition = ({ number, facts, texts, withdrawals, published }: EditionsTable): Edition => ({
  number,
  facts: JSON.parse(facts) as Edition['facts'],
  texts: JSON.parse(texts) as Edition['texts'],
  withdrawals: JSON.parse(withdrawals) as Edition['withdrawals'],
  published,
});

/** Reads every edition of some items, each item's oldest first. */
export const readEditions = async (database: Database, ids: readonly string[]): Promise<Map<ItemId, Edition[]>> => {
  const [rows] = await database.batch(
    db
      .selectFrom(jsonEach<string, 'wanted'>(JSON.stringify(ids), 'wanted'))
      .innerJoin('editions', 'editions.item', 'wanted.value')
      .selectAll('editions')
      .orderBy('editions.item')
      .orderBy('editions.number'),
  );
  const editions = new Map<ItemId, Edition[]>();
  for (const row of rows) {
    const id = row.item as ItemId;
    editions.set(id, [...(editions.get(id) ?? []), toEdition(row)]);
  }
  return editions;
};

/** An item of an export: its current slug, its first and all its slugs, its editions. */
export interface ArchivedItem {
  kind: Kind;
  slug: string;
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
}

/** Reads items with their whole history, after a given id, in the order of ids. */
export const readArchive = async (database: Database, after: string, limit: number): Promise<ArchivedItem[]> => {
  const page = db.selectFrom('items').select(['id', 'kind', 'slug']).where('id', '>', after).orderBy('id').limit(limit);
  const [items, slugs] = await database.batch(
    page,
    db
      .selectFrom(page.as('page'))
      .innerJoin('slugs', 'slugs.item', 'page.id')
      .select(['page.id', 'slugs.slug'])
      .orderBy('slugs.slug'),
  );
  const editions = await readEditions(
    database,
    items.map(({ id }) => id),
  );
  return items.map(({ id, kind, slug }) => ({
    kind: kind as Kind,
    slug,
    first: id.slice(id.indexOf('/') + 1),
    slugs: slugs.filter((row) => row.id === id).map((row) => row.slug),
    editions: editions.get(id as ItemId) ?? [],
  }));
};

/** Reads events, newest first: all, or those of an item; `before` is the id of an event. */
export const readEvents = async (
  database: Database,
  { item, before, limit }: { item?: string; before?: number; limit: number },
) => {
  const [rows] = await database.batch(
    db
      .selectFrom('events')
      .selectAll()
      .where('id', '<', before ?? Number.MAX_SAFE_INTEGER)
      .$if(item !== undefined, (query) => query.where('item', '=', item ?? ''))
      .orderBy('id', 'desc')
      .limit(limit),
  );
  return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as unknown }));
};

/** Reads drafts after a given id, in the order of ids, each under the current slug of its item. */
export const readDrafts = async (database: Database, after: string, limit: number) => {
  const [rows] = await database.batch(
    db
      .selectFrom('drafts')
      .leftJoin('items', 'items.id', 'drafts.item')
      .select((eb) => [
        'drafts.item',
        'drafts.kind',
        eb.fn.coalesce('items.slug', 'drafts.slug').as('slug'),
        'drafts.revision',
        'drafts.saved',
        'drafts.who',
      ])
      .where('drafts.record', 'is not', null)
      .where('drafts.item', '>', after)
      .orderBy('drafts.item')
      .limit(limit),
  );
  return rows;
};

/** Reads live items after a given id, in the order of ids. */
export const readLive = async (database: Database, after: string, limit: number): Promise<Item[]> => {
  const [rows] = await database.batch(
    db.selectFrom('live').select(itemColumns).where('live.id', '>', after).orderBy('live.id').limit(limit),
  );
  return rows.map(toItem);
};
