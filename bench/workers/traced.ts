import worker from '../../src/index.ts';
import { signedIn } from './signed-in.ts';

export { PublicReads } from '../../src/index.ts';

declare global {
  /** The files whose functions were entered, in order: the instrumented build appends to it. */
  var entered: string[];
}

const EDITOR_RATE = { limit: async () => ({ success: true }) };

let answered: string[] = [];

/** The service with a publisher signed in; `/trace` returns the files that were entered since it was last asked. */
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === '/trace') return Response.json(answered);
    globalThis.entered.length = 0;
    const answer = await worker.fetch(request, { ...env, EDITOR_RATE }, signedIn(context));
    // What goes on behind the answer is not on the way of whoever asks.
    answered = globalThis.entered.splice(0);
    return answer;
  },
};
