import { type RawBuilder, sql } from 'kysely';
import type { Edition, Item, ItemId } from '../edition.ts';
import type { Kind } from '../resources/index.ts';

/** An item with its live edition, as SQL gives it. */
export interface ItemRow {
  id: string;
  kind: string;
  slug: string;
  first: string;
  number: number;
  facts: string;
  texts: string;
  withdrawals: string;
  published: string;
}

/** An item that another one points at, and from where. */
export interface LinkRow extends ItemRow {
  source: string;
  relation: string;
  place: number;
}

/** The columns of `ItemRow`, from the tables `items` and `editions`. */
export const itemColumns: RawBuilder<unknown> = sql`items.id, items.kind, items.slug, items.published AS first,
  editions.number, editions.facts, editions.texts, editions.withdrawals, editions.published`;

/** The live edition of `items`. */
export const joinLive: RawBuilder<unknown> = sql`JOIN editions ON editions.item = items.id AND editions.number = items.live`;

/** Parses the columns that hold JSON, and only those: a text that begins with a brace stays a text. */
export const itemOf = (row: ItemRow): Item => ({
  id: row.id as ItemId,
  kind: row.kind as Kind,
  slug: row.slug,
  published: row.first,
  edition: {
    number: row.number,
    facts: JSON.parse(row.facts) as Edition['facts'],
    texts: JSON.parse(row.texts) as Edition['texts'],
    withdrawals: JSON.parse(row.withdrawals) as Edition['withdrawals'],
    published: row.published,
  },
});
