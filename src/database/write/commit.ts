import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { type Item, languagesOf, linksOf } from '../../model/edition.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks, jsonEach, jsonEachAt } from '../json.ts';
import type { DraftsTable, EditionsTable } from '../schema.generated.ts';
import { eventStatements } from './events.ts';
import { listingStatements } from './listings.ts';
import { enqueueStatements } from './purge-outbox/drain.ts';

const isWithdrawn = ({ edition }: Item): boolean => languagesOf(edition).length === 0;

interface ItemValue {
  id: string;
  kind: string;
  slug: string;
  live: number;
  published: string;
  withdrawn: number;
  slugs: string[];
}

const insertItems = (json: string): Compilable<unknown>[] => [
  db
    .insertInto('items')
    .columns(['id', 'kind', 'slug', 'live', 'published', 'withdrawn'])
    .expression(
      db
        .selectFrom(jsonEach<ItemValue, 'item'>(json, 'item'))
        .select((eb) => {
          const value = eb.ref('item.value', '->>');
          return [
            value.key('id').as('id'),
            value.key('kind').as('kind'),
            value.key('slug').as('slug'),
            value.key('live').as('live'),
            value.key('published').as('published'),
            value.key('withdrawn').as('withdrawn'),
          ];
        })
        // Without WHERE, SQLite would take ON CONFLICT for a join.
        .where((eb) => eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        live: eb.ref('excluded.live'),
        slug: eb.ref('excluded.slug'),
        withdrawn: eb.ref('excluded.withdrawn'),
      })),
    ),
  // The primary key refuses a slug that leads to another item; one that leads to this item already is left out.
  db
    .insertInto('slugs')
    .columns(['kind', 'slug', 'item'])
    .expression(
      db
        .selectFrom(jsonEach<ItemValue, 'item'>(json, 'item'))
        .crossJoin((eb) => jsonEachAt<string, 'slug'>(eb.ref('item.value'), '$.slugs', 'slug'))
        .select((eb) => [
          eb.ref('item.value', '->>').key('kind').as('kind'),
          'slug.value as slug',
          eb.ref('item.value', '->>').key('id').as('item'),
        ])
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('slugs')
                .where('slugs.kind', '=', eb.ref('item.value', '->>').key('kind'))
                .whereRef('slugs.slug', '=', 'slug.value')
                .where('slugs.item', '=', eb.ref('item.value', '->>').key('id'))
                .select('slugs.item'),
            ),
          ),
        ),
    ),
];

// The primary key (item, number) refuses the second of two publications, and with it the whole batch.
const insertEditions = (json: string): Compilable<unknown> =>
  db
    .insertInto('editions')
    .columns(['item', 'number', 'facts', 'texts', 'withdrawals', 'published'])
    .expression(
      db.selectFrom(jsonEach<EditionsTable, 'edition'>(json, 'edition')).select((eb) => {
        const value = eb.ref('edition.value', '->>');
        return [
          value.key('item').as('item'),
          value.key('number').as('number'),
          value.key('facts').as('facts'),
          value.key('texts').as('texts'),
          value.key('withdrawals').as('withdrawals'),
          value.key('published').as('published'),
        ];
      }),
    );

const insertDrafts = (json: string): Compilable<unknown> =>
  db
    .insertInto('drafts')
    .columns(['item', 'kind', 'slug', 'revision', 'record', 'saved', 'who'])
    .expression(
      db
        .selectFrom(jsonEach<DraftsTable, 'draft'>(json, 'draft'))
        .select((eb) => {
          const value = eb.ref('draft.value', '->>');
          return [
            value.key('item').as('item'),
            value.key('kind').as('kind'),
            value.key('slug').as('slug'),
            value.key('revision').as('revision'),
            value.key('record').as('record'),
            value.key('saved').as('saved'),
            value.key('who').as('who'),
          ];
        })
        .where((eb) => eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('item').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        record: eb.ref('excluded.record'),
        saved: eb.ref('excluded.saved'),
        who: eb.ref('excluded.who'),
        slug: eb.ref('excluded.slug'),
      })),
    );

const itemStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const items = changes.flatMap(({ live, slugs = [] }): ItemValue[] => {
    if (!live) return [];
    const { id, kind, slug, published, edition } = live;
    const withdrawn = isWithdrawn(live) ? 1 : 0;
    return [{ id, kind, slug, live: edition.number, published, withdrawn, slugs: [slug, ...slugs] }];
  });
  const editions = changes.flatMap(({ item, editions = [] }) =>
    editions.map(
      ({ number, facts, texts, withdrawals, published }): EditionsTable => ({
        item: item.id,
        number,
        facts: JSON.stringify(facts),
        texts: JSON.stringify(texts),
        withdrawals: JSON.stringify(withdrawals),
        published,
      }),
    ),
  );
  const drafts = changes.flatMap(({ item, by, draft }): DraftsTable[] => {
    if (!draft) return [];
    const record = draft.record === null ? null : JSON.stringify(draft.record);
    const { id, kind, slug } = item;
    return [{ item: id, kind, slug, revision: draft.revision, record, saved: by.at, who: by.who }];
  });
  return [
    ...jsonChunks(items).flatMap(insertItems),
    ...jsonChunks(editions).map(insertEditions),
    ...jsonChunks(drafts).map(insertDrafts),
  ];
};

interface LinkValue {
  source: string;
  relation: string;
  position: number;
  kind: string;
  slug: string;
}

const linkStatements = (items: readonly Item[]): Compilable<unknown>[] => {
  const links = items
    .filter((item) => !isWithdrawn(item))
    .flatMap(({ id, kind, edition }) =>
      linksOf(kind, edition.facts).map((link): LinkValue => ({ source: id, ...link })),
    );
  return [
    ...jsonChunks(items.map(({ id }) => id)).map((json) =>
      db
        .deleteFrom('links')
        .where('source', 'in', db.selectFrom(jsonEach<string, 'item'>(json, 'item')).select('item.value')),
    ),
    ...jsonChunks(links).map((json) =>
      db
        .insertInto('links')
        .columns(['source', 'relation', 'place', 'target'])
        .expression(
          db
            .selectFrom(jsonEach<LinkValue, 'link'>(json, 'link'))
            .innerJoin('slugs', (join) =>
              join
                .on((eb) => eb('slugs.kind', '=', eb.ref('link.value', '->>').key('kind')))
                .on((eb) => eb('slugs.slug', '=', eb.ref('link.value', '->>').key('slug'))),
            )
            .select((eb) => {
              const value = eb.ref('link.value', '->>');
              return [
                value.key('source').as('source'),
                value.key('relation').as('relation'),
                value.key('position').as('place'),
                eb.ref('slugs.item').as('target'),
              ];
            }),
        ),
    ),
  ];
};

/**
 * Writes changes, each with its event and all that is derived from it (slugs, links, listings, the purge outbox; the
 * counters and `live` by triggers), in one atomic batch. It decides nothing.
 * @throws WriteConflict where an expectation of a change no longer holds; nothing is written then.
 */
export const commit = async (database: Database, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  const live = changes.flatMap((change) => change.live ?? []);
  const purges = enqueueStatements(changes.flatMap(({ live: item, slugs }) => (item ? [{ live: item, slugs }] : [])));
  await database.batch(
    ...eventStatements(changes),
    ...purges.before,
    ...itemStatements(changes),
    ...linkStatements(live),
    ...purges.after,
    ...listingStatements(live),
  );
};
