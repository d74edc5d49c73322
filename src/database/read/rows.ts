import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../kinds/index.ts';
import type { Edition, Item, ItemId } from '../../model/edition.ts';
import type { Dependency } from '../../model/view.ts';

/** An item as every query gives it. */
interface Row {
  id: string;
  kind: string;
  slug: string;
  first: string;
  number: number;
  withdrawals: string;
  published: string;
}

/** An item with its live edition. */
export interface ItemRow extends Row {
  facts: string;
  texts: string;
  brief?: null;
}

/** An item with as much of its live edition as a reference shows of it. */
export interface BriefRow extends Row {
  brief: string;
}

/** An item that another one points at, and from where. */
export interface LinkRow extends BriefRow {
  source: string;
  relation: string;
  place: number;
}

/** An item that was asked for, beside those that it points at. */
export type ItselfRow = ItemRow & Readonly<Record<'source' | 'relation' | 'place', null>>;

/** Whether a row is one that another one points at. */
export const isLink = (row: LinkRow | ItselfRow): row is LinkRow => row.source !== null;

/** An item at its place in a list, with what its card points at: the columns of those, as `relation.column`. */
export type CardRow = ItemRow & { sort: string } & Readonly<Record<`${string}.${string}`, string | number | null>>;

const common = ['id', 'kind', 'slug', 'first', 'number', 'withdrawals', 'published'] as const;
const whole = [...common, 'facts', 'texts'] as const;
const brief = [...common, 'brief'] as const;

const columnsOf = (names: readonly string[]): RawBuilder<unknown> =>
  sql.join(names.map((column) => sql.ref(`live.${column}`)));

/** The columns of `ItemRow`, from the table `live`. */
export const itemColumns = columnsOf(whole);

/**
 * The columns of `CardRow` that are its own: where a record comes from, how else it is spelled and its licence are said
 * of an item that is read itself, and are half of the facts that a card would bring.
 */
export const cardColumns = sql`${columnsOf(common)}, live.texts,
  json_remove(live.facts, '$.sources', '$.aliases', '$.licence') AS facts`;

/** The columns of `BriefRow`, from the table `live`. */
export const briefColumns = columnsOf(brief);

/** The columns of either, for a query that gives both. */
export const unitedColumns = {
  item: sql`${itemColumns}, NULL AS brief`,
  brief: sql`${columnsOf(common)}, NULL AS facts, NULL AS texts, live.brief`,
};

/** The columns of `CardRow` that are of what it points at, and the tables they come from: behind a table `live`. */
export const targetsIn = (relations: readonly string[]) => ({
  columns: sql.join(
    relations.flatMap((relation) =>
      brief.map((column) => sql`, ${sql.id(`to ${relation}`, column)} AS ${sql.id(`${relation}.${column}`)}`),
    ),
    sql``,
  ),
  joins: sql.join(
    relations.map((relation) => {
      const target = sql.id(`to ${relation}`);
      return sql` LEFT JOIN live AS ${target} ON ${target}.id = live.links ->> ${sql.lit(relation)}`;
    }),
    sql``,
  ),
});

/** The links that the rows of cards tell of: those of one query, which have the same columns. */
export const linkRows = (rows: readonly CardRow[]): LinkRow[] => {
  const relations = Object.keys(rows[0] ?? {}).flatMap((name) =>
    name.endsWith('.id') ? [name.slice(0, -'.id'.length)] : [],
  );
  return relations.flatMap((relation) => {
    const columns = brief.map((column) => [column, `${relation}.${column}`] as const);
    return rows.flatMap((row) => {
      if (row[`${relation}.id`] === null) return [];
      const link: Record<string, unknown> = { source: row.id, relation, place: -1 };
      for (const [column, name] of columns) link[column] = row[name as keyof CardRow];
      return [link as unknown as LinkRow];
    });
  });
};

/** What an answer that shows an item depends on. */
export const dependencyOf = ({ slug, number, published }: Row): Dependency => ({ slug, edition: number, published });

const isBrief = (row: ItemRow | BriefRow): row is BriefRow => typeof row.brief === 'string';

// Almost every edition has none.
const none: Edition['withdrawals'] = Object.freeze({});

type Recorded = Pick<Edition, 'facts' | 'texts'>;

/** Parses the columns that hold JSON, and only those: a text that begins with a brace stays a text. */
export const toItem = (row: ItemRow | BriefRow): Item => ({
  id: row.id as ItemId,
  kind: row.kind as Kind,
  slug: row.slug,
  published: row.first,
  edition: {
    number: row.number,
    ...(isBrief(row)
      ? (JSON.parse(row.brief) as Recorded)
      : ({ facts: JSON.parse(row.facts), texts: JSON.parse(row.texts) } as Recorded)),
    withdrawals: row.withdrawals === '{}' ? none : (JSON.parse(row.withdrawals) as Edition['withdrawals']),
    published: row.published,
  },
});
