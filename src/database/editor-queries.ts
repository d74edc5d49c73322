import type { Item } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { itemColumns, toItem } from './rows.ts';

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
