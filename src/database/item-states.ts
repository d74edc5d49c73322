import { type Selectable, sql } from 'kysely';
import type { Kind } from '../kinds/index.ts';
import type { Edition, ItemId } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import type { LiveTable } from './schema.generated.ts';

/** What a list of items can be filtered by. An item may be in several of them. */
export const itemStates = ['published', 'withdrawn', 'draft', 'unpublished'] as const;
export type ItemState = (typeof itemStates)[number];

/**
 * How readers get an item in a language: since when, and since which edition, they get the text that is live; or since when
 * it is withdrawn.
 */
export type LanguageState =
  | { state: 'published'; since: string; edition: number }
  | { state: 'withdrawn'; since: string };

/** The state of each language of a live edition, from the columns of the table `live`. */
export const languageStatesOf = (
  row: Pick<Selectable<LiveTable>, 'since' | 'withdrawals'>,
): Readonly<Record<string, LanguageState>> => {
  const published = JSON.parse(row.since) as Record<string, { edition: number; published: string }>;
  const withdrawals = JSON.parse(row.withdrawals) as Edition['withdrawals'];
  const states: [string, LanguageState][] = [
    ...Object.entries(published).map(([tag, { edition, published: since }]): [string, LanguageState] => [
      tag,
      { state: 'published', since, edition },
    ]),
    ...Object.entries(withdrawals).map(([tag, { date }]): [string, LanguageState] => [
      tag,
      { state: 'withdrawn', since: date },
    ]),
  ];
  return Object.fromEntries(states);
};

/** A page of items: of one kind, or of all; in one state, or in any; behind an id. */
export interface ItemsPage {
  after: string;
  kind?: Kind | undefined;
  state?: ItemState | undefined;
  limit: number;
}

// '0' follows '/'.
const endOf = (kind: Kind | undefined): string => (kind === undefined ? '~' : `${kind}0`);
const beginOf = ({ after, kind }: ItemsPage): string => {
  const begin = kind === undefined ? '' : `${kind}/`;
  return after > begin ? after : begin;
};

const publishedIds = (page: ItemsPage) =>
  db.selectFrom('items').select('id').where('id', '>', beginOf(page)).where('id', '<', endOf(page.kind));

// A partial index is used only where the statement has its condition word by word, and not as a parameter.
const withdrawnIds = (page: ItemsPage) =>
  db
    .selectFrom('live')
    .select('id')
    .where('withdrawals', '<>', sql.lit('{}'))
    .where('id', '>', beginOf(page))
    .where('id', '<', endOf(page.kind));

const draftIds = (page: ItemsPage) =>
  db
    .selectFrom('drafts')
    .select('item as id')
    .where('record', 'is not', null)
    .where('item', '>', beginOf(page))
    .where('item', '<', endOf(page.kind));

const idsIn = (page: ItemsPage) => {
  const { limit, state } = page;
  if (state === 'published') return publishedIds(page).where('withdrawn', '=', 0).orderBy('id').limit(limit);
  if (state === 'withdrawn') return withdrawnIds(page).orderBy('id').limit(limit);
  if (state === 'draft') return draftIds(page).orderBy('item').limit(limit);
  if (state === 'unpublished')
    return draftIds(page)
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('items').select('items.id').whereRef('items.id', '=', 'drafts.item'))),
      )
      .orderBy('item')
      .limit(limit);
  // Each part is cut by itself first, so that no more than two pages are sorted.
  return db
    .selectFrom(publishedIds(page).orderBy('id').limit(limit).as('published'))
    .select('published.id')
    .union(db.selectFrom(draftIds(page).orderBy('item').limit(limit).as('drafted')).select('drafted.id'))
    .orderBy('id')
    .limit(limit);
};

/** Selects items behind an id, in the order of their ids, each with its live edition and its draft, but for their contents. */
export const selectItemStates = (page: ItemsPage) =>
  db
    .selectFrom(idsIn(page).as('page'))
    .leftJoin('live', 'live.id', 'page.id')
    .leftJoin('drafts', (join) => join.onRef('drafts.item', '=', 'page.id').on('drafts.record', 'is not', null))
    .select(['page.id', 'live.number', 'live.published', 'live.since', 'live.withdrawals'])
    .select(({ fn }) => [
      fn.coalesce('live.kind', 'drafts.kind').$castTo<Kind>().as('kind'),
      fn.coalesce('live.slug', 'drafts.slug').as('slug'),
    ])
    .select(['drafts.revision', 'drafts.base', 'drafts.saved', 'drafts.who'])
    .orderBy('page.id')
    .$narrowType<{ id: ItemId }>();

/** Reads items behind an id, in the order of their ids: how each is published, and whether it has a draft. */
export const readItemStates = async (database: Database, page: ItemsPage) => {
  const [rows] = await database.batch(selectItemStates(page));
  return rows.map(({ id, kind, slug, number, published, since, withdrawals, revision, base, saved, who }) => ({
    id,
    kind,
    slug,
    live: number === null ? null : { number, published },
    languages: since === null || withdrawals === null ? {} : languageStatesOf({ since, withdrawals }),
    draft: revision === null ? null : { revision, base, saved, who },
  }));
};
