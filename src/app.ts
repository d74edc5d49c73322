import { Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import type { H, RouterRoute } from 'hono/types';
import { builder } from './http/builder.ts';
import type { Answering, Room, RoomContext } from './http/context.ts';
import { robots, sitemap } from './http/crawlers.ts';
import { editor } from './http/editor/index.ts';
import { oembed } from './http/embed.ts';
import { gateway } from './http/gateway.ts';
import { noting } from './http/log.ts';
import { manual, openapi } from './http/manual.ts';
import { attend, failed, readOnly, withoutQuery, withoutTrailingSlash } from './http/observe.ts';
import { paying } from './http/owed.ts';
import { openly, privately } from './http/policy.ts';
import { preconditioned } from './http/preconditions.ts';
import type { Purge } from './http/purge.ts';
import type { Reads } from './http/reads.ts';
import { health, readiness } from './http/service.ts';
import { languageTags } from './languages.ts';
import { once } from './once.ts';

type Way<To> = (context: ExecutionContext, env: Room['Bindings']) => To;

const hono = (router?: RegExpRouter<[H, RouterRoute]>) =>
  new Hono<Room>({ strict: true, ...(router && { router }) }).onError(failed);

/** How a reader's request is answered by a room, and in which order. */
const toReaders =
  (room: Answering): Answering =>
  (context) =>
    attend(context, openly, async () => {
      try {
        const before = readOnly(context) ?? withoutTrailingSlash(context);
        return before ?? preconditioned(context, await room(context));
      } catch (error) {
        return failed(error as Error, context);
      }
    });

/** The rooms there are: those that write, and those that read. */
export const appOf = (readsOf: Way<Reads>, purgesOf: Way<readonly Purge[]> = () => []) => {
  const editing = once(() =>
    hono()
      .use((context, next) => attend(context, privately, () => next().then(() => context.res)))
      .use(paying(purgesOf))
      .route('/', editor()),
  );

  const asking =
    (room: (context: RoomContext, reads: Reads) => Response | Promise<Response>): Answering =>
    (context) =>
      room(context, noting(context, readsOf(context.executionCtx as ExecutionContext, context.env)));
  const rooms: Readonly<Record<string, Answering>> = {
    '/healthz': health,
    '/readyz': readiness,
    '/openapi.json': openapi,
    ...Object.fromEntries(Object.entries(manual).map(([path, room]) => [path, withoutQuery(room)])),
    '/robots.txt': withoutQuery(robots),
    '/sitemap.xml': asking(sitemap),
    '/oembed': asking(oembed),
    ...Object.fromEntries(
      ['', ...languageTags.map((language) => `/${language}`)].map((named) => [
        `${named}/embed-builder`,
        asking(builder),
      ]),
    ),
    '*': asking(gateway),
  };
  // Readers' paths are found by one regular expression, which the nested paths of editors do not fit into.
  const reading = hono(new RegExpRouter());
  reading.all('/editor/*', ({ req, env, executionCtx }) => editing().fetch(req.raw, env, executionCtx));
  for (const [path, room] of Object.entries(rooms)) reading.all(path, toReaders(room));

  return reading;
};
