import type { Field, Fields } from './fields.ts';
import type { SchemaOrg } from './schema-org.ts';

/** How many items a page of a collection has by default, and at most. */
export const pageSize = 50;
export const maxPageSize = 100;

/** The order of a collection: official, newest first, or by name (in Japanese by its reading). */
export type Order = { by: 'official'; order: string } | { by: 'newest'; date: string; order?: string } | { by: 'name' };

/** The fields that a name is composed of when no official page gives one: names of links, labels of codes, dates. */
export type Composition = Readonly<Record<string, 'name' | 'label' | 'date'>>;

/** The days of a kind in a calendar: its items by a date, or the entries of a list that are due in a period. */
export type Calendar =
  | { by: 'item'; day: string; details: string }
  | { by: 'entries'; list: string; title: string; period: string };

/** A kind. Routes, schemas, filters, pages, cards, formats and OpenAPI are made from it. */
export interface KindDefinition<Kind extends string = string> {
  kind: Kind;
  /** Where its names are: `names` (people) or `titles` in locales/, or in the record itself. */
  naming: 'names' | 'titles' | 'record';
  /** How to compose the name of an item that has none of its own. */
  composed?: Composition;
  fields: Fields;
  /** The fields of its card: a reference with the facts and texts that identify an item in a list. */
  card: readonly string[];
  /** The facts of a card in a list of our pages, in this order; by default those of `card`. */
  cardFacts?: readonly string[];
  /** The facts at the head of its page, in this order; by default those of `fields`. */
  pageFacts?: readonly string[];
  /** The list whose first entries an embedded card has. */
  cardList?: string;
  /** Its type and properties at schema.org. */
  schemaOrg: SchemaOrg;
  /** The summary and the day of an entry in a feed, and the list that the feed of one item has as entries. */
  feed?: { summary?: string; day?: string; items?: string };
  calendar?: Calendar;
  /** Lists whose entries are a table of their own, over all items: what the item is called there, and what of it is repeated. */
  tables?: Readonly<Record<string, { as: string; with: readonly string[] }>>;
  order: Order;
  /** Relations to filter by: the parameter is the last segment (`attendances.participant` → `participant`). */
  filters: readonly string[];
  /**
   * Filters by the entries of other items that link here, which one entry must pass together: the field that has these
   * entries, and the names in it: `council` (the other item), `organisation` (a link), `side` (a fact).
   */
  entryFilters?: { field: string; by: readonly string[] };
  /** Facts that repeat a fact of a linked item, so that collections can be ordered by it; they must be equal. */
  agreements?: readonly { fact: string; relation: string; with: string }[];
  /** The fact that the filter `status` compares: a field, or a field of a list's entries (`commitments.status`). */
  status?: string;
}

/** A table of the entries of a list, over all items of a kind: one row an entry. */
export interface KindTable<Kind extends string = string> {
  /** Its name in URLs: that of the list. */
  name: string;
  kind: Kind;
  /** The list whose entries are its rows. */
  list: Extract<Field, { type: 'list' }>;
  /** What its columns call the item that an entry is of. */
  as: string;
  /** The fields of that item which each row repeats. */
  with: readonly string[];
}

// Members of every answer for an item; a field of the same name would overwrite one.
const reservedNames = [
  'id',
  'kind',
  'slug',
  'name',
  'href',
  'language',
  'languages',
  'links',
  'edition',
  'published',
  'modified',
  'licence',
  'aliases',
  'sources',
  'unverified',
  'fallbacks',
  'note',
  'more',
];

// A kind of one of these names would have the URLs, or the operations in the OpenAPI document, of the editor's API.
const reservedKinds = ['items', 'drafts', 'events', 'archive', 'publications', 'imports', 'listings'];

/**
 * Defines a kind. Checks what types cannot: that all names that the definition refers to are fields of the kind.
 * @throws Error when the definition contradicts itself; a mistake in the code, found by any test.
 */
export const defineKind = <const Kind extends string>(definition: KindDefinition<Kind>): KindDefinition<Kind> => {
  const { kind, fields, order, calendar } = definition;
  if (reservedKinds.includes(kind)) throw new Error(`${kind}: the editor's API has this name`);
  for (const name of reservedNames)
    if (fields[name]) throw new Error(`${kind}: ${name} means something else on every kind`);
  const names = [
    ...definition.card,
    ...(definition.cardFacts ?? []),
    ...(definition.pageFacts ?? []),
    ...(definition.cardList ? [definition.cardList] : []),
    ...(definition.entryFilters ? [definition.entryFilters.field] : []),
    ...Object.keys(definition.schemaOrg.fields).map((path) => path.split('.', 1).join()),
    ...Object.values(definition.feed ?? {}),
    ...(calendar ? [calendar.by === 'item' ? calendar.day : calendar.list] : []),
    ...Object.entries(definition.tables ?? {}).flatMap(([name, table]) => [name, ...table.with]),
    ...(order.by === 'official' ? [order.order] : []),
    ...(order.by === 'newest' ? [order.date] : []),
    ...(definition.status ? [definition.status.split('.', 1).join()] : []),
  ];
  for (const name of names) if (!fields[name]) throw new Error(`${kind}: there is no field ${name}`);
  const relations = relationsOf(fields).map(({ relation }) => relation);
  for (const relation of definition.filters)
    if (!relations.includes(relation)) throw new Error(`${kind}: there is no link ${relation}`);
  return Object.freeze(definition);
};

/** The field whose codes the filter `status` takes; undefined where the kind has no such filter. */
export const statusField = ({ status, fields }: KindDefinition): Extract<Field, { type: 'fact' }> | undefined => {
  const [name = '', inner] = status?.split('.') ?? [];
  const outer = fields[name];
  const field = inner && outer?.type === 'list' ? outer.fields[inner] : outer;
  return field?.type === 'fact' ? field : undefined;
};

/** The links of a kind, each with the kind it leads to; those of a list are `list.name`. */
export const relationsOf = (fields: Fields, prefix = ''): { relation: string; kind: string }[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.type === 'link') return [{ relation: prefix + name, kind: field.kind }];
    if (field.type === 'list') return relationsOf(field.fields, `${name}.`);
    return [];
  });

/** The query parameter that filters by a relation: its last segment. */
export const parameterOf = (relation: string): string => relation.slice(relation.lastIndexOf('.') + 1);

/** The facts of an item that stand beside an entry of its list where the item itself is only named. */
export const repeatedFields = ({ fields, tables }: KindDefinition, list: string): Fields => {
  const names = tables?.[list]?.with ?? [];
  return Object.fromEntries(
    Object.entries(fields).filter(([name, { type }]) => names.includes(name) && type === 'fact'),
  );
};

/** A list of the items of another kind that link here, or of the entries that do. */
export type Backlinks = Extract<Field, { type: 'incoming' | 'entries' }>;

/** The relation by which the items of such a list link here. */
export const relationOf = (field: Backlinks): string =>
  field.type === 'incoming' ? field.relation : `${field.list}.${field.relation}`;
