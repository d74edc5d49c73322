import { asNew, type Backend } from './public/backend.ts';
import { mergeCacheStatus } from './public/cache-status.ts';
import type { Visit } from './request-context.ts';

/** The public reads as one request asks them: what their answers tell of themselves is noted for the log. */
export const noting =
  (visit: Visit, reads: Backend): Backend =>
  async (canonical, condition) => {
    const { answer, passage } = asNew(await reads(canonical, condition));
    visit.passage = mergeCacheStatus(visit.passage, passage);
    return answer;
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
    route: route ?? 'none',
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
