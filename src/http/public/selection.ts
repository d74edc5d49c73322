import type { Selection } from '../../database/read/statements.ts';
import { pageSize, parameterOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { ItemId } from '../../model/edition.ts';
import { decodeCursor } from '../cursor.ts';

/**
 * The items that the filters of a collection name, whether or not there are any: a slug that leads nowhere today may be
 * an item's tomorrow.
 */
export const filteredItems = (kind: Kind, parameters: Readonly<Record<string, string>>): ItemId[] => {
  const { fields, filters } = definitionOf(kind);
  return relationsOf(fields)
    .filter(({ relation }) => filters.includes(relation) && parameters[parameterOf(relation)] !== undefined)
    .map(({ relation, kind: target }) => `${target as Kind}/${parameters[parameterOf(relation)]}` as const);
};

/** The part of a collection that parameters select. */
export const selectionOf = (kind: Kind, parameters: Readonly<Record<string, string>>): Selection => {
  const { after, limit: size, status, modified_since: since } = parameters;
  const links = definitionOf(kind).filters.map(parameterOf);
  const place = after === undefined ? undefined : decodeCursor(after);
  return {
    filters: Object.fromEntries(Object.entries(parameters).filter(([name]) => links.includes(name))),
    limit: size === undefined ? pageSize : Number(size),
    ...(status && { status }),
    ...(since && { modifiedSince: since.length === 10 ? `${since}T00:00:00Z` : since }),
    ...(place && { after: { sort: place.sort, slug: place.slug } }),
  };
};
