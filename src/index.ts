import { WorkerEntrypoint } from 'cloudflare:workers';
import { appOf } from './app.ts';
import { answerRead } from './http/read.ts';

/** Answers canonical URLs. The edge cache stands in front of it: it runs only to fill that. */
export class PublicReads extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return answerRead(request, this.env);
  }
}

// The gateway runs on every request and is never cached. Its way to the public reads is through their cache.
export default appOf((context) => (request) => context.exports.PublicReads.fetch(request));
