import { type RawBuilder, sql } from 'kysely';
import { type Backlinks, parameterOf, relationOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { ReadOptions } from '../../model/view.ts';
import { Slot, statement, written } from '../connection.ts';
import { embeddedListLimit } from './localizer.ts';
import {
  briefColumns,
  type CardRow,
  cardColumns,
  type ItselfRow,
  type LinkRow,
  targetsIn,
  unitedColumns,
} from './rows.ts';

/** Which part of a collection is asked for. `filters` are links by slug, `after` the last item of the page before. */
export interface Selection {
  filters: Readonly<Record<string, string>>;
  status?: string;
  modifiedSince?: string;
  limit: number;
  after?: { sort: string; slug: string };
}

// The links that cards of a kind show, or that their names are composed of.
const shownOnCards = (kind: Kind): string[] => {
  const { card, composed = {}, fields } = definitionOf(kind);
  const relations = relationsOf(fields).map(({ relation }) => relation);
  return relations.filter((relation) => card.includes(relation) || composed[relation] === 'name');
};

const itemAt = (kind: Kind, slug: string | Slot) =>
  sql`(SELECT item FROM slugs WHERE kind = ${kind} AND slug = ${slug})`;

/** From where a list is seen, as statements have it. */
type Seen = { language: string | Slot; fallback: 0 | 1 | Slot };

const seenFrom = ({ language, fallback }: ReadOptions): Seen => ({ language, fallback: fallback ? 1 : 0 });

// The listing rows that a options sees of a part of a kind, in order.
const listed = (
  kind: Kind,
  { language, fallback }: Seen,
  filter: RawBuilder<unknown>,
  rest = sql``,
  limit = embeddedListLimit + 1,
) => sql`
  SELECT * FROM listings WHERE kind = ${kind} AND language = ${language} AND filter = ${filter}
    AND (fallback IS NULL OR fallback = ${fallback}) ${rest}
  ORDER BY sort, slug LIMIT ${limit}`;

// The items of a page, in its order, each with what it points at by some relations. CROSS JOIN is SQLite's word for: in
// this order, the page first.
const itemsOn = (page: RawBuilder<unknown>, relations: readonly string[] = [], order = sql`page.sort, page.slug`) => {
  const targets = targetsIn(relations);
  return statement(sql<CardRow>`WITH page AS (${page}) SELECT page.sort, ${cardColumns}${targets.columns}
    FROM page CROSS JOIN live ON live.id = page.item${targets.joins} ORDER BY ${order}`);
};

/** Words as the list that `IN` takes. */
export const among = (words: readonly string[]) => sql`(${sql.join(words)})`;

// Of the entries of a list only those that lead to `me`: the other links at the same places. The index by target finds
// them without walking through all entries.
const linksOnEntries = (
  field: Extract<Backlinks, { type: 'entries' }>,
  page: RawBuilder<unknown>,
  me: RawBuilder<unknown>,
) => {
  const known = relationsOf(definitionOf(field.kind as Kind).fields).map(({ relation }) => relation);
  const relations = known.filter((relation) => relation.startsWith(`${field.list}.`) && relation !== relationOf(field));
  return statement(sql<LinkRow>`WITH page AS (${page})
    SELECT links.source, links.relation, links.place, ${briefColumns} FROM page
    CROSS JOIN links AS mine INDEXED BY links_by_target ON mine.source = page.item AND mine.relation = ${relationOf(field)} AND mine.target = ${me}
    CROSS JOIN links ON links.source = mine.source AND links.relation IN ${among(relations)} AND links.place = mine.place
    CROSS JOIN live ON live.id = links.target`);
};

/** The lists of an item: of items, or of entries in items, that lead to it. */
export const listsIn = (kind: Kind): [name: string, field: Backlinks][] =>
  Object.entries(definitionOf(kind).fields).filter((entry): entry is [string, Backlinks] =>
    ['incoming', 'entries'].includes(entry[1].type),
  );

const writeItem = (kind: Kind) => {
  const lists = listsIn(kind).map(([, field]) => field);
  const me = itemAt(kind, new Slot('slug'));
  const options = { language: new Slot('language'), fallback: new Slot('fallback') };
  const pageOf = (field: Backlinks) =>
    listed(field.kind as Kind, options, sql`${`${parameterOf(relationOf(field))}=`} || ${me}`);
  // By the relation an item was found by, its card leads to who is asked for.
  const relationsIn = (field: Backlinks) =>
    field.type === 'entries'
      ? []
      : shownOnCards(field.kind as Kind).filter((relation) => relation !== relationOf(field));
  return {
    around: written(
      statement(sql<LinkRow | ItselfRow>`
        SELECT NULL AS source, NULL AS relation, NULL AS place, ${unitedColumns.item} FROM live WHERE live.id = ${me}
        UNION ALL SELECT links.source, links.relation, links.place, ${unitedColumns.brief}
        FROM links CROSS JOIN live ON live.id = links.target WHERE links.source = ${me}`),
    ),
    lists: lists.map((field) => written(itemsOn(pageOf(field), relationsIn(field)))),
    entries: lists.flatMap((field) =>
      field.type === 'entries' ? written(linksOnEntries(field, pageOf(field), me)) : [],
    ),
  };
};

const writtenFor = Object.fromEntries(kinds.map((kind) => [kind, lazy(() => writeItem(kind))])) as Record<
  Kind,
  () => ReturnType<typeof writeItem>
>;

/**
 * What one item is made of: itself with what it points at, the items of each of its lists, and for those that are lists
 * of entries what their entries point at.
 */
export const itemQueries = (kind: Kind, slug: string, { language, fallback }: ReadOptions) => {
  const { around, lists, entries } = writtenFor[kind]();
  const values = { slug, language, fallback: fallback ? 1 : 0 };
  return {
    around: around(values),
    lists: lists.map((list) => list(values)),
    entries: entries.map((list) => list(values)),
  };
};

/** One item, and what its name may be composed of. */
export const referenceQuery = (kind: Kind, slug: string) => {
  const parts = Object.entries(definitionOf(kind).composed ?? {}).flatMap(([part, as]) =>
    as === 'name' ? [part] : [],
  );
  return itemsOn(sql`SELECT ${itemAt(kind, slug)} AS item, '' AS sort, '' AS slug`, parts);
};

/** One page of a collection: its items, what they point at, and the list's length where it is a list of its own (`single`); `named`: what it is filtered by. */
export const pageQueries = (kind: Kind, selection: Selection, options: ReadOptions) => {
  const { filters, status, modifiedSince, limit, after } = selection;
  const targets = definitionOf(kind).filters.map((relation) => ({
    parameter: parameterOf(relation),
    kind: relationsOf(definitionOf(kind).fields).find((known) => known.relation === relation)?.kind as Kind,
  }));
  const wanted = Object.entries(filters).map(([parameter, slug]) => {
    const target = targets.find((candidate) => candidate.parameter === parameter);
    return sql`${`${parameter}=`} || ${itemAt(target?.kind ?? kind, slug)}`;
  });
  if (status) wanted.push(sql`${`status=${status}`}`);
  const [first = sql`''`, ...others] = wanted;
  const also = others.map(
    (filter) => sql`AND EXISTS (SELECT 1 FROM listings AS other
      WHERE other.item = listings.item AND other.language = ${options.language} AND other.filter = ${filter})`,
  );
  const since = modifiedSince ? sql`AND modified >= ${modifiedSince}` : sql``;
  const beyond = after ? sql`AND (sort, slug) > (${after.sort}, ${after.slug})` : sql``;
  const page = listed(kind, seenFrom(options), first, sql`${sql.join([...also, since, beyond], sql` `)}`, limit + 1);
  const named = Object.entries(filters).flatMap(([parameter, slug]) => {
    const target = targets.find((candidate) => candidate.parameter === parameter);
    return target ? [{ parameter, query: referenceQuery(target.kind, slug) }] : [];
  });
  const queries = [
    itemsOn(page, shownOnCards(kind)),
    statement(sql<{ total: number }>`SELECT total FROM counters WHERE kind = ${kind} AND language = ${options.language}
      AND filter = ${first} AND fallback = ${options.fallback ? 1 : 0}`),
  ] as const;
  return { queries, named, single: others.length === 0 && modifiedSince === undefined };
};

/** The items of any kind that were published last, as a options sees them, and what they point at. */
export const changesQuery = ({ language, fallback }: ReadOptions, limit: number) => {
  // The bare filter is that of whole kinds, and the condition of the index.
  const page = sql`SELECT item, modified AS sort FROM listings WHERE filter = '' AND language = ${language}
    AND (fallback IS NULL OR fallback = ${fallback ? 1 : 0}) ORDER BY modified DESC, item LIMIT ${limit}`;
  return itemsOn(page, [...new Set(kinds.flatMap(shownOnCards))], sql`page.sort DESC, page.item`);
};
