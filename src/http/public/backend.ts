import { type CacheStatus, cacheStatusOf, rowsReadHeader } from './cache-status.ts';

/** What the deployment says of the caches in front of the public reads; all of it may be left out. */
export interface CacheConfiguration {
  /** Where the public reads are asked over HTTP, through a cache that stands there: an origin. */
  READS_ORIGIN?: string;
  /** Where that cache is told to forget, and the secret it knows us by. */
  PURGE_URL?: string;
  PURGE_SECRET?: string;
}

/** What answers canonical URLs: the public reads, through the cache in front of them. A condition is `If-None-Match`. */
export type Backend = (canonical: string, condition?: string | null) => Promise<Response>;

/** The public reads, or the cache in front of them, do not answer. */
export class BackendUnreachable extends Error {}

// An answer of the cache is as good as new, for it is purged: with its age or its first date, RFC 9111 §4.2.3, browsers
// would find it stale on arrival.
const ofTheCache = [rowsReadHeader, 'Age', 'Date'];

// What a server or a cache behind HTTP says of itself.
const ofTheWay = ['Via', 'Accept-Ranges', 'X-Varnish', 'Server', 'Connection', 'Keep-Alive'];

const without = (answer: Response, names: readonly string[]): Response => {
  const { headers } = answer;
  for (const name of names) headers.delete(name);
  return answer;
};

/**
 * An answer of the public reads as the gateway hands it on, without what says when and how it was made: that is told
 * beside it.
 */
export const asNew = (response: Response): { answer: Response; passage: CacheStatus } => {
  const answer = new Response(response.body, response);
  const passage = cacheStatusOf(answer.headers);
  return { answer: without(answer, ofTheCache), passage };
};

// Caches commonly refuse header fields of more than 8 KB.
const longest = 4000;

/**
 * A request for a URL as the public reads get it: with nothing of the reader's but the condition. One that is too long
 * for caches stays behind: the gateway answers it by the tag that comes back.
 */
export const requestFor = (url: string, condition?: string | null): Request =>
  new Request(url, {
    redirect: 'manual',
    ...(condition && condition.length <= longest && { headers: { 'If-None-Match': condition } }),
  });

const overHttp =
  (origin: string): Backend =>
  async (canonical, condition) => {
    const { pathname, search } = new URL(canonical);
    const there = new URL(origin).origin + pathname + search;
    const response = await fetch(requestFor(there, condition)).catch((error: Error) => {
      throw new BackendUnreachable(error.message);
    });
    // A fault there, or what does not say how long it is kept, is no answer of ours: it is told to the reader in the
    // reader's language, as any fault is.
    if (response.status >= 500 || !response.headers.has('Cache-Control')) {
      await response.body?.cancel();
      throw new BackendUnreachable(`the public reads answer ${response.status}`);
    }
    return without(new Response(response.body, response), ofTheWay);
  };

/**
 * The way from the gateway to the public reads: HTTP to `READS_ORIGIN` where it is set, else the entrypoint of this
 * Worker, through its cache. Either way it is a new request: path, query, `If-None-Match`.
 * @throws ReadsUnreachable when nothing sound comes back over HTTP.
 */
export const createBackend = (
  { exports }: Pick<ExecutionContext, 'exports'>,
  { READS_ORIGIN }: CacheConfiguration,
): Backend =>
  READS_ORIGIN
    ? overHttp(READS_ORIGIN)
    : (canonical, condition) => exports.PublicReads.fetch(requestFor(canonical, condition));
