/** How the public reads were answered: by their cache, by their code, past the cache, or nobody can tell. */
export type CacheResult = 'hit' | 'miss' | 'bypass' | 'unknown';

/** What the public reads have told a request of how they answered it. */
export interface CacheStatus {
  cache: CacheResult;
  rowsRead: number;
}

/**
 * In which header the public reads tell the gateway how many rows they have read. It goes no further. A cache keeps it
 * with the answer, so that a hit repeats it: there it counts for nothing.
 */
export const rowsReadHeader = 'X-Rows-Read';

/** What a cache says in `Cf-Cache-Status`; where it has asked the public reads again, they have run. */
const uses: ReadonlyMap<string, CacheResult> = new Map([
  ['HIT', 'hit'],
  ['STALE', 'hit'],
  ['UPDATING', 'hit'],
  ['MISS', 'miss'],
  ['EXPIRED', 'miss'],
  ['REVALIDATED', 'miss'],
  ['BYPASS', 'bypass'],
  ['DYNAMIC', 'bypass'],
]);

/**
 * Whether a cache has answered, as far as the answer tells: by `Cf-Cache-Status`, else by `X-Cache`, else by an `Age`
 * above 0 (RFC 9111 §5.1), which only a stored answer has.
 */
export const cacheResultOf = (headers: Headers): CacheResult => {
  const status = headers.get('Cf-Cache-Status');
  if (status !== null) return uses.get(status.toUpperCase()) ?? 'unknown';
  const [, said] = /\b(hit|miss)\b/i.exec(headers.get('X-Cache') ?? '') ?? [];
  if (said) return said.toLowerCase() as CacheResult;
  return Number(headers.get('Age') ?? 0) > 0 ? 'hit' : 'unknown';
};

/** What an answer tells of how it was made. */
export const cacheStatusOf = (headers: Headers): CacheStatus => {
  const cache = cacheResultOf(headers);
  return { cache, rowsRead: cache === 'hit' ? 0 : Number(headers.get(rowsReadHeader) ?? 0) };
};

const byCost: readonly CacheResult[] = ['hit', 'unknown', 'bypass', 'miss'];

const dearest = (one: CacheResult, other: CacheResult): CacheResult =>
  byCost.indexOf(one) > byCost.indexOf(other) ? one : other;

/** What several answers tell together: how the one that cost most was made, and the rows of all. */
export const mergeCacheStatus = (one: CacheStatus | undefined, other: CacheStatus): CacheStatus =>
  one ? { cache: dearest(one.cache, other.cache), rowsRead: one.rowsRead + other.rowsRead } : other;
