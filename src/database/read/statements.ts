import { type Compilable, type Expression, type SelectQueryBuilder, sql } from 'kysely';
import { type Backlinks, parameterOf, relationOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { ReadOptions } from '../../model/view.ts';
import { compileOnce, db, param } from '../connection.ts';
import type { ListingsTable, Tables } from '../schema.generated.ts';
import { embeddedListLimit } from './localizer.ts';
import { type CardRow, cardFacts, cardTargets, commonColumns, itemColumns, referenceColumns } from './rows.ts';

/** Which part of a collection is read: links by slug, a status, the last item of the page before. */
export interface Selection {
  filters: Readonly<Record<string, string>>;
  status?: string;
  modifiedSince?: string;
  limit: number;
  after?: { sort: string; slug: string };
}

type Value<Type> = Type | Expression<Type>;

/** A reader's options as a statement has them: values, or parameters of a compiled statement. */
interface Reader {
  language: Value<string>;
  fallback: Value<number>;
}

const readerOf = ({ language, fallback }: ReadOptions): Reader => ({ language, fallback: fallback ? 1 : 0 });

// The links that cards of a kind show, or that their names are composed of.
const cardRelations = (kind: Kind): string[] => {
  const { card, composed = {}, fields } = definitionOf(kind);
  const relations = relationsOf(fields).map(({ relation }) => relation);
  return relations.filter((relation) => card.includes(relation) || composed[relation] === 'name');
};

/** The id of the item at a slug, current or former. */
const idAt = (kind: Kind, slug: Value<string>) =>
  db.selectFrom('slugs').select('item').where('kind', '=', kind).where('slug', '=', slug);

/** The filter of the listings that link to an item: `council=councils/council-2-2024`. */
const linkFilter = (parameter: string, kind: Kind, slug: Value<string>): Expression<string> =>
  sql<string>`${`${parameter}=`} || ${idAt(kind, slug)}`;

/** The listing rows that a reader gets of a part of a kind, in order. */
const listingsOf = (kind: Kind, { language, fallback }: Reader, filter: Value<string>) =>
  db
    .selectFrom('listings')
    .selectAll('listings')
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('filter', '=', filter)
    .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', fallback)]))
    .orderBy('sort')
    .orderBy('slug');

type Page = SelectQueryBuilder<Tables, keyof Tables, Pick<ListingsTable, 'item' | 'sort' | 'slug'>>;

/**
 * The items of a page, with what their cards link to by these relations. SQLite takes the tables of a CROSS JOIN in the
 * order they are written in: the page first.
 */
const cardsOn = (page: Page, relations: readonly string[] = [], newestFirst = false): Compilable<CardRow> => {
  const cards = db
    .with('page', () => page)
    .selectFrom('page')
    .crossJoin('live')
    .whereRef('live.id', '=', 'page.item')
    .select(['page.sort', ...itemColumns.filter((column) => column !== 'live.facts')])
    .select((eb) => [cardFacts(eb).as('facts'), cardTargets(eb, relations).as('targets')]);
  return newestFirst
    ? cards.orderBy('page.sort', 'desc').orderBy('page.item')
    : cards.orderBy('page.sort').orderBy('page.slug');
};

/**
 * What the entries of a list link to, of those entries alone that link to `id`: by the other relations at the same
 * positions. The index by target finds them without reading the other entries.
 */
const entryLinks = (field: Extract<Backlinks, { type: 'entries' }>, page: Page, id: Expression<string>) => {
  const relations = relationsOf(definitionOf(field.kind as Kind).fields)
    .map(({ relation }) => relation)
    .filter((relation) => relation.startsWith(`${field.list}.`) && relation !== relationOf(field));
  // The builder has no INDEXED BY.
  const entries = sql<Tables['links']>`links`.as<'entry'>(sql`"entry" indexed by links_by_target`);
  return db
    .with('page', () => page)
    .selectFrom('page')
    .crossJoin(entries)
    .crossJoin('links')
    .crossJoin('live')
    .whereRef('entry.source', '=', 'page.item')
    .where('entry.relation', '=', relationOf(field))
    .where('entry.target', '=', id)
    .whereRef('links.source', '=', 'entry.source')
    .where('links.relation', 'in', relations)
    .whereRef('links.place', '=', 'entry.place')
    .whereRef('live.id', '=', 'links.target')
    .select(['links.source', 'links.relation', 'links.place', ...referenceColumns]);
};

/** The lists of an item that hold the items, or entries in items, that link to it. */
export const backlinksOf = (kind: Kind): [name: string, field: Backlinks][] =>
  Object.entries(definitionOf(kind).fields).filter((entry): entry is [string, Backlinks] =>
    ['incoming', 'entries'].includes(entry[1].type),
  );

const compileItem = (kind: Kind) => {
  const lists = backlinksOf(kind).map(([, field]) => field);
  const id = sql<string>`${idAt(kind, param<string>('slug'))}`;
  const reader = { language: param<string>('language'), fallback: param<number>('fallback') };
  const pageOf = (field: Backlinks) =>
    listingsOf(
      field.kind as Kind,
      reader,
      linkFilter(parameterOf(relationOf(field)), kind, param<string>('slug')),
    ).limit(embeddedListLimit + 1);
  return {
    item: compileOnce(
      db
        .selectFrom('live')
        .where('live.id', '=', id)
        .select((eb) => {
          const absent = eb.lit(null);
          return [
            absent.$castTo<string | null>().as('source'),
            absent.$castTo<string | null>().as('relation'),
            absent.$castTo<number | null>().as('place'),
            ...commonColumns,
            eb.ref('live.facts').$castTo<string | null>().as('facts'),
            eb.ref('live.texts').$castTo<string | null>().as('texts'),
            absent.$castTo<string | null>().as('brief'),
          ];
        })
        .unionAll(
          db
            .selectFrom('links')
            .crossJoin('live')
            .whereRef('live.id', '=', 'links.target')
            .where('links.source', '=', id)
            .select((eb) => {
              const absent = eb.lit(null).$castTo<string | null>();
              return [
                eb.ref('links.source').$castTo<string | null>().as('source'),
                eb.ref('links.relation').$castTo<string | null>().as('relation'),
                eb.ref('links.place').$castTo<number | null>().as('place'),
                ...commonColumns,
                absent.as('facts'),
                absent.as('texts'),
                eb.ref('live.brief').$castTo<string | null>().as('brief'),
              ];
            }),
        ),
    ),
    lists: lists.map((field) =>
      compileOnce(
        cardsOn(
          pageOf(field),
          // The relation that selected these items leads to the item being read, which is not read again.
          field.type === 'entries'
            ? []
            : cardRelations(field.kind as Kind).filter((relation) => relation !== relationOf(field)),
        ),
      ),
    ),
    entries: lists.flatMap((field) =>
      field.type === 'entries' ? compileOnce(entryLinks(field, pageOf(field), id)) : [],
    ),
  };
};

const compiledItems = Object.fromEntries(kinds.map((kind) => [kind, lazy(() => compileItem(kind))])) as Record<
  Kind,
  () => ReturnType<typeof compileItem>
>;

/**
 * The statements that read an item: itself with what it links to, the items of each of its lists, and, for lists of
 * entries, what the entries link to.
 */
export const itemStatements = (kind: Kind, slug: string, { language, fallback }: ReadOptions) => {
  const { item, lists, entries } = compiledItems[kind]();
  const values = { slug, language, fallback: fallback ? 1 : 0 };
  return {
    item: item(values),
    lists: lists.map((list) => list(values)),
    entries: entries.map((list) => list(values)),
  };
};

/** The statement that reads one item as far as a reference shows it, with the parts of its composed name. */
export const referenceStatement = (kind: Kind, slug: string) => {
  const composed = Object.entries(definitionOf(kind).composed ?? {});
  const parts = composed.flatMap(([part, as]) => (as === 'name' ? [part] : []));
  return cardsOn(
    db
      .selectFrom('slugs')
      .select((eb) => ['item', eb.val('').as('sort'), 'slug'])
      .where('kind', '=', kind)
      .where('slug', '=', slug),
    parts,
  );
};

/**
 * The statements that read one page of a collection: its items, its total where the selection is a listing of its own
 * (`isListing`), and the items that it is filtered by (`filters`).
 */
export const collectionStatements = (kind: Kind, selection: Selection, options: ReadOptions) => {
  const { filters, status, modifiedSince, limit, after } = selection;
  const reader = readerOf(options);
  const { filters: relations, fields } = definitionOf(kind);
  const targets = new Map(
    relations.map((relation) => [
      parameterOf(relation),
      relationsOf(fields).find((known) => known.relation === relation)?.kind as Kind,
    ]),
  );
  const selected: Value<string>[] = Object.entries(filters).map(([parameter, slug]) =>
    linkFilter(parameter, targets.get(parameter) ?? kind, slug),
  );
  if (status) selected.push(`status=${status}`);
  const [first = '', ...others] = selected;
  const page = others.reduce<ReturnType<typeof listingsOf>>(
    (query, filter) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('listings as other')
            .whereRef('other.item', '=', 'listings.item')
            .where('other.language', '=', reader.language)
            .where('other.filter', '=', filter)
            .select('other.item'),
        ),
      ),
    listingsOf(kind, reader, first)
      .$if(modifiedSince !== undefined, (query) => query.where('modified', '>=', modifiedSince ?? ''))
      .$if(after !== undefined, (query) =>
        query.where((eb) => eb(eb.refTuple('sort', 'slug'), '>', eb.tuple(after?.sort ?? '', after?.slug ?? ''))),
      )
      .limit(limit + 1),
  );
  return {
    page: cardsOn(page, cardRelations(kind)),
    counter: db
      .selectFrom('counters')
      .select('total')
      .where('kind', '=', kind)
      .where('language', '=', reader.language)
      .where('filter', '=', first)
      .where('fallback', '=', reader.fallback),
    filters: Object.entries(filters).flatMap(([parameter, slug]) => {
      const target = targets.get(parameter);
      return target ? [{ parameter, statement: referenceStatement(target, slug) }] : [];
    }),
    isListing: others.length === 0 && modifiedSince === undefined,
  };
};

/** The statement that reads the items of any kind that were published last. */
export const recentStatement = (options: ReadOptions, limit: number) => {
  const { language, fallback } = readerOf(options);
  const page = db
    .selectFrom('listings')
    .select(['item', 'modified as sort', 'slug'])
    // The listing of a whole kind has no filter, which is also the condition of the index.
    .where('filter', '=', sql.lit(''))
    .where('language', '=', language)
    .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', fallback)]))
    .orderBy('modified', 'desc')
    .orderBy('item')
    .limit(limit);
  return cardsOn(page, [...new Set(kinds.flatMap(cardRelations))], true);
};
