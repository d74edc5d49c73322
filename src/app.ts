import { Hono } from 'hono';
import type { Room } from './http/context.ts';
import { robots, sitemap } from './http/crawlers.ts';
import { editor } from './http/editor/index.ts';
import { gateway } from './http/gateway.ts';
import { logged } from './http/log.ts';
import { failed, manners, readOnly, withoutQuery, withoutTrailingSlash } from './http/observe.ts';
import type { Reads } from './http/reads.ts';
import { docs, health, openapi, problemType, readiness } from './http/service.ts';

/** The order of the rooms that every request walks through. */
export const appOf = (readsOf: (context: ExecutionContext) => Reads) =>
  new Hono<Room>({ strict: true })
    .onError(failed)
    .use(logged, manners)
    .route('/', editor)
    .use(readOnly, withoutTrailingSlash)
    .get('/healthz', health)
    .get('/readyz', readiness)
    .get('/openapi.json', openapi)
    .get('/docs', withoutQuery, docs)
    .get('/robots.txt', withoutQuery, robots)
    .get('/sitemap.xml', (context) => sitemap(context, readsOf(context.executionCtx as ExecutionContext)))
    .get('/problems/:code', withoutQuery, problemType)
    .get('*', (context) => gateway(context, readsOf(context.executionCtx as ExecutionContext)));
