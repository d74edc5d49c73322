import type { ExpressionBuilder } from 'kysely';
import type { AgreedFact, Expectation } from '../../commands/types.ts';
import type { ItemId } from '../../model/edition.ts';
import { jsonEachAt } from '../json.ts';
import type { Tables } from '../schema.generated.ts';

/** What the statement that records an event needs of a change, to check what it expects. */
export interface ExpectingValue {
  who: string;
  item: string;
  kind: string;
  slug: string;
  expects: Expectation;
}

type Events<Value> = Tables & { event: { key: string; value: Value } };

/** Whether what a change expects holds still. */
export const expectationsHold = (eb: ExpressionBuilder<Events<ExpectingValue>, 'event'>) => {
  const value = () => eb.ref('event.value', '->>');
  const expects = () => value().key('expects');
  const entries = <Value, Alias extends string>(name: keyof Expectation, alias: Alias) =>
    jsonEachAt<Value, Alias>(eb.ref('event.value'), `$.expects.${name}`, alias);
  const liveNumber = eb.selectFrom('items').select('live').where('items.id', '=', value().key('item'));
  const revision = eb.selectFrom('drafts').select('revision').where('drafts.item', '=', value().key('item'));
  return eb.and([
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
            items(items.fn.coalesce('items.live', items.lit(0)), '<>', items.ref('other.value', '->>').key('edition')),
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
            .where(
              'links.source',
              'not in',
              eb
                .selectFrom(
                  jsonEachAt<string, 'leaving'>(eb.ref('event.value'), '$.expects.unlinked.except', 'leaving'),
                )
                .select('leaving.value'),
            )
            .select('links.source'),
        ),
      ),
    ]),
    // A fact of an item that is linked to, which this item repeats.
    eb.not(
      eb.exists(
        eb
          .selectFrom(entries<{ id: ItemId; fact: string; value: string }, 'agreed'>('agrees', 'agreed'))
          .innerJoin('live', (join) => join.on((on) => on('live.id', '=', on.ref('agreed.value', '->>').key('id'))))
          .where((live) => {
            const agreed = live.ref('agreed.value', '->>');
            const path = live(live.val('$.'), '||', live.parens(agreed.key('fact')));
            return live(live.fn('json_extract', ['live.facts', path]), 'is not', agreed.key('value'));
          })
          .select('live.id'),
      ),
    ),
    // A fact of this item, which the items that link to it repeat.
    eb.not(
      eb.exists(
        eb
          .selectFrom(entries<AgreedFact & { except?: readonly ItemId[] }, 'repeated'>('repeated', 'repeated'))
          .innerJoin('links', (join) =>
            join
              .on('links.target', '=', value().key('item'))
              .on((on) => on('links.relation', '=', on.ref('repeated.value', '->>').key('relation'))),
          )
          .innerJoin('live', 'live.id', 'links.source')
          .where((live) => {
            const repeated = live.ref('repeated.value', '->>');
            const path = live(live.val('$.'), '||', live.parens(repeated.key('fact')));
            return live.and([
              live('live.kind', '=', repeated.key('kind')),
              live(live.fn('json_extract', ['live.facts', path]), 'is not', repeated.key('value')),
              live(
                'live.id',
                'not in',
                live
                  .selectFrom(jsonEachAt<string, 'changing'>(live.ref('repeated.value'), '$.except', 'changing'))
                  .select('changing.value'),
              ),
            ]);
          })
          .select('live.id'),
      ),
    ),
  ]);
};
