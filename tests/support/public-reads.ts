import { type Backend, requestFor } from '../../src/http/public/backend.ts';
import { publicReads } from '../../src/http/public-reads/app.ts';

/** The public reads with nothing in front of them. */
export const readsOn =
  (room: Env): Backend =>
  async (canonical, condition) =>
    publicReads.fetch(requestFor(canonical, condition), room);
