import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { Vantage } from '../edition.ts';
import { type Kind, kinds, resourceOf } from '../resources/index.ts';
import { type Listed, parameterOf, relationOf, relationsOf } from '../resources/resource.ts';
import { statement } from './database.ts';
import { type ItemRow, itemColumns, joinLive, type LinkRow } from './rows.ts';
import { inside } from './scene.ts';

/** Which part of a collection is asked for. `filters` are links by slug, `after` the last item of the page before. */
export interface Selection {
  filters: Readonly<Record<string, string>>;
  status?: string;
  modifiedSince?: string;
  limit: number;
  after?: { sort: string; slug: string };
}

// The links that cards of a kind show, or that their names are composed of.
const cardRelations = (kind: Kind): string[] => {
  const { card, composed = {}, fields } = resourceOf(kind);
  const shown = relationsOf(fields).map(({ relation }) => relation);
  return shown.filter((relation) => card.includes(relation) || composed[relation] === 'name');
};

const hasEntries = (kind: Kind): boolean =>
  relationsOf(resourceOf(kind).fields).some(({ relation }) => relation.includes('.'));

const itemAt = (kind: Kind, slug: string) => sql`(SELECT item FROM slugs WHERE kind = ${kind} AND slug = ${slug})`;

// The listing rows that a vantage sees of a part of a kind, in order.
const listed = (
  kind: Kind,
  { language, fallback }: Vantage,
  filter: RawBuilder<unknown>,
  rest = sql``,
  limit = inside + 1,
) => sql`
  SELECT * FROM listings WHERE kind = ${kind} AND language = ${language} AND filter = ${filter}
    AND (fallback IS NULL OR fallback = ${fallback ? 1 : 0}) ${rest}
  ORDER BY sort, slug LIMIT ${limit}`;

const itemsOn = (page: RawBuilder<unknown>) =>
  statement(sql<ItemRow & { sort: string }>`WITH page AS (${page})
    SELECT page.sort, ${itemColumns} FROM page JOIN items ON items.id = page.item ${joinLive} ORDER BY page.sort, page.slug`);

const among = (words: readonly string[]) => sql`(${sql.join(words)})`;

// CROSS JOIN is SQLite's word for: in this order. The page comes first, however few links an index promises.
const targetsOf = sql`JOIN items ON items.id = links.target ${joinLive}`;

// What the cards of a page point at, but for the relation by which they were found: that leads to who is asked for.
const linksOnCards = (of: readonly Kind[], page: RawBuilder<unknown>, found?: string) => {
  const relations = [...new Set(of.flatMap(cardRelations))].filter((relation) => relation !== found);
  if (relations.length === 0) return statement(sql<LinkRow>`SELECT NULL WHERE false`);
  // Looking up each relation reads rows even where there is none: unless an item has lists, and so many links, walking
  // through all of its links is less. SQLite's unary plus says: without the index.
  const relation = relations.length === 1 || of.some(hasEntries) ? sql`links.relation` : sql`+links.relation`;
  return statement(sql<LinkRow>`WITH page AS (${page})
    SELECT links.source, links.relation, links.place, ${itemColumns} FROM page
    CROSS JOIN links ON links.source = page.item AND ${relation} IN ${among(relations)} ${targetsOf}`);
};

// Of the entries of a list only those that lead to `me`: the other links at the same places. The index by target finds
// them without walking through all entries.
const linksOnEntries = (
  field: Extract<Listed, { type: 'entries' }>,
  page: RawBuilder<unknown>,
  me: RawBuilder<unknown>,
) => {
  const known = relationsOf(resourceOf(field.kind as Kind).fields).map(({ relation }) => relation);
  const relations = known.filter((relation) => relation.startsWith(`${field.list}.`) && relation !== relationOf(field));
  return statement(sql<LinkRow>`WITH page AS (${page})
    SELECT links.source, links.relation, links.place, ${itemColumns} FROM page
    CROSS JOIN links AS mine INDEXED BY links_by_target ON mine.source = page.item AND mine.relation = ${relationOf(field)} AND mine.target = ${me}
    CROSS JOIN links ON links.source = mine.source AND links.relation IN ${among(relations)} AND links.place = mine.place ${targetsOf}`);
};

/** What one item is made of: itself, what it points at, and for each of its lists the items and what they point at. */
export const itemQueries = (
  kind: Kind,
  slug: string,
  lists: readonly Listed[],
  vantage: Vantage,
): [Compilable<ItemRow>, Compilable<LinkRow>, ...Compilable<LinkRow>[]] => {
  const me = itemAt(kind, slug);
  return [
    statement(sql<ItemRow>`SELECT ${itemColumns} FROM items ${joinLive} WHERE items.id = ${me}`),
    statement(sql<LinkRow>`SELECT links.source, links.relation, links.place, ${itemColumns} FROM links
      JOIN items ON items.id = links.target ${joinLive} WHERE links.source = ${me}`),
    ...lists.flatMap((field) => listQueries(field, vantage, me)),
  ];
};

const listQueries = (field: Listed, vantage: Vantage, me: RawBuilder<unknown>) => {
  const kind = field.kind as Kind;
  const relation = relationOf(field);
  const page = listed(kind, vantage, sql`${`${parameterOf(relation)}=`} || ${me}`);
  const links = field.type === 'incoming' ? linksOnCards([kind], page, relation) : linksOnEntries(field, page, me);
  return [itemsOn(page) as Compilable<unknown>, links] as Compilable<LinkRow>[];
};

/** One page of a collection: its items, what they point at, and the list's length where it is a list of its own (`single`). */
export const pageQueries = (kind: Kind, selection: Selection, vantage: Vantage) => {
  const { filters, status, modifiedSince, limit, after } = selection;
  const targets = resourceOf(kind).filters.map((relation) => ({
    parameter: parameterOf(relation),
    kind: relationsOf(resourceOf(kind).fields).find((known) => known.relation === relation)?.kind as Kind,
  }));
  const wanted = Object.entries(filters).map(([parameter, slug]) => {
    const target = targets.find((candidate) => candidate.parameter === parameter);
    return sql`${`${parameter}=`} || ${itemAt(target?.kind ?? kind, slug)}`;
  });
  if (status) wanted.push(sql`${`status=${status}`}`);
  const [first = sql`''`, ...others] = wanted;
  const also = others.map(
    (filter) => sql`AND EXISTS (SELECT 1 FROM listings AS other
      WHERE other.item = listings.item AND other.language = ${vantage.language} AND other.filter = ${filter})`,
  );
  const since = modifiedSince ? sql`AND modified >= ${modifiedSince}` : sql``;
  const beyond = after ? sql`AND (sort, slug) > (${after.sort}, ${after.slug})` : sql``;
  const page = listed(kind, vantage, first, sql`${sql.join([...also, since, beyond], sql` `)}`, limit + 1);
  const queries = [
    itemsOn(page),
    linksOnCards([kind], page),
    statement(sql<{ total: number }>`SELECT total FROM counters WHERE kind = ${kind} AND language = ${vantage.language}
      AND filter = ${first} AND fallback = ${vantage.fallback ? 1 : 0}`),
  ] as const;
  return { queries, single: others.length === 0 && modifiedSince === undefined };
};

/** The items of any kind that were published last, as a vantage sees them, and what they point at. */
export const changesQueries = ({ language, fallback }: Vantage, limit: number) => {
  // The bare filter is that of whole kinds, and the condition of the index.
  const page = sql`SELECT item, modified FROM listings WHERE filter = '' AND language = ${language}
    AND (fallback IS NULL OR fallback = ${fallback ? 1 : 0}) ORDER BY modified DESC, item LIMIT ${limit}`;
  return [
    statement(sql<ItemRow>`WITH page AS (${page})
      SELECT ${itemColumns} FROM page CROSS JOIN items ON items.id = page.item ${joinLive}
      ORDER BY page.modified DESC, page.item`),
    linksOnCards(kinds, page),
  ] as const;
};
