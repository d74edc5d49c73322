import { parse } from 'csv-parse/browser/esm/sync';
import { csv } from '../../../src/formats/csv.ts';
import type { Said, Subject } from '../cases/formats.ts';

type Row = Record<string, string>;

/** Reads CSV as strictly as the parser can: CRLF between records, as many cells in each as in the header. */
export const readCsv = (body: string): Row[] =>
  parse(body, { bom: true, columns: true, record_delimiter: '\r\n', relax_quotes: false }) as Row[];

const saidIn = (row: Row): Said[] => {
  const borrowed = new Map((row.fallbacks ?? '').split(' ').map((each) => each.split('=') as [string, string]));
  return Object.entries(row).flatMap(([column, text]) => {
    const [list, ...inner] = column.split('.');
    const lines = text.split('\n');
    const listed = lines.map((line, index) => ({
      text: line,
      language: borrowed.get(`/${[list, index, ...inner].join('/')}`),
    }));
    // The lines of a list, of which some are borrowed; or one cell.
    const lists = listed.some(({ language }) => language);
    return lists ? listed : [{ text, language: borrowed.get(`/${column.replaceAll('.', '/')}`) }];
  });
};

/** CSV, read by csv-parse. */
export const subject: Subject = {
  format: csv,
  doubts: 'beside',
  read: (body) => {
    const [header = ''] = body.split('\r\n', 1);
    const rows = readCsv(body);
    if (!/^slug,language,name,href,.*fallbacks,unverified,edition,modified$/.test(header)) throw new Error(header);
    // RFC 4180 §2.6, which the parser does not insist on: a line break within a cell stands in quotes.
    const bare = body.replace(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', '');
    if (/[\r\n]/.test(bare)) throw new Error('a line break outside of quotes');
    if (!body.endsWith('\r\n')) throw new Error('the last record has no end');
    return [{ text: header }, ...rows.flatMap(saidIn)];
  },
};
