import type { Context } from 'hono';
import { type Database, openDatabase } from '../store/database.ts';
import type { AccessConfiguration, Identity } from './identity.ts';
import type { CacheConfiguration } from './reads.ts';

/** How the public reads were answered: by their cache, by their code, past the cache, or nobody can tell. */
export type CacheUse = 'hit' | 'miss' | 'bypass' | 'unknown';

/** What a request was understood to ask for. */
export interface Asked {
  route: string;
  language: string;
  format: string;
}

/** What the public reads have told a request of how they answered it. */
export interface Passage {
  cache: CacheUse;
  rowsRead: number;
}

/** What every request carries through the rooms of this floor. */
export interface Room {
  Bindings: Env & AccessConfiguration & CacheConfiguration;
  Variables: { requestId: string; identity?: Identity; database?: Database; asked?: Asked; passage?: Passage };
}

export type RoomContext = Context<Room>;

/** What answers a request. */
export type Answering = (context: RoomContext) => Response | Promise<Response>;

/** The database as this request sees it: opened once, so that what the request costs is counted in one place. */
export const databaseOf = (context: RoomContext): Database => {
  const database = context.get('database') ?? openDatabase(context.env.DB);
  context.set('database', database);
  return database;
};
