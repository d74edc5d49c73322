import { sql } from 'kysely';
import { parameterOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { entryFiltersOf } from '../../model/entry-filters.ts';
import { compileOnce, db, param } from '../connection.ts';
import { cardsOn, linkFilter, listingsOf, readerOf, referenceStatement, type Value } from './card-statements.ts';
import type { DocumentOptions } from './documents.ts';
import { hasEntry, linksAmong } from './entry-filters.ts';
import { isBehind, language, type Position, positionValues, readersFallback } from './position.ts';

/** Which part of a collection is read: links by slug, a status, the last item of the page before. */
export interface Selection {
  filters: Readonly<Record<string, string>>;
  /** What an entry of another item that links here has: that item, another link by slug, a fact. */
  entry?: Readonly<Record<string, string>>;
  status?: string;
  modifiedSince?: string;
  limit: number;
  after?: Position;
}

/** The kind that a filter's parameter leads to. */
const targetOf = (kind: Kind, parameter: string): Kind => {
  const ofEntry = entryFiltersOf(kind)?.filters.find((each) => each.parameter === parameter);
  if (ofEntry && ofEntry.type !== 'fact') return ofEntry.kind;
  const { filters, fields } = definitionOf(kind);
  const relation = filters.find((each) => parameterOf(each) === parameter);
  return (relationsOf(fields).find((known) => known.relation === relation)?.kind ?? kind) as Kind;
};

/** What of a selection changes the text of its statements, and not only their parameters. */
interface Shape {
  kind: Kind;
  fallback: boolean;
  filters: readonly string[];
  entry: readonly string[];
  status: boolean;
  since: boolean;
  after: 'whole' | 'cut' | undefined;
}

const compileShape = ({ kind, fallback, filters, entry, status, since, after }: Shape) => {
  const selected: Value<string>[] = [
    ...filters.map((name) => linkFilter(name, targetOf(kind, name), param<string>(`filter ${name}`))),
    ...(status ? [param<string>('status')] : []),
  ];
  const [first = '', ...others] = selected;
  const selection = others.reduce<ReturnType<typeof listingsOf>>(
    (query, filter) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('listings as other')
            .whereRef('other.item', '=', 'listings.item')
            .where('other.language', '=', language)
            .where('other.filter', '=', filter)
            .select('other.item'),
        ),
      ),
    listingsOf(kind, { language, fallback: readersFallback }, first)
      .$if(since, (query) => query.where('modified', '>=', param<string>('since')))
      .$if(entry.length > 0, (query) => query.where(hasEntry(kind, entry))),
  );
  const page = selection
    .selectAll('listings')
    .orderBy('sort')
    .orderBy('slug')
    .$if(after !== undefined, (query) => query.where(isBehind(kind, after === 'cut')))
    .limit(param<number>('limit'));
  // A listing as a whole is counted when it is written; a part of one, by an index.
  const counter = db
    .selectFrom('counters')
    .select('total')
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('filter', '=', first)
    .where('fallback', '=', readersFallback);
  const isWhole = others.length === 0 && !since && entry.length === 0;
  return {
    page: compileOnce(
      cardsOn(page, { language, fallback, digest: param<string>('digest') })
        .orderBy('page.sort')
        .orderBy('page.slug'),
    ),
    total: compileOnce(isWhole ? counter : selection.select((eb) => eb.fn.countAll<number>().as('total'))),
  };
};

// There are only so many: each kind with each set of its filters.
const compiled = new Map<string, ReturnType<typeof compileShape>>();

const statementsOf = (shape: Shape) => {
  const key = JSON.stringify(shape);
  const statements = compiled.get(key) ?? compileShape(shape);
  compiled.set(key, statements);
  return statements;
};

/**
 * The statements that read one page of a collection: its items, how many the selection has, and the items that it is
 * filtered by (`filters`).
 */
export const collectionStatements = (kind: Kind, selection: Selection, options: DocumentOptions) => {
  const { filters, entry = {}, status, modifiedSince, limit, after } = selection;
  const { page, total } = statementsOf({
    kind,
    fallback: options.fallback,
    filters: Object.keys(filters),
    entry: Object.keys(entry),
    status: status !== undefined,
    since: modifiedSince !== undefined,
    after: after && (after.isCut ? 'cut' : 'whole'),
  });
  const values = {
    language: options.language,
    fallback: Number(options.fallback),
    digest: options.digest,
    limit: limit + 1,
    status: `status=${status}`,
    since: modifiedSince,
    ...(after && positionValues(after)),
    ...Object.fromEntries(Object.entries({ ...filters, ...entry }).map(([name, value]) => [`filter ${name}`, value])),
  };
  return {
    page: page(values),
    total: total(values),
    filters: Object.entries({ ...filters, ...linksAmong(kind, entry) }).map(([parameter, slug]) => ({
      parameter,
      statement: referenceStatement(targetOf(kind, parameter), slug),
    })),
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
