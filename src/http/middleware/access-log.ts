import { matchedRoutes } from 'hono/route';
import { formatTemplate, isRecordUrl } from '../../url.ts';
import { type AppContext, factory } from '../env.ts';
import { formatPattern } from '../routing.ts';

// The route's pattern: no value of the path but the kind. A pattern with a wildcard is a middleware's.
const routeOf = (c: AppContext): string => {
  const url = c.get('url');
  if (isRecordUrl(url)) return formatTemplate(url);
  const pattern = matchedRoutes(c).find(({ path }) => !path.includes('*'))?.path;
  return pattern === undefined ? 'none' : formatPattern(pattern);
};

const firstOf = (header: string | null, separator: RegExp): string | null => header?.split(separator)[0] || null;

/**
 * Writes a line of JSON for each request, and sets `Server-Timing`: the cache result, and how long it took (ms). The line
 * contains nothing about the client: no address, no user agent, no value of a path or a query. On the platform the clock
 * stands still while code runs, so `ms` is the time spent waiting, above all for the database.
 */
export const accessLog = factory.createMiddleware(async (c, next) => {
  const start = Date.now();
  await next();
  const { status, headers } = c.res;
  const format = c.get('format');
  const cacheStatus = c.get('cacheStatus');
  const ms = Date.now() - start;
  // Hono's own timing writes a form that differs from the published one (`desc` in quotes, decimals).
  headers.set('Server-Timing', `${cacheStatus ? `cache;desc=${cacheStatus.cache}, ` : ''}total;dur=${ms}`);
  const line = {
    log: 'request',
    id: c.get('requestId'),
    route: routeOf(c),
    method: c.req.method.slice(0, 40),
    status,
    language: format ? c.get('language') : firstOf(headers.get('Content-Language'), /,\s*/),
    format: format ?? firstOf(headers.get('Content-Type'), /;\s*/),
    cache: cacheStatus?.cache ?? 'none',
    rowsRead: cacheStatus?.rowsRead ?? c.get('database')?.cost.rowsRead ?? 0,
    ms,
  };
  console.info(JSON.stringify(line));
});
