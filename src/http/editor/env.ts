import type { Context } from 'hono';
import type { Bindings, Visit } from '../request-context.ts';
import type { Identity } from './authentication.ts';

/** What a request carries through the rooms of editors. */
export interface Room {
  Bindings: Bindings & { visit: Visit };
  Variables: { identity?: Identity };
}

export type RoomContext = Context<Room>;

/** The request that a room of editors was found for. */
export const visitIn = ({ env }: RoomContext): Visit => env.visit;
