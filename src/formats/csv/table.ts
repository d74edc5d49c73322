import { stringify } from 'csv-stringify/sync';
import { definitionOf, type Table } from '../../kinds/index.ts';
import type { TableRow, TableView, Urls } from '../../model/view.ts';
import { cell, columnsOf, dialect, textOf, valueAt } from './cells.ts';

const itemColumns = ({ kind, with: names }: Table) => {
  const { fields } = definitionOf(kind);
  return columnsOf(Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name))));
};

const headerOf = (table: Table): string[] => [
  ...['id', 'language', table.as, `${table.as}.name`, `${table.as}.href`],
  ...itemColumns(table).map(({ name }) => name),
  ...columnsOf(table.list.fields).map(({ name }) => name),
  ...['fallbacks', 'unverified', 'edition', 'modified', 'licence'],
];

/** The pointer in a row of what has a pointer in the item; undefined where the row does not have it. */
const pointerIn = ({ as, with: names }: Table, { pointer: entry }: TableRow, pointer: string): string | undefined => {
  if (pointer === '/name') return `/${as}/name`;
  if (pointer.startsWith(`${entry}/`)) return pointer.slice(entry.length);
  return names.some((name) => pointer === `/${name}` || pointer.startsWith(`/${name}/`)) ? pointer : undefined;
};

const rowOf = (table: Table, row: TableRow, { language, origin }: { language: string; origin: string }) => {
  const { item, entry } = row;
  const values = (columns: ReturnType<typeof columnsOf>, of: unknown) =>
    Object.fromEntries(columns.map(({ name, path }) => [name, cell(valueAt(of, path))]));
  const pointers = (all: readonly (readonly [pointer: string, rest: string])[]) =>
    all.flatMap(([pointer, rest]) => pointerIn(table, row, pointer)?.concat(rest) ?? []).join(' ');
  return {
    id: row.id,
    language,
    [table.as]: item.slug,
    [`${table.as}.name`]: cell(item.name),
    [`${table.as}.href`]: `${origin}/${language}/${item.kind}/${item.slug}`,
    ...values(itemColumns(table), item.fields),
    ...values(columnsOf(table.list.fields), entry),
    fallbacks: pointers(Object.entries(item.fallbacks).map(([pointer, tag]) => [pointer, `=${tag}`])),
    unverified: pointers(item.unverified.map((pointer) => [pointer, ''])),
    edition: textOf(item.edition),
    modified: item.modified,
    licence: item.licence,
  };
};

/** Whether a row of a table has the text at a pointer of an item. */
export const isInTable = ({ name, as: _, with: names }: Table, pointer: string): boolean =>
  ['name', name, ...names].some((each) => pointer === `/${each}` || pointer.startsWith(`/${each}/`));

/** CSV of a table: a row for each entry, which repeats what is the item's. */
export const writeTable = ({ table, language, rows }: TableView, { origin, flags }: Urls): string =>
  stringify(
    rows.map((row) => rowOf(table, row, { language, origin })),
    { ...dialect, columns: headerOf(table), bom: flags.has('excel') },
  );
