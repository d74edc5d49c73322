import { sql } from 'kysely';
import { parameterOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { db } from '../connection.ts';
import { cardsOn, linkFilter, listingsOf, readerOf, referenceStatement, type Value } from './card-statements.ts';
import type { DocumentOptions } from './documents.ts';

/** Which part of a collection is read: links by slug, a status, the last item of the page before. */
export interface Selection {
  filters: Readonly<Record<string, string>>;
  status?: string;
  modifiedSince?: string;
  limit: number;
  after?: { sort: string; slug: string };
}

/**
 * The statements that read one page of a collection: its items, its total where the selection is a listing of its own
 * (`isListing`), and the items that it is filtered by (`filters`).
 */
export const collectionStatements = (kind: Kind, selection: Selection, options: DocumentOptions) => {
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
    page: cardsOn(page, options).orderBy('page.sort').orderBy('page.slug'),
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
export const recentStatement = (options: DocumentOptions, limit: number) => {
  const { language, fallback } = readerOf(options);
  const page = db
    .selectFrom('listings')
    .select(['item', 'kind', 'modified as sort', 'slug'])
    // The listing of a whole kind has no filter, which is also the condition of the index.
    .where('filter', '=', sql.lit(''))
    .where('language', '=', language)
    .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', fallback)]))
    .orderBy('modified', 'desc')
    .orderBy('item')
    .limit(limit);
  return cardsOn(page, options).orderBy('page.sort', 'desc').orderBy('page.item');
};
