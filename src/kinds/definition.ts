import type { Field, Fields } from './fields.ts';
import type { SchemaOrg } from './schema-org.ts';

/** How many items a page of a list has: where nobody says how many, and at most. */
export const pageSize = 50;
export const maxPageSize = 100;

/** How a collection stands: in the official order, newest first, or by name (in Japanese by reading). */
export type Order = { by: 'official'; order: string } | { by: 'newest'; date: string; order?: string } | { by: 'name' };

/** What a name is composed of when no official page gives one: names of links, labels of codes, dates. */
export type Composition = Readonly<Record<string, 'name' | 'label' | 'date'>>;

/** The days of a kind in a calendar: its items by a date, or the entries of a list that are due in a period. */
export type Calendar =
  | { by: 'item'; day: string; details: string }
  | { by: 'entries'; list: string; title: string; period: string };

/** Everything the service knows about a kind. Routes, schemas, filters and OpenAPI follow from it. */
export interface KindDefinition<Kind extends string = string> {
  kind: Kind;
  /** Where its names stand: `names` (people) and `titles` in locales/, or with the record itself. */
  naming: 'names' | 'titles' | 'record';
  /** How to name what has no name of its own. */
  composed?: Composition;
  fields: Fields;
  /** The fields that a card shows, beside the reference. */
  card: readonly string[];
  /** The list whose first entries a card on another site shows, too. */
  cardList?: string;
  /** What schema.org calls its items and their fields. */
  schemaOrg: SchemaOrg;
  /** What stands below an item's name in a feed, and the list that the feed of one item consists of. */
  feed?: { summary?: string; items?: string };
  calendar?: Calendar;
  order: Order;
  /** Relations to filter by: the parameter is the last word (`attendances.participant` → `participant`). */
  filters: readonly string[];
  /** Facts that repeat one of a linked item, so that lists can be ordered by it; they must be equal. */
  agreements?: readonly { fact: string; relation: string; with: string }[];
  /** Where the codes that `status` filters by stand: a fact, or a fact of a list's entries. */
  status?: string;
}

// What answers say of every item; a field of the same name would overwrite it.
const everywhere = ['id', 'kind', 'slug', 'name', 'href', 'language', 'languages', 'links', 'edition', 'note', 'more'];

// A kind of one of these names would have the URLs, or the operations in the OpenAPI document, of the editor's API.
const reserved = ['drafts', 'events', 'archive', 'publications', 'listings'];

/**
 * Defines a kind. Checks what types cannot: that the card, the order and the filters name fields that exist.
 * @throws Error when the definition contradicts itself; a mistake in the code, found by any test.
 */
export const defineKind = <const Kind extends string>(resource: KindDefinition<Kind>): KindDefinition<Kind> => {
  const { kind, fields, order, calendar } = resource;
  if (reserved.includes(kind)) throw new Error(`${kind}: the editor's API has this name`);
  for (const name of everywhere)
    if (fields[name]) throw new Error(`${kind}: ${name} means something else on every kind`);
  const named = [
    ...resource.card,
    ...(resource.cardList ? [resource.cardList] : []),
    ...Object.keys(resource.schemaOrg.fields).map((path) => path.split('.', 1).join()),
    ...Object.values(resource.feed ?? {}),
    ...(calendar ? [calendar.by === 'item' ? calendar.day : calendar.list] : []),
    ...(order.by === 'official' ? [order.order] : []),
    ...(order.by === 'newest' ? [order.date] : []),
  ];
  for (const name of named) if (!fields[name]) throw new Error(`${kind}: there is no field ${name}`);
  const known = relationsOf(fields).map(({ relation }) => relation);
  for (const relation of resource.filters)
    if (!known.includes(relation)) throw new Error(`${kind}: there is no link ${relation}`);
  return Object.freeze(resource);
};

/** The links a kind can have, with the kind they lead to; those of a list are `list.name`. */
export const relationsOf = (fields: Fields, prefix = ''): { relation: string; kind: string }[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.type === 'link') return [{ relation: prefix + name, kind: field.kind }];
    if (field.type === 'list') return relationsOf(field.fields, `${name}.`);
    return [];
  });

/** A filter's parameter in the URL: the last word of its relation. */
export const parameterOf = (relation: string): string => relation.slice(relation.lastIndexOf('.') + 1);

/** A list of items of another kind, or of entries in them. */
export type Backlinks = Extract<Field, { type: 'incoming' | 'entries' }>;

/** The relation by which the items of such a list lead here. */
export const relationOf = (field: Backlinks): string =>
  field.type === 'incoming' ? field.relation : `${field.list}.${field.relation}`;
