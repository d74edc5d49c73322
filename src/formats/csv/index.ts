import { stringify } from 'csv-stringify/sync';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Card, CollectionView } from '../../model/view.ts';
import type { Format } from '../format.ts';
import { type Column, cell, columnsOf, dialect, textOf, valueAt } from './cells.ts';
import { writeTable } from './table.ts';

/** The columns of a kind: one or more for each field of its cards. */
const kindColumns = (kind: Kind): Column[] => {
  const { fields, card } = definitionOf(kind);
  return columnsOf(Object.fromEntries(Object.entries(fields).filter(([name]) => card.includes(name))));
};

// The entries of a list share a cell, one line each, so that the nth lines of neighbouring columns are one entry.
const cellOf = (card: Card, { path, inList }: Column): string => {
  const [list = '', ...inner] = path;
  if (!inList) return cell(valueAt(card, path));
  const entries = (card[list] ?? []) as readonly unknown[];
  const lines = entries.map((entry) => textOf(valueAt(entry, inner)).replace(/[\r\n]+/g, ' '));
  return lines.some((line) => line !== '') ? cell(lines.join('\n')) : '';
};

const rowsOf = (view: CollectionView): Record<string, string>[] => {
  const columns = kindColumns(view.kind);
  return view.items.map((card, index) => {
    const itemPointer = `/items/${index}`;
    const isInItem = (pointer: string) => pointer.startsWith(`${itemPointer}/`);
    return {
      id: card.id,
      slug: card.slug,
      language: view.language,
      name: cell(card.name),
      href: card.href,
      ...Object.fromEntries(columns.map((column) => [column.name, cellOf(card, column)])),
      fallbacks: Object.entries(view.fallbacks)
        .filter(([pointer]) => isInItem(pointer))
        .map(([pointer, language]) => `${pointer.slice(itemPointer.length)}=${language}`)
        .join(' '),
      unverified: view.unverified
        .filter(isInItem)
        .map((pointer) => pointer.slice(itemPointer.length))
        .join(' '),
      languages: card.languages.join(' '),
      edition: String(card.edition),
      modified: card.modified,
      licence: card.licence,
    };
  });
};

const headerOf = ({ kind }: CollectionView): string[] => [
  ...['id', 'slug', 'language', 'name', 'href'],
  ...kindColumns(kind).map(({ name }) => name),
  ...['fallbacks', 'unverified', 'languages', 'edition', 'modified', 'licence'],
];

/**
 * CSV, RFC 4180, of one page of a collection or a table: a header, then a row for each item or entry, with CRLF. An apostrophe is before what a
 * spreadsheet would evaluate as a formula. `?excel=1` adds a byte order mark.
 */
export const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  flags: ['excel'],
  collection: (view, { flags }) =>
    stringify(rowsOf(view), {
      ...dialect,
      columns: headerOf(view),
      bom: flags.has('excel'),
    }),
  table: writeTable,
};
