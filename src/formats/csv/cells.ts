import type { Field, Fields } from '../../kinds/fields.ts';

/** A column: what it is called, and where its value is. */
export interface Column {
  /** The name in the header: the path with dots. */
  name: string;
  /** The members that lead from a card or an entry to the value. */
  path: readonly string[];
  /** Whether the first member is a list, of which the cell has one value for each entry. */
  inList: boolean;
}

/** The columns of fields: one or more for each. */
export const columnsOf = (fields: Fields, prefix: readonly string[] = [], inList = false): Column[] =>
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

/** The value at a path, whatever is missing on the way. */
export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((object, member) => (object as Record<string, unknown> | null | undefined)?.[member], value);

/** A value as a text; nothing where there is none. */
export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

// What spreadsheets evaluate when they open a file or import it, some of them after trimming white space, and what has
// apostrophes before that: so that the first apostrophe of what matches is always the one that was put there.
const formula = /^['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^'*[\t\r]/;

/** Writes a value as a cell that no spreadsheet evaluates: a text that it would take for a formula has an apostrophe before it. */
export const cell = (value: unknown): string => {
  const text = textOf(value);
  return typeof value !== 'number' && formula.test(text) ? `'${text}` : text;
};

/** How a file is written: RFC 4180, with CRLF; a cell with a line break of any sort is quoted (§2.6). */
export const dialect = { header: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/ } as const;
