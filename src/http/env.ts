import type { Context } from 'hono';
import { createFactory } from 'hono/factory';
import type { CommandName } from '../commands/types.ts';
import type { CacheBindings, Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import type { Language } from '../languages.ts';
import type { ParsedPath } from '../url.ts';
import type { AccessConfiguration } from './editor/access-settings.ts';
import type { Identity } from './editor/authentication.ts';
import type { Backend, CacheStatus } from './public/backend.ts';

/** What the platform gives to every request. */
export type Bindings = Env & AccessConfiguration & CacheBindings;

/** The state of a request, set by middleware and read by handlers as `c.var`. */
export interface Variables {
  requestId: string;
  config: Config;
  /** The path of the request, parsed once. */
  url: ParsedPath;
  /** The language of the answer: that of the path, else what `Accept-Language` comes to. */
  language: Language;
  /** The languages that the reader accepts, the preferred one first; that of the path alone, where it has one. */
  acceptedLanguages: readonly Language[];
  /** The format that was negotiated, by its extension; for the access log. */
  format?: string;
  /** Asks the public reads through their cache. */
  backend: Backend;
  /** How the public reads have answered this request so far. */
  cacheStatus?: CacheStatus;
  /** Set where a route uses the database itself: the editor's API, `/readyz` and the home page. */
  database: Database;
  /** Set for the editor's API, once the request is authenticated. */
  identity: Identity;
  /** Set for the editor's API where the request is a command: its refusal is recorded. */
  command?: CommandName;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: Variables;
}

export type AppContext = Context<AppEnv>;

/** Creates middleware and handlers whose context is typed. */
export const factory = createFactory<AppEnv>();
