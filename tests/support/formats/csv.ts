import { parse } from 'csv-parse/browser/esm/sync';
import { csv } from '../../../src/formats/csv/index.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

type Row = Record<string, string>;

/** Parses CSV strictly: CRLF between records, as many cells in each as in the header. */
export const readCsv = (body: string): Row[] =>
  parse(body, { bom: true, columns: true, record_delimiter: '\r\n', relax_quotes: false }) as Row[];

const textsIn = (row: Row): ReadText[] => {
  const fallbacks = new Map((row.fallbacks ?? '').split(' ').map((each) => each.split('=') as [string, string]));
  return Object.entries(row).flatMap(([column, text]) => {
    const [list, ...inner] = column.split('.');
    const lines = text.split('\n');
    const listed = lines.map((line, index) => ({
      text: line,
      language: fallbacks.get(`/${[list, index, ...inner].join('/')}`),
    }));
    // A list with fallbacks has one text in each line; another cell is one text.
    const isList = listed.some(({ language }) => language);
    return isList ? listed : [{ text, language: fallbacks.get(`/${column.replaceAll('.', '/')}`) }];
  });
};

/** CSV, parsed by csv-parse. */
export const csvCase: FormatCase = {
  format: csv,
  unverifiedMark: 'elsewhere',
  read: (body) => {
    const [header = ''] = body.split('\r\n', 1);
    const rows = readCsv(body);
    if (!/^id,slug,language,name,href,.*fallbacks,unverified,languages,edition,modified,licence$/.test(header))
      throw new Error(header);
    // RFC 4180 §2.6, which the parser does not enforce: a cell with a line break is quoted.
    const unquoted = body.replace(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', '');
    if (/[\r\n]/.test(unquoted)) throw new Error('a line break outside of quotes');
    if (!body.endsWith('\r\n')) throw new Error('the last record has no end');
    return [{ text: header }, ...rows.flatMap(textsIn)];
  },
};
