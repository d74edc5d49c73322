import type { AppContext, AppEnv } from '../env.ts';

export type Room = AppEnv;
export type RoomContext = AppContext;
export const visitIn = (c: RoomContext): RoomContext => c;
export const databaseOf = (c: RoomContext) => c.var.database;
