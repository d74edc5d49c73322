import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { languagesOf } from '../../model/edition.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach, jsonEachAt } from '../json.ts';
import { newestEvent } from './editions.ts';
import { selectRows } from './rows.ts';

interface ItemValue {
  id: string;
  kind: string;
  slug: string;
  live: number;
  published: string;
  withdrawn: number;
  slugs: string[];
}

const itemColumns = ['id', 'kind', 'slug', 'live', 'published', 'withdrawn'] as const;

const insertItems = (json: string): Compilable<unknown>[] => [
  db
    .insertInto('items')
    .columns(itemColumns)
    .expression(selectRows<ItemValue>(json, itemColumns))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        live: eb.ref('excluded.live'),
        slug: eb.ref('excluded.slug'),
        withdrawn: eb.ref('excluded.withdrawn'),
        published: eb.ref('excluded.published'),
      })),
    ),
  // The primary key refuses a slug that leads to another item; one that leads to this item already is left out.
  db
    .insertInto('slugs')
    .columns(['kind', 'slug', 'item', 'event'])
    .expression(
      db
        .selectFrom(jsonEach<ItemValue, 'item'>(json, 'item'))
        .crossJoin((eb) => jsonEachAt<string, 'slug'>(eb.ref('item.value'), '$.slugs', 'slug'))
        .select((eb) => [
          eb.ref('item.value', '->>').key('kind').as('kind'),
          'slug.value as slug',
          eb.ref('item.value', '->>').key('id').as('item'),
          eb.parens(newestEvent).as('event'),
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

/** The statements that write the items which changes publish or withdraw, and the slugs that lead to them. */
export const itemStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const items = changes.flatMap(({ live, slugs = [] }): ItemValue[] => {
    if (!live) return [];
    const { id, kind, slug, published, edition } = live;
    const withdrawn = languagesOf(edition).length === 0 ? 1 : 0;
    return [{ id, kind, slug, live: edition.number, published, withdrawn, slugs: [slug, ...slugs] }];
  });
  return jsonChunks(items).flatMap(insertItems);
};
