import { answerRead } from '../src/http/read.ts';
import { type Reads, requestFor } from '../src/http/reads.ts';

/** The public reads with nothing in front of them. */
export const readsOn =
  (room: Env): Reads =>
  (canonical, condition) =>
    answerRead(requestFor(canonical, condition), room);
