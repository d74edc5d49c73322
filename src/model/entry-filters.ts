import type { Backlinks } from '../kinds/definition.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import { partnership } from '../partnership.ts';

/** A filter by an entry of another item: by that item itself, by another link of the entry, or by one of its facts. */
export type EntryFilter =
  | { parameter: string; type: 'item'; kind: Kind }
  | { parameter: string; type: 'link'; kind: Kind; relation: string }
  | { parameter: string; type: 'fact'; codes: readonly string[] };

/** The filters of a kind by the entries that link to its items, and the field that has those entries. */
export interface EntryFilters {
  field: Extract<Backlinks, { type: 'entries' }>;
  filters: readonly EntryFilter[];
}

/** Returns the filters of a kind by the entries of other items that link to its own; undefined where it has none. */
export const entryFiltersOf = (kind: Kind): EntryFilters | undefined => {
  const { fields, entryFilters } = definitionOf(kind);
  const field = entryFilters && fields[entryFilters.field];
  if (field?.type !== 'entries') return undefined;
  const list = definitionOf(field.kind as Kind).fields[field.list];
  const entry = list?.type === 'list' ? list.fields : {};
  const filters = entryFilters?.by.map((parameter): EntryFilter => {
    if (parameter === field.as) return { parameter, type: 'item', kind: field.kind as Kind };
    const of = entry[parameter];
    if (of?.type === 'link')
      return { parameter, type: 'link', kind: of.kind as Kind, relation: `${field.list}.${parameter}` };
    if (of?.type !== 'fact') throw new Error(`${kind}: entries have no ${parameter}`);
    return { parameter, type: 'fact', codes: of.display === 'side' ? partnership.sides : (of.codes ?? []) };
  });
  return { field, filters: filters ?? [] };
};
