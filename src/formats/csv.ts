import { stringify } from 'csv-stringify/sync';
import type { Field, Fields } from '../kinds/fields.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import type { Card, CollectionView } from '../model/view.ts';
import type { Format } from './format.ts';

interface Column {
  /** The name in the header: the path with dots. */
  name: string;
  /** The members that lead from a card to the value. */
  path: readonly string[];
  /** Whether the first member is a list, of which the cell has one value for each entry. */
  inList: boolean;
}

const columnsOf = (fields: Fields, prefix: readonly string[] = [], inList = false): Column[] =>
  Object.entries(fields).flatMap(([name, field]) => columnsOfField(field, [...prefix, name], inList));

const columnsOfField = (field: Field, path: readonly string[], inList: boolean): Column[] => {
  const name = path.join('.');
  switch (field.type) {
    case 'fact':
      return field.hidden ? [] : [{ name, path, inList }];
    case 'text':
    case 'name':
      return [{ name, path, inList }];
    case 'link':
      return [
        { name, path: [...path, 'slug'], inList },
        { name: `${name}.name`, path: [...path, 'name'], inList },
      ];
    case 'group':
      return columnsOf(field.fields, path, inList);
    case 'list':
      return columnsOf(field.fields, path, true);
    case 'incoming':
    case 'entries':
      return []; // cards do not have them
  }
};

/** The columns of a kind: one or more for each field of its cards. */
const kindColumns = (kind: Kind): Column[] => {
  const { fields, card } = definitionOf(kind);
  return columnsOf(Object.fromEntries(Object.entries(fields).filter(([name]) => card.includes(name))));
};

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((object, member) => (object as Record<string, unknown> | null | undefined)?.[member], value);

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

// What spreadsheets evaluate when they open a file or import it, some of them after trimming white space, and what has
// apostrophes before that: so that the first apostrophe of what matches is always the one that was put there.
const formula = /^['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^'*[\t\r]/;

/** Writes a value as a cell that no spreadsheet evaluates: a text that it would take for a formula has an apostrophe before it. */
const cell = (value: unknown): string => {
  const text = textOf(value);
  return typeof value !== 'number' && formula.test(text) ? `'${text}` : text;
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
 * CSV, RFC 4180, of one page of a collection: a header, then a row for each item, with CRLF. An apostrophe is before what a
 * spreadsheet would evaluate as a formula. `?excel=1` adds a byte order mark.
 */
export const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  flags: ['excel'],
  collection: (view, { flags }) =>
    stringify(rowsOf(view), {
      header: true,
      columns: headerOf(view),
      record_delimiter: '\r\n',
      // A cell with a line break of any sort is quoted: RFC 4180 §2.6.
      quoted_match: /[\r\n]/,
      bom: flags.has('excel'),
    }),
};
