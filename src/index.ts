import { WorkerEntrypoint } from 'cloudflare:workers';
import { createApp } from './app.ts';
import { type CacheBindings, configOf } from './config.ts';
import { deleteOldPartsOnSchedule } from './http/editor/old-parts.ts';
import { pruneOnSchedule } from './http/prune-refusals.ts';
import { createBackend } from './http/public/backend.ts';
import { publicReads } from './http/public-reads/app.ts';
import { flushOnSchedule } from './http/purge/flush.ts';
import { createPurgers, type PurgeResult, purgePlatformCache } from './http/purge/purgers.ts';
import { refreshOnSchedule } from './http/refresh.ts';

/** Answers canonical URLs. The edge cache stands in front of it: it runs only to fill that. */
export class PublicReads extends WorkerEntrypoint<Env & CacheBindings> {
  override async fetch(request: Request): Promise<Response> {
    return publicReads.fetch(request, this.env, this.ctx);
  }

  /** Purges the cache in front of it by tags. */
  purge(tags: string[]): Promise<PurgeResult> {
    return purgePlatformCache(this.ctx.cache, tags);
  }
}

const app = createApp(
  (execution, env) => createBackend(execution, configOf(env)),
  (execution, env) => createPurgers(execution, configOf(env)),
);

/** The gateway: it runs on every request and is never cached. It asks the public reads through their cache. */
export default {
  fetch: (request: Request, env: Env & CacheBindings, execution: ExecutionContext) =>
    app.fetch(request, env, execution),
  scheduled: async (_, env, execution) => {
    await flushOnSchedule(env.DB, createPurgers(execution, configOf(env)));
    await pruneOnSchedule(env);
    await refreshOnSchedule(env);
    await deleteOldPartsOnSchedule(env);
  },
} satisfies ExportedHandler<Env & CacheBindings>;
