import { stringify } from 'csv-stringify/sync';
import type { Field, Fields } from '../kinds/fields.ts';
import { definitionOf } from '../kinds/index.ts';
import { type Card, type CollectionView, dependencyLookup } from '../model/view.ts';
import type { Format } from './format.ts';

/** A column: its name in the header, and the way to its value. */
interface Column {
  name: string;
  path: readonly string[];
  /** The value is that of each entry of the list at the first step. */
  listed: boolean;
}

const columnsOf = (fields: Fields, prefix: readonly string[] = [], listed = false): Column[] =>
  Object.entries(fields).flatMap(([name, field]) => columnsFor(field, [...prefix, name], listed));

const columnsFor = (field: Field, path: readonly string[], listed: boolean): Column[] => {
  const name = path.join('.');
  switch (field.type) {
    case 'fact':
      return field.hidden ? [] : [{ name, path, listed }];
    case 'text':
    case 'name':
      return [{ name, path, listed }];
    case 'link':
      return [
        { name, path: [...path, 'slug'], listed },
        { name: `${name}.name`, path: [...path, 'name'], listed },
      ];
    case 'group':
      return columnsOf(field.fields, path, listed);
    case 'list':
      return columnsOf(field.fields, path, true);
    case 'incoming':
    case 'entries':
      return []; // no card shows them
  }
};

const follow = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], value);

const cell = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

// Entries of a list share one cell, a line each, so that the lines of neighbouring columns belong together.
const contentOf = (card: Card, { path, listed }: Column): string => {
  const [list = '', ...inner] = path;
  if (!listed) return cell(follow(card, path));
  const entries = (card[list] ?? []) as readonly unknown[];
  const lines = entries.map((entry) => cell(follow(entry, inner)).replace(/[\r\n]+/g, ' '));
  return lines.some((line) => line !== '') ? lines.join('\n') : '';
};

/** The columns that a kind has of its own: the fields of its cards. */
const ownColumns = ({ kind }: CollectionView): Column[] => {
  const { fields, card } = definitionOf(kind);
  return columnsOf(Object.fromEntries(Object.entries(fields).filter(([name]) => card.includes(name))));
};

const rowsOf = (page: CollectionView): Record<string, string>[] => {
  const columns = ownColumns(page);
  const standing = dependencyLookup(page);
  return page.items.map((card, index) => {
    const at = `/items/${index}`;
    const here = (pointer: string) => pointer.startsWith(`${at}/`);
    const { edition, published } = standing(card);
    return {
      slug: card.slug,
      language: page.language,
      name: cell(card.name),
      href: card.href,
      ...Object.fromEntries(columns.map((column) => [column.name, contentOf(card, column)])),
      fallbacks: Object.entries(page.fallbacks)
        .filter(([pointer]) => here(pointer))
        .map(([pointer, language]) => `${pointer.slice(at.length)}=${language}`)
        .join(' '),
      unverified: page.unverified
        .filter(here)
        .map((pointer) => pointer.slice(at.length))
        .join(' '),
      edition: String(edition),
      modified: published,
    };
  });
};

// The library leaves a cell be that begins with a line feed, as one does whose first entry is empty: importers that
// trim would find the formula behind it.
const afterBreak = (cell: string): string => (cell.startsWith('\n') ? `'${cell}` : cell);

const headerOf = (page: CollectionView): string[] => [
  ...['slug', 'language', 'name', 'href'],
  ...ownColumns(page).map(({ name }) => name),
  ...['fallbacks', 'unverified', 'edition', 'modified'],
];

/**
 * CSV, RFC 4180, of one page of a collection: a header, CRLF, a row for each item. `?excel=1` begins with a byte order
 * mark, and puts an apostrophe before what a spreadsheet would take for a formula.
 */
export const csv: Format = {
  extension: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  flags: ['excel'],
  page: (page, { flags: switches }) =>
    stringify(rowsOf(page), {
      header: true,
      columns: headerOf(page),
      record_delimiter: '\r\n',
      // RFC 4180 §2.6: a line break within a cell, of whatever sort.
      quoted_match: /[\r\n]/,
      ...(switches.has('excel') && { bom: true, escape_formulas: true, cast: { string: afterBreak } }),
    }),
};
