import { type Address, isAddress, parseAddress } from '../address.ts';
import { together } from './passage.ts';
import { asNew, type Reads } from './reads.ts';
import type { Visit } from './visit.ts';

// Which form of URL was asked for; of the values in it only the kind, of which there is a short list.
const formOf = ({ language, shape, changes, kind, slug, format }: Address): string => {
  let form = language ? '/{language}' : '';
  if (shape) form += `/${shape}`;
  if (changes) form += '/changes';
  if (kind) form += `/${kind}`;
  if (slug !== undefined) form += '/{slug}';
  return (form || '/') + (format === undefined ? '' : '.{format}');
};

/** Notes for the log what a request was understood to ask for. */
export const noteAsked = (visit: Visit, address: Address, language: string, format: string): void => {
  visit.route = formOf(address);
  visit.language = language;
  visit.format = format;
};

/** The public reads as one request asks them: what their answers tell of themselves is noted for the log. */
export const noting =
  (visit: Visit, reads: Reads): Reads =>
  async (canonical, condition) => {
    const { answer, passage } = asNew(await reads(canonical, condition));
    visit.passage = together(visit.passage, passage);
    return answer;
  };

const formIn = (path: string): string => {
  const address = parseAddress(path);
  return isAddress(address) ? formOf(address) : 'none';
};

const firstOf = (header: string | null, separator: RegExp): string | null => header?.split(separator)[0] || null;

/**
 * Writes one line of JSON about a request that was answered, and tells the reader in `Server-Timing` how the public reads
 * were answered and how long it took (ms). Nothing in either says who asked: no address, no browser, no value of a path
 * or query. On the platform the clock stands still while code runs: `ms` is the time spent waiting, for the database
 * above all.
 */
export const log = (visit: Visit, { status, headers }: Pick<Response, 'status' | 'headers'>, ms: number): void => {
  const { id, method, route, language, format, database } = visit;
  const { cache, rowsRead } = visit.passage ?? {};
  // Set here, outside every cache of ours: a stored header would repeat the time of another request.
  headers.set('Server-Timing', cache ? `cache;desc=${cache}, total;dur=${ms}` : `total;dur=${ms}`);
  const line = {
    log: 'request',
    id,
    route: route ?? formIn(visit.path),
    method: method.slice(0, 40),
    status,
    language: language ?? firstOf(headers.get('Content-Language'), /,\s*/),
    format: format ?? firstOf(headers.get('Content-Type'), /;\s*/),
    cache: cache ?? 'none',
    rowsRead: rowsRead ?? database?.cost.rowsRead ?? 0,
    ms,
  };
  console.info(JSON.stringify(line));
};
