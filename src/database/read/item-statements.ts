import { type Expression, sql } from 'kysely';
import { type Backlinks, parameterOf, relationOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { ReadOptions } from '../../model/view.ts';
import { compileOnce, db, param } from '../connection.ts';
import type { Tables } from '../schema.generated.ts';
import { cardRelations, cardsOn, idAt, linkFilter, listingsOf, type Page } from './card-statements.ts';
import { embeddedListLimit } from '../documents/localizer.ts';
import { commonColumns, referenceColumns } from '../rows.ts';

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
  // In parentheses, as one value: the builder takes a query only where it expects a list.
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
