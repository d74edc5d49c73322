import { Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import type { H, RouterRoute } from 'hono/types';
import { getPath } from 'hono/utils/url';
import { builder } from './http/builder.ts';
import type { Room, RoomContext } from './http/context.ts';
import { robots, sitemap } from './http/crawlers.ts';
import { editor } from './http/editor/index.ts';
import { oembed } from './http/embed.ts';
import { gateway } from './http/gateway.ts';
import { logged, noting } from './http/log.ts';
import { failed, manners, readOnly, withoutQuery, withoutTrailingSlash } from './http/observe.ts';
import { paying } from './http/owed.ts';
import { openly, privately } from './http/policy.ts';
import { preconditions } from './http/preconditions.ts';
import type { Purge } from './http/purge.ts';
import type { Reads } from './http/reads.ts';
import { docs, health, openapi, problemType, readiness } from './http/service.ts';
import { languageTags } from './languages.ts';

type Way<To> = (context: ExecutionContext, env: Room['Bindings']) => To;

const builders = languageTags.map((language) => `/${language}/embed-builder`);

const rooms = (router?: RegExpRouter<[H, RouterRoute]>) =>
  new Hono<Room>({ strict: true, ...(router && { router }) }).onError(failed);

/** The order of the rooms that every request walks through: those that write, and those that read. */
export const appOf = (readsOf: Way<Reads>, purgesOf: Way<readonly Purge[]> = () => []) => {
  const asking =
    (room: (context: RoomContext, reads: Reads) => Response | Promise<Response>) => (context: RoomContext) =>
      room(context, noting(context, readsOf(context.executionCtx as ExecutionContext, context.env)));
  const editing = rooms().use(logged, manners(privately), paying(purgesOf)).route('/', editor);
  // Readers' paths are found by one regular expression, which the nested paths of editors do not fit into.
  const reading = rooms(new RegExpRouter())
    .use(logged, manners(openly), readOnly, withoutTrailingSlash, preconditions)
    .get('/healthz', health)
    .get('/readyz', readiness)
    .get('/openapi.json', openapi)
    .get('/docs', withoutQuery, docs)
    .get('/robots.txt', withoutQuery, robots)
    .get('/sitemap.xml', asking(sitemap))
    .get('/problems/:code', withoutQuery, problemType)
    .get('/oembed', asking(oembed))
    .on('GET', builders, asking(builder))
    .get('*', asking(gateway));
  const fetch = (request: Request, env: Room['Bindings'], context: ExecutionContext) =>
    (/^\/editor(?:\/|$)/.test(getPath(request)) ? editing : reading).fetch(request, env, context);
  return { fetch };
};
