import { matchedRoutes } from 'hono/route';
import { type Address, isAddress, parseAddress } from '../address.ts';
import type { CacheUse, RoomContext } from './context.ts';
import { type Reads, rowsReadHeader } from './reads.ts';

/** What a cache says in `Cf-Cache-Status`; where it has asked the public reads again, they have run. */
const uses: Readonly<Record<string, CacheUse>> = {
  HIT: 'hit',
  STALE: 'hit',
  UPDATING: 'hit',
  MISS: 'miss',
  EXPIRED: 'miss',
  REVALIDATED: 'miss',
  BYPASS: 'bypass',
  DYNAMIC: 'bypass',
};

/**
 * Whether a cache has answered, as far as the answer tells: by `Cf-Cache-Status`, else by `X-Cache`, else by an `Age`
 * above 0 (RFC 9111 §5.1), which only a stored answer has.
 */
export const cacheUse = (headers: Headers): CacheUse => {
  const status = headers.get('Cf-Cache-Status');
  if (status !== null) return uses[status.toUpperCase()] ?? 'unknown';
  const [, said] = /\b(hit|miss)\b/i.exec(headers.get('X-Cache') ?? '') ?? [];
  if (said) return said.toLowerCase() as CacheUse;
  return Number(headers.get('Age') ?? 0) > 0 ? 'hit' : 'unknown';
};

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
export const noteAsked = (context: RoomContext, address: Address, language: string, format: string): void => {
  context.set('asked', { route: formOf(address), language, format });
};

// Of several answers the one that cost most is told.
const byCost: readonly CacheUse[] = ['hit', 'unknown', 'bypass', 'miss'];

const dearest = (one: CacheUse, other: CacheUse): CacheUse =>
  byCost.indexOf(one) > byCost.indexOf(other) ? one : other;

/** The public reads as one request asks them: what their answers tell of themselves is noted for the log. */
export const noting =
  (context: RoomContext, reads: Reads): Reads =>
  async (canonical, condition) => {
    const response = await reads(canonical, condition);
    const cache = cacheUse(response.headers);
    const rowsRead = cache === 'hit' ? 0 : Number(response.headers.get(rowsReadHeader) ?? 0);
    const before = context.get('passage');
    context.set(
      'passage',
      before ? { cache: dearest(before.cache, cache), rowsRead: before.rowsRead + rowsRead } : { cache, rowsRead },
    );
    return response;
  };

const formIn = (path: string): string => {
  const address = parseAddress(path);
  return isAddress(address) ? formOf(address) : 'none';
};

// A path with a wildcard is a guard's, or of a room that takes everything: it says nothing of what was asked.
const routeOf = (context: RoomContext): string =>
  matchedRoutes(context)
    .find(({ path }) => !path.includes('*'))
    ?.path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}') ?? formIn(context.req.path);

const firstOf = (header: string | null, separator: RegExp): string | null => header?.split(separator)[0] || null;

/**
 * Writes one line of JSON about a request that was answered, and tells the reader in `Server-Timing` how the public reads
 * were answered and how long it took (ms). Nothing in either says who asked: no address, no browser, no value of a path
 * or query. On the platform the clock stands still while code runs: `ms` is the time spent waiting, for the database
 * above all.
 */
export const log = (context: RoomContext, { status, headers }: Response, ms: number): void => {
  const { route, language, format } = context.get('asked') ?? {};
  const { cache, rowsRead } = context.get('passage') ?? {};
  // Set here, outside every cache of ours: a stored header would repeat the time of another request.
  headers.set('Server-Timing', cache ? `cache;desc=${cache}, total;dur=${ms}` : `total;dur=${ms}`);
  const line = {
    log: 'request',
    id: context.get('requestId'),
    route: route ?? routeOf(context),
    method: context.req.method.slice(0, 40),
    status,
    language: language ?? firstOf(headers.get('Content-Language'), /,\s*/),
    format: format ?? firstOf(headers.get('Content-Type'), /;\s*/),
    cache: cache ?? 'none',
    rowsRead: rowsRead ?? context.get('database')?.cost.rowsRead ?? 0,
    ms,
  };
  console.info(JSON.stringify(line));
};
