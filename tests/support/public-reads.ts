import { type Backend, requestFor } from '../../src/http/public/backend.ts';
import { publicReads } from '../../src/http/public-reads/app.ts';

/** The public reads without a cache in front of them. */
export const publicReadsWith =
  (bindings: Env): Backend =>
  async (canonical, condition) =>
    publicReads.fetch(requestFor(canonical, condition), bindings);
