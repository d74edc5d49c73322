import { Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import { noting } from './http/access-log.ts';
import { applyPreconditions } from './http/conditional.ts';
import { type Room, visitIn } from './http/editor/env.ts';
import { editor } from './http/editor/routes.ts';
import { attend, failed, readOnly, type Side, withoutQuery, withoutTrailingSlash } from './http/lifecycle.ts';
import type { Backend } from './http/public/backend.ts';
import { robots, sitemap } from './http/public/crawlers.ts';
import { manual, openapi } from './http/public/docs.ts';
import { builder } from './http/public/embed-builder.ts';
import { gateway } from './http/public/gateway.ts';
import { health, readiness } from './http/public/health.ts';
import { oembed } from './http/public/oembed.ts';
import { askedBy } from './http/public/route-match.ts';
import { flushAfterWrite } from './http/purge/flush.ts';
import type { Purger } from './http/purge/purgers.ts';
import { type Answering, type Bindings, type Visit, visitOf } from './http/request-context.ts';
import { invalidPath } from './http/responses.ts';
import { setPrivateHeaders, setPublicHeaders } from './http/security-headers.ts';
import { languageTags } from './languages.ts';
import { lazy } from './lib/lazy.ts';
import type { InvalidPath } from './url.ts';

type Way<To> = (execution: ExecutionContext, env: Bindings) => To;

const readers: Side = { open: setPublicHeaders, settle: applyPreconditions };
const editors: Side = { open: setPrivateHeaders };

const isEditors = (path: string): boolean => path === '/editor' || path.startsWith('/editor/');

// As a path of the log: its parts in braces.
const named = (pattern: string): string => pattern.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}');

/**
 * Finds the room that has a path for itself, as the path is written; where none has, it is wrong. What a room throws is
 * for `attend`.
 */
const finding = (rooms: Readonly<Record<string, Answering>>) => {
  const hono = new Hono<{ Bindings: { visit: Visit; wrong: InvalidPath } }>({
    getPath: (_, options) => options?.env?.visit.path ?? '',
  })
    .notFound(
      ({ env: { visit, wrong } }) => readOnly(visit) ?? withoutTrailingSlash(visit) ?? invalidPath(visit, wrong),
    )
    .onError((error) => {
      throw error;
    });
  for (const [path, room] of Object.entries(rooms)) {
    const route = named(path);
    hono.all(path, ({ env: { visit } }) => {
      visit.route = route;
      return readOnly(visit) ?? room(visit);
    });
  }
  return (visit: Visit, wrong: InvalidPath) => hono.fetch(visit.request, { visit, wrong }, visit.execution);
};

/** The rooms of editors. A path with a wildcard is a guard's: it says nothing of what was asked. */
const writing = (purgesOf: Way<readonly Purger[]>): Answering => {
  const hono = new Hono<Room>()
    .onError((error, context) => failed(error, visitIn(context)))
    .use((context, next) => {
      const pattern = matchedRoutes(context).find(({ path }) => !path.includes('*'))?.path;
      visitIn(context).route = pattern && named(pattern);
      return next();
    })
    .use(flushAfterWrite(purgesOf))
    .route('/', editor());
  return (visit) => hono.fetch(visit.request, { ...visit.env, visit }, visit.execution);
};

/** The rooms there are: those that write, and those that read. */
export const appOf = (readsOf: Way<Backend>, purgesOf: Way<readonly Purger[]> = () => []) => {
  const asking = (visit: Visit): Backend => noting(visit, readsOf(visit.execution, visit.env));
  const elsewhere = finding({
    '/healthz': health,
    '/readyz': readiness,
    '/openapi.json': openapi,
    ...Object.fromEntries(Object.entries(manual).map(([path, room]) => [path, withoutQuery(room)])),
    '/robots.txt': withoutQuery(robots),
    '/sitemap.xml': (visit) => sitemap(visit, asking(visit)),
    '/oembed': (visit) => oembed(visit, asking(visit)),
    ...Object.fromEntries(
      ['', ...languageTags.map((language) => `/${language}`)].map((within) => [
        `${within}/embed-builder`,
        (visit: Visit) => builder(visit, asking(visit)),
      ]),
    ),
  });
  const reading: Answering = (visit) => {
    const asked = askedBy(visit.path);
    if ('code' in asked) return elsewhere(visit, asked);
    visit.route = asked.route;
    return readOnly(visit) ?? gateway(visit, asked, asking(visit));
  };
  const editing = lazy(() => writing(purgesOf));

  return {
    /** Answers a request: below `/editor` what writes, everywhere else what reads. */
    fetch: (request: Request, env: Bindings, execution: ExecutionContext): Promise<Response> => {
      const visit = visitOf(request, env, execution);
      return isEditors(visit.path) ? attend(visit, (one) => editing()(one), editors) : attend(visit, reading, readers);
    },
  };
};
