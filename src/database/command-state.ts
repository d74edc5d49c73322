import { sql } from 'kysely';
import type { CommandState, LinkTarget, StoredDraft } from '../commands/types.ts';
import type { Kind } from '../kinds/index.ts';
import { type Edition, type Item, type ItemId, languagesOf } from '../model/edition.ts';
import { type Database, db, statement } from './connection.ts';
import { type ItemRow, itemColumns, toItem } from './read/rows.ts';

/** A kind and a slug. */
export interface ItemRef {
  kind: Kind;
  slug: string;
}

const referrersShown = 20;

interface DraftRow {
  item: string;
  revision: number;
  record: string | null;
  saved: string;
  who: string;
}

const wanted = (names: readonly ItemRef[]) =>
  sql`json_each(${JSON.stringify(names.map(({ kind, slug }) => [kind, slug]))}) AS wanted
    JOIN slugs ON slugs.kind = wanted.value ->> 0 AND slugs.slug = wanted.value ->> 1`;

// A slug that leads to no item is, so far, the identity of the item that a draft will become.
const ids = (names: readonly ItemRef[]) =>
  sql`SELECT coalesce(slugs.item, wanted.value ->> 0 || '/' || (wanted.value ->> 1))
    FROM json_each(${JSON.stringify(names.map(({ kind, slug }) => [kind, slug]))}) AS wanted
    LEFT JOIN slugs ON slugs.kind = wanted.value ->> 0 AND slugs.slug = wanted.value ->> 1`;

const named = ({ kind, slug }: ItemRef) => `${kind}/${slug}`;

const storedDraft = ({ revision, record, saved, who }: DraftRow): StoredDraft => ({
  revision,
  record: JSON.parse(record ?? 'null') as unknown,
  saved,
  who,
});

/** What commands know: of their items, and of what those point at. */
export interface CommandStates {
  /** The state of an item; its slug is the live one, which differs from the asked one after a rename. */
  state(name: ItemRef): CommandState;
}

/** Reads what commands need to know of some items, of others they may point at, and of one past edition; one round trip. */
export const loadCommandState = async (
  database: Database,
  items: readonly ItemRef[],
  targets: readonly ItemRef[] = [],
  past?: number,
): Promise<CommandStates> => {
  const [itemRows, draftRows, targetRows, linkRows, pastRows] = await database.batch(
    statement(sql<
      ItemRow & { asked: string }
    >`SELECT slugs.kind || '/' || slugs.slug AS asked, ${itemColumns} FROM ${wanted(items)}
      JOIN live ON live.id = slugs.item`),
    statement(sql<DraftRow>`SELECT item, revision, record, saved, who FROM drafts
      WHERE item IN (${ids([...items, ...targets])})`),
    statement(sql<
      ItemRow & { asked: string }
    >`SELECT slugs.kind || '/' || slugs.slug AS asked, ${itemColumns} FROM ${wanted(targets)}
      JOIN live ON live.id = slugs.item`),
    statement(sql<{ target: string; source: string }>`SELECT links.target, items.kind || '/' || items.slug AS source
      FROM links JOIN items ON items.id = links.source
      WHERE links.target IN (${ids(items)}) AND links.source <> links.target LIMIT ${referrersShown * items.length}`),
    statement(sql<{
      item: string;
      number: number;
      facts: string;
      texts: string;
      withdrawals: string;
      published: string;
    }>`
      SELECT item, number, facts, texts, withdrawals, published FROM editions
      WHERE item IN (${ids(items)}) AND number = ${past ?? 0}`),
  );
  const live = new Map(itemRows.map((row) => [row.asked, toItem(row)]));
  const drafts = new Map(draftRows.map((row) => [row.item, row]));
  const around = new Map(
    [...targetRows, ...itemRows].map((row): [string, LinkTarget] => {
      const { id, edition } = toItem(row);
      return [row.asked, { id, withdrawn: languagesOf(edition).length === 0, facts: edition.facts }];
    }),
  );
  const state = (name: ItemRef): CommandState => {
    const item: Item | undefined = live.get(named(name));
    const id: ItemId = item?.id ?? `${name.kind}/${name.slug}`;
    const draft = drafts.get(id);
    return {
      kind: name.kind,
      slug: item?.slug ?? name.slug,
      id,
      ...(item && { live: item }),
      ...(draft?.record && { draft: storedDraft(draft) }),
      revision: draft?.revision ?? 0,
      linkTarget: (kind, slug) => around.get(named({ kind, slug })),
      slugOwner: (kind, slug) => around.get(named({ kind, slug }))?.id,
      hasDraft: (kind, slug) => Boolean(drafts.get(named({ kind, slug }))?.record),
      referrers: [...new Set(linkRows.filter(({ target }) => target === id).map(({ source }) => source))],
      edition: (number): Edition | undefined => {
        const row = pastRows.find((one) => one.item === id && one.number === number);
        return row && toItem({ ...row, id, kind: name.kind, slug: name.slug, first: '' }).edition;
      },
    };
  };
  return { state };
};

/** What a derived part was last made from; undefined when it never was. */
export const digestOf = async (database: Database, name: string): Promise<string | undefined> => {
  const [[row]] = await database.batch(db.selectFrom('derived').select('digest').where('name', '=', name));
  return row?.digest;
};

/** Notes what a derived part has been made from. */
export const setDigest = (name: string, digest: string) =>
  db
    .insertInto('derived')
    .values({ name, digest })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ digest }));
