import { type Database, openDatabase } from '../database/connection.ts';
import type { AccessConfiguration } from './editor/authentication.ts';
import type { CacheConfiguration } from './public/backend.ts';
import type { CacheStatus } from './public/cache-status.ts';

/** What the deployment gives to every request. */
export type Bindings = Env & AccessConfiguration & CacheConfiguration;

/**
 * A request on its way through the rooms of this floor: what all of them ask of it, read once, and what is noted of it.
 */
export interface Visit {
  readonly request: Request;
  readonly env: Bindings;
  readonly execution: ExecutionContext;
  /** By what the reader and the log know it: the edge's name for it, else one of our own. */
  readonly id: string;
  readonly method: string;
  readonly headers: Headers;
  /** The path of its URL as it was sent, and the query with its question mark, empty where nothing follows that. */
  readonly path: string;
  readonly search: string;
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
  /** What it was understood to ask for: which form of URL, and what was chosen for the reader. */
  route: string | undefined;
  language: string | undefined;
  format: string | undefined;
  /** What the public reads have told it of how they answered. */
  passage: CacheStatus | undefined;
  database: Database | undefined;
}

/** What answers a request. */
export type Answering = (visit: Visit) => Response | Promise<Response>;

/**
 * The path and the query of a request's URL. It is normal already, without a fragment: cutting it costs a twentieth of
 * parsing it again.
 */
export const partsOf = (url: string): { path: string; search: string } => {
  const path = url.indexOf('/', url.indexOf('//') + 2);
  const query = url.indexOf('?', path);
  if (query < 0) return { path: url.slice(path), search: '' };
  return { path: url.slice(path, query), search: query + 1 < url.length ? url.slice(query) : '' };
};

/** A request as it arrives. */
export const visitOf = (request: Request, env: Bindings, execution: ExecutionContext): Visit => {
  const { method, headers, url } = request;
  const { path, search } = partsOf(url);
  return {
    request,
    env,
    execution,
    id: headers.get('CF-Ray') ?? crypto.randomUUID(),
    method,
    headers,
    path,
    search,
    ifMatch: headers.get('If-Match'),
    ifNoneMatch: headers.get('If-None-Match'),
    route: undefined,
    language: undefined,
    format: undefined,
    passage: undefined,
    database: undefined,
  };
};

/** The database as this request sees it: opened once, so that what the request costs is counted in one place. */
export const databaseOf = (visit: Visit): Database => {
  visit.database ??= openDatabase(visit.env.DB);
  return visit.database;
};
