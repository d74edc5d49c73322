import { type Backend, requestFor } from '../../src/http/public/backend.ts';
import { answerRead } from '../../src/http/public/public-reads.ts';

/** The public reads with nothing in front of them. */
export const readsOn =
  (room: Env): Backend =>
  (canonical, condition) =>
    answerRead(requestFor(canonical, condition), room);
