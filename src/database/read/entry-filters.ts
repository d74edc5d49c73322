import { expressionBuilder } from 'kysely';
import { relationOf } from '../../kinds/definition.ts';
import type { Kind } from '../../kinds/index.ts';
import { entryFiltersOf } from '../../model/entry-filters.ts';
import { param } from '../connection.ts';
import type { Tables } from '../schema.generated.ts';
import { idAt } from './card-statements.ts';

// The links of an entry are at one place of its item; its facts are in that item's edition, at the same place of the list.
/**
 * The condition that an entry of another item links to the item of a listing row and has what `parameters` say, each the
 * value of `filter {parameter}`. One entry must have it all.
 */
export const hasEntry = (kind: Kind, parameters: readonly string[]) => {
  const entries = entryFiltersOf(kind);
  if (!entries) throw new Error(`${kind} has no filters by entries`);
  const { field, filters } = entries;
  const eb = expressionBuilder<Tables, 'listings'>();
  const given = filters.filter(({ parameter }) => parameters.includes(parameter));
  const matching = given.reduce(
    (query, filter) => {
      const value = param<string>(`filter ${filter.parameter}`);
      if (filter.type === 'item') return query.where('entry.source', '=', idAt(filter.kind, value));
      if (filter.type === 'link')
        return query.where((on) =>
          on.exists(
            on
              .selectFrom('links as beside')
              .whereRef('beside.source', '=', 'entry.source')
              .where('beside.relation', '=', filter.relation)
              .whereRef('beside.place', '=', 'entry.place')
              .where('beside.target', '=', idAt(filter.kind, value))
              .select('beside.target'),
          ),
        );
      return query.where((on) =>
        on.exists(
          on
            .selectFrom('live')
            .whereRef('live.id', '=', 'entry.source')
            .where((fact) => {
              const path = [fact.val(`$.${field.list}[`), fact.ref('entry.place'), fact.val(`].${filter.parameter}`)];
              return fact(fact.fn<string>('json_extract', ['live.facts', fact.fn<string>('concat', path)]), '=', value);
            })
            .select('live.id'),
        ),
      );
    },
    eb
      .selectFrom('links as entry')
      .whereRef('entry.target', '=', 'listings.item')
      .where('entry.relation', '=', relationOf(field))
      .select('entry.target'),
  );
  return eb.exists(matching);
};

/** Those of the filters by entries that name an item. */
export const linksAmong = (kind: Kind, entry: Readonly<Record<string, string>>) => {
  const facts = (entryFiltersOf(kind)?.filters ?? []).filter(({ type }) => type === 'fact');
  return Object.fromEntries(
    Object.entries(entry).filter(([name]) => !facts.some(({ parameter }) => parameter === name)),
  );
};
