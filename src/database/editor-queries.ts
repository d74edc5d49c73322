import { sql } from 'kysely';
import type { Kind } from '../kinds/index.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';
import { type Database, statement } from './connection.ts';
import { type ItemRow, itemColumns, toItem } from './read/rows.ts';

interface EditionRow {
  item: ItemId;
  number: number;
  facts: string;
  texts: string;
  withdrawals: string;
  published: string;
}

const editionOf = ({ number, facts, texts, withdrawals, published }: EditionRow): Edition => ({
  number,
  facts: JSON.parse(facts) as Edition['facts'],
  texts: JSON.parse(texts) as Edition['texts'],
  withdrawals: JSON.parse(withdrawals) as Edition['withdrawals'],
  published,
});

/** Every edition of some items, each item's from the first on. */
export const readEditions = async (database: Database, ids: readonly string[]): Promise<Map<ItemId, Edition[]>> => {
  const [rows] = await database.batch(
    statement(sql<EditionRow>`SELECT editions.* FROM json_each(${JSON.stringify(ids)}) AS wanted
      JOIN editions ON editions.item = wanted.value ORDER BY editions.item, editions.number`),
  );
  const editions = new Map<ItemId, Edition[]>();
  for (const row of rows) editions.set(row.item, [...(editions.get(row.item) ?? []), editionOf(row)]);
  return editions;
};

/** An item of an export: its live slug, the slugs it had, its editions. */
export interface ArchivedItem {
  kind: Kind;
  slug: string;
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
}

/** Items with all their past, after a given one, in the order of their identities. */
export const readArchive = async (database: Database, after: string, limit: number): Promise<ArchivedItem[]> => {
  const [items, slugs] = await database.batch(
    statement(
      sql<{
        id: ItemId;
        kind: Kind;
        slug: string;
      }>`SELECT id, kind, slug FROM items WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
    ),
    statement(sql<{ item: ItemId; slug: string }>`SELECT page.id AS item, slugs.slug FROM
      (SELECT id, kind FROM items WHERE id > ${after} ORDER BY id LIMIT ${limit}) AS page
      JOIN slugs ON slugs.item = page.id ORDER BY slugs.slug`),
  );
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

/** What has happened, newest first: all of it or an item's, `before` an event's number. */
export const readEvents = async (
  database: Database,
  { item, before, limit }: { item?: string; before?: number; limit: number },
) => {
  const [rows] = await database.batch(
    statement(sql<{
      id: number;
      at: string;
      who: string;
      command: string;
      item: string;
      edition: number | null;
      revision: number | null;
      code: string | null;
      detail: string;
    }>`SELECT * FROM events WHERE id < ${before ?? Number.MAX_SAFE_INTEGER}
      ${item === undefined ? sql`` : sql`AND item = ${item}`} ORDER BY id DESC LIMIT ${limit}`),
  );
  return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as unknown }));
};

/** The drafts there are, by kind and slug. */
export const readDrafts = async (database: Database, after: string, limit: number) => {
  const [rows] = await database.batch(
    statement(sql<{ item: ItemId; kind: Kind; slug: string; revision: number; saved: string; who: string }>`
      SELECT drafts.item, drafts.kind, coalesce(items.slug, drafts.slug) AS slug, drafts.revision, drafts.saved, drafts.who
      FROM drafts LEFT JOIN items ON items.id = drafts.item
      WHERE drafts.record IS NOT NULL AND drafts.item > ${after} ORDER BY drafts.item LIMIT ${limit}`),
  );
  return rows;
};

/** Live items after a given one, in the order of their identities. */
export const readLive = async (database: Database, after: string, limit: number): Promise<Item[]> => {
  const [rows] = await database.batch(
    statement(sql<ItemRow>`SELECT ${itemColumns} FROM live WHERE live.id > ${after} ORDER BY live.id LIMIT ${limit}`),
  );
  return rows.map(toItem);
};
