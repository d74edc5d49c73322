import worker from '../../src/index.ts';

export { PublicReads } from '../../src/index.ts';

declare global {
  /** The files whose functions were entered, in order: the instrumented build appends to it. */
  var entered: string[];
}

const access = { getIdentity: async () => ({ email: 'bench@localhost' }) };
const EDITOR_RATE = { limit: async () => ({ success: true }) };

/** The service with a publisher signed in; `/trace` returns the files that were entered since it was last asked. */
export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname === '/trace') return Response.json(globalThis.entered.splice(0));
    const signedIn = Object.assign(Object.create(context), { access, exports: context.exports }) as ExecutionContext;
    return worker.fetch(request, { ...env, EDITOR_RATE }, signedIn);
  },
};
