import { Hono } from 'hono';
import { builder } from './http/builder.ts';
import type { Room } from './http/context.ts';
import { robots, sitemap } from './http/crawlers.ts';
import { editor } from './http/editor/index.ts';
import { oembed } from './http/embed.ts';
import { gateway } from './http/gateway.ts';
import { logged } from './http/log.ts';
import { failed, manners, readOnly, withoutQuery, withoutTrailingSlash } from './http/observe.ts';
import { paying } from './http/owed.ts';
import { preconditions } from './http/preconditions.ts';
import type { Purge } from './http/purge.ts';
import type { Reads } from './http/reads.ts';
import { docs, health, openapi, problemType, readiness } from './http/service.ts';

type Way<To> = (context: ExecutionContext, env: Room['Bindings']) => To;

/** The order of the rooms that every request walks through. */
export const appOf = (readsOf: Way<Reads>, purgesOf: Way<readonly Purge[]> = () => []) =>
  new Hono<Room>({ strict: true })
    .onError(failed)
    .use(logged, manners)
    .use('/editor/*', paying(purgesOf))
    .route('/', editor)
    .use(readOnly, withoutTrailingSlash, preconditions)
    .get('/healthz', health)
    .get('/readyz', readiness)
    .get('/openapi.json', openapi)
    .get('/docs', withoutQuery, docs)
    .get('/robots.txt', withoutQuery, robots)
    .get('/sitemap.xml', (context) => sitemap(context, readsOf(context.executionCtx as ExecutionContext, context.env)))
    .get('/problems/:code', withoutQuery, problemType)
    .get('/oembed', (context) => oembed(context, readsOf(context.executionCtx as ExecutionContext, context.env)))
    .get('/:language/embed-builder', (context) =>
      builder(context, readsOf(context.executionCtx as ExecutionContext, context.env)),
    )
    .get('*', (context) => gateway(context, readsOf(context.executionCtx as ExecutionContext, context.env)));
