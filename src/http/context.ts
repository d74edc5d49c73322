import type { Context } from 'hono';

/** What every request carries through the rooms of this floor. */
export interface Room {
  Bindings: Env;
  Variables: { requestId: string };
}

export type RoomContext = Context<Room>;
