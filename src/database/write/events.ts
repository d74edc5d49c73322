import type { Compilable } from 'kysely';
import type { Change, Expectation } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach, jsonEachAt } from '../json.ts';

interface EventValue {
  at: string;
  who: string;
  command: string;
  item: string;
  kind: string;
  slug: string;
  edition: number | null;
  revision: number | null;
  expects: Expectation;
  detail: string;
}

// The event's time, or NULL where an expectation no longer holds: the table refuses NULL, so that nothing of the batch is
// written. D1 has no other way to make a condition that holds for the whole of a batch.
const insertEvents = (json: string) =>
  db
    .insertInto('events')
    .columns(['at', 'who', 'command', 'item', 'edition', 'revision', 'detail'])
    .expression(
      db.selectFrom(jsonEach<EventValue, 'event'>(json, 'event')).select((eb) => {
        const value = () => eb.ref('event.value', '->>');
        const expects = () => value().key('expects');
        const entries = <Value, Alias extends string>(name: keyof Expectation, alias: Alias) =>
          jsonEachAt<Value, Alias>(eb.ref('event.value'), `$.expects.${name}`, alias);
        const liveNumber = eb.selectFrom('items').select('live').where('items.id', '=', value().key('item'));
        const revision = eb.selectFrom('drafts').select('revision').where('drafts.item', '=', value().key('item'));
        const holds = eb.and([
          eb(eb.fn.coalesce(liveNumber, eb.lit(0)), '=', expects().key('edition')),
          eb.or([
            eb(expects().key('revision'), 'is', null),
            eb(eb.fn.coalesce(revision, eb.lit(0)), '=', expects().key('revision')),
          ]),
          eb.not(
            eb.exists(
              eb
                .selectFrom(entries<string, 'target'>('targets', 'target'))
                .leftJoin('items', 'items.id', 'target.value')
                .where((items) => items(items.fn.coalesce('items.withdrawn', items.lit(1)), '=', 1))
                .select('target.value'),
            ),
          ),
          eb.not(
            eb.exists(
              eb
                .selectFrom(entries<{ id: string; edition: number }, 'other'>('unchanged', 'other'))
                .leftJoin('items', (join) =>
                  join.on((items) => items('items.id', '=', items.ref('other.value', '->>').key('id'))),
                )
                .where((items) =>
                  items(
                    items.fn.coalesce('items.live', items.lit(0)),
                    '<>',
                    items.ref('other.value', '->>').key('edition'),
                  ),
                )
                .select('other.value'),
            ),
          ),
          eb.not(
            eb.exists(
              eb
                .selectFrom(entries<string, 'undrafted'>('withoutDraft', 'undrafted'))
                .innerJoin('drafts', 'drafts.item', 'undrafted.value')
                .where('drafts.record', 'is not', null)
                .select('undrafted.value'),
            ),
          ),
          // The slug belongs to no other item.
          eb.not(
            eb.exists(
              eb
                .selectFrom('slugs')
                .where('slugs.kind', '=', value().key('kind'))
                .where('slugs.slug', '=', value().key('slug'))
                .where('slugs.item', '<>', value().key('item'))
                .select('slugs.item'),
            ),
          ),
          eb.or([
            eb(expects().key('parts'), 'is', null),
            eb(
              eb
                .selectFrom('import_parts')
                .where('import_parts.item', '=', value().key('item'))
                .where('import_parts.who', '=', value().key('who'))
                .select((parts) => parts.fn.countAll<number>().as('count')),
              '=',
              expects().key('parts').$notNull(),
            ),
          ]),
          eb.or([
            eb(expects().key('unlinked'), 'is', null),
            eb.not(
              eb.exists(
                eb
                  .selectFrom('links')
                  .where('links.target', '=', value().key('item'))
                  .whereRef('links.source', '<>', 'links.target')
                  .select('links.source'),
              ),
            ),
          ]),
        ]);
        return [
          eb.case().when(holds).then(value().key('at')).end().$notNull().as('at'),
          value().key('who').as('who'),
          value().key('command').as('command'),
          value().key('item').as('item'),
          value().key('edition').as('edition'),
          value().key('revision').as('revision'),
          value().key('detail').as('detail'),
        ];
      }),
    );

/** The statements that record changes as events, and refuse the batch where an expectation no longer holds. */
export const eventStatements = (changes: readonly Change[]): Compilable<unknown>[] =>
  jsonChunks(
    changes.map(
      ({ command, by, item, expects, live, draft, detail = {} }): EventValue => ({
        at: by.at,
        who: by.who,
        command,
        item: item.id,
        kind: item.kind,
        slug: item.slug,
        edition: live?.edition.number ?? null,
        revision: draft?.revision ?? null,
        expects,
        detail: JSON.stringify(detail),
      }),
    ),
  ).map(insertEvents);
