import type { Compilable } from 'kysely';
import { parameterOf } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import type { Item } from '../../model/edition.ts';
import { type Database, db } from '../connection.ts';
import { readDigest, storeDigest } from '../digests.ts';
import { markListsStale } from '../documents/stale.ts';
import { readLive } from '../editor-queries.ts';
import { jsonChunks, jsonEach, jsonEachAt } from '../json.ts';
import { type SortPosition, sortPositions, statusCodesOf } from './sort-keys.ts';

interface ListingValue {
  id: string;
  kind: string;
  slug: string;
  number: number;
  modified: string;
  positions: readonly SortPosition[];
  statuses: readonly string[];
  /** The parameter of each relation that the kind can be filtered by. */
  parameters: Readonly<Record<string, string>>;
}

const toValue = ({ id, kind, slug, edition }: Item): ListingValue => ({
  id,
  kind,
  slug,
  number: edition.number,
  modified: edition.published,
  positions: sortPositions(kind, id, edition),
  statuses: statusCodesOf(kind, edition.facts),
  parameters: Object.fromEntries(definitionOf(kind).filters.map((relation) => [relation, parameterOf(relation)])),
});

// An item that has another live edition by now is left to whoever published that one.
const current = (json: string) =>
  db
    .selectFrom(jsonEach<ListingValue, 'item'>(json, 'item'))
    .innerJoin('items', (join) =>
      join
        .on((eb) => eb('items.id', '=', eb.ref('item.value', '->>').key('id')))
        .on((eb) => eb('items.live', '=', eb.ref('item.value', '->>').key('number'))),
    );

const insertListings = (json: string) =>
  db
    .with('item', () => current(json).select('item.value'))
    // The listings that an item is in: that of its whole kind, one for each status, one for each link.
    .with('list', (query) =>
      query
        .selectFrom('item')
        .select((eb) => [eb.ref('item.value', '->>').key('id').as('id'), eb.val('').as('filter')])
        .union(
          query
            .selectFrom('item')
            .crossJoin((eb) => jsonEachAt<string, 'status'>(eb.ref('item.value'), '$.statuses', 'status'))
            .select((eb) => [
              eb.ref('item.value', '->>').key('id').as('id'),
              eb(eb.val('status='), '||', eb.ref('status.value')).as('filter'),
            ]),
        )
        .union(
          query
            .selectFrom('item')
            .innerJoin('links', (join) =>
              join.on((eb) => eb('links.source', '=', eb.ref('item.value', '->>').key('id'))),
            )
            .crossJoin((eb) => jsonEachAt<string, 'parameter'>(eb.ref('item.value'), '$.parameters', 'parameter'))
            .whereRef('parameter.key', '=', 'links.relation')
            .select((eb) => [
              eb.ref('links.source').as('id'),
              eb(eb('parameter.value', '||', eb.val('=')), '||', eb.ref('links.target')).as('filter'),
            ]),
        ),
    )
    .insertInto('listings')
    .columns(['kind', 'language', 'filter', 'sort', 'slug', 'item', 'fallback', 'modified'])
    .expression((eb) =>
      eb
        .selectFrom('item')
        .innerJoin('list', (join) => join.on((on) => on('list.id', '=', on.ref('item.value', '->>').key('id'))))
        .crossJoin((from) => jsonEachAt<SortPosition, 'position'>(from.ref('item.value'), '$.positions', 'position'))
        .select((row) => {
          const item = row.ref('item.value', '->>');
          const position = row.ref('position.value', '->>');
          return [
            item.key('kind').as('kind'),
            position.key('language').as('language'),
            row.ref('list.filter').as('filter'),
            position.key('sort').as('sort'),
            item.key('slug').as('slug'),
            row.ref('list.id').as('item'),
            position.key('fallback').as('fallback'),
            item.key('modified').as('modified'),
          ];
        }),
    );

/** The statements that list items anew: in the listing of their kind, of each status and of each link. */
export const listingStatements = (items: readonly Item[]): Compilable<unknown>[] => {
  const chunks = jsonChunks(items.map(toValue));
  return [
    ...chunks.map((json) => db.deleteFrom('listings').where('item', 'in', current(json).select('items.id'))),
    ...chunks.map(insertListings),
  ];
};

const batchSize = 100;

// How far a rebuilding has come: the digest for which it is done, and the id of the last item.
const progressName = 'listings-progress';
const formatProgress = (digest: string, last: string): string => `${digest} ${last}`;
const parseProgress = (digest: string, progress = ''): string =>
  progress.startsWith(`${digest} `) ? progress.slice(digest.length + 1) : '';

/**
 * Lists the next 100 items anew, where what listings are sorted by has changed since that was last done, as
 * their digest tells; `at` is when (ISO 8601, UTC). How far that has come is stored, so that nothing is left out whoever asks,
 * and however often; `next` is the last item of the batch, null when all are listed.
 */
export const rebuildListings = async (
  database: Database,
  digest: string,
  { at }: { at: string },
): Promise<{ listed: number; next: string | null }> => {
  if ((await readDigest(database, 'listings')) === digest) return { listed: 0, next: null };
  const after = parseProgress(digest, await readDigest(database, progressName));
  const items = await readLive(database, after, batchSize);
  const last = items.at(-1);
  const next = items.length === batchSize && last ? last.id : null;
  await database.batch(
    ...listingStatements(items),
    markListsStale(
      items.map(({ id }) => id),
      at,
    ),
    ...(next === null
      ? [storeDigest('listings', digest), storeDigest(progressName, '')]
      : [storeDigest(progressName, formatProgress(digest, next))]),
  );
  return { listed: items.length, next };
};
