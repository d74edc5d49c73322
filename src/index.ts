import { WorkerEntrypoint } from 'cloudflare:workers';
import { appOf } from './app.ts';
import { type CacheConfiguration, createBackend } from './http/public/backend.ts';
import { answerRead } from './http/public/public-reads.ts';
import { flushOnSchedule } from './http/purge/flush.ts';
import { createPurgers, type Outcome, purgePlatform } from './http/purge/purgers.ts';

/** Answers canonical URLs. The edge cache stands in front of it: it runs only to fill that. */
export class PublicReads extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return answerRead(request, this.env);
  }

  /** Has the cache in front of it forget answers by their tags. */
  purge(tags: string[]): Promise<Outcome> {
    return purgePlatform(this.ctx.cache, tags);
  }
}

const app = appOf(createBackend, createPurgers);

// The gateway runs on every request and is never cached. Its way to the public reads is through their cache.
export default {
  fetch: app.fetch,
  scheduled: (_, env, context) => flushOnSchedule(env.DB, createPurgers(context, env)),
} satisfies ExportedHandler<Env & CacheConfiguration>;
