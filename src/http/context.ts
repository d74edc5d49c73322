import type { Context } from 'hono';
import type { AccessConfiguration, Identity } from './identity.ts';

/** What every request carries through the rooms of this floor. */
export interface Room {
  Bindings: Env & AccessConfiguration;
  Variables: { requestId: string; identity?: Identity };
}

export type RoomContext = Context<Room>;
