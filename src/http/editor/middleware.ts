import type { MiddlewareHandler } from 'hono';
import type { Verb } from '../../commands/types.ts';
import { configOf } from '../../config.ts';
import { recordRefusal } from '../../database/write/events.ts';
import { isKind } from '../../kinds/index.ts';
import type { Problem } from '../problem-details.ts';
import { invalidPath, problem } from '../responses.ts';
import { authenticateRequest, misconfiguration, type Role } from './authentication.ts';
import { actorOf, isItem } from './context.ts';
import { databaseOf, type Room, type RoomContext, visitIn } from './env.ts';

const verbs: Readonly<Record<string, Verb>> = {
  'PUT draft': 'save',
  'DELETE draft': 'discard',
  'POST publish': 'publish',
  'POST withdraw': 'withdraw',
  'POST restore': 'restore',
  'POST rename': 'rename',
  'POST publications': 'publish',
};

/**
 * Refuses a known person before anything is looked up. What would have changed something is kept as an event, which
 * names the item as the URL does.
 */
export const refuse = async (context: RoomContext, what: Problem): Promise<Response> => {
  const [kind = '', slug, last = kind] = context.req.path.split('/').slice(3);
  const verb = verbs[`${context.req.method} ${last}`];
  const item = (slug ? `${kind}/${slug}` : kind).slice(0, 200);
  if (verb) await recordRefusal(databaseOf(visitIn(context)), [{ verb, by: actorOf(context), item, code: what.code }]);
  return problem(visitIn(context), what);
};

/**
 * Lets in who is known, before anything is looked up: whether an item exists is nobody's business without a role.
 * Problems: unavailable (not configured; the log says what), unauthenticated.
 */
export const authenticate: MiddlewareHandler<Room> = async (context, next) => {
  const { env, req } = context;
  const wrong = misconfiguration(env);
  if (wrong) {
    console.error(JSON.stringify({ id: context.var.requestId, editor: wrong }));
    return problem(visitIn(context), { code: 'unavailable', headers: { 'Retry-After': '3600' } });
  }
  const identity = await authenticateRequest(req.raw, env, (context.executionCtx as ExecutionContext).access);
  if (!identity) {
    console.warn(JSON.stringify({ id: context.var.requestId, refused: 'unauthenticated', method: req.method }));
    return problem(visitIn(context), { code: 'unauthenticated', headers: { 'WWW-Authenticate': 'Cloudflare-Access' } });
  }
  context.set('identity', identity);
  return next();
};

/** Lets in a role; a publisher may all that an editor may. Problem: forbidden. */
export const requireRole =
  (role: Role): MiddlewareHandler<Room> =>
  async (context, next) => {
    const has = context.get('identity')?.role;
    return has === 'publisher' || has === role ? next() : refuse(context, { code: 'forbidden' });
  };

/**
 * Lets in changes from our own pages and from programs that are no browser: a browser says where a request comes from
 * (Fetch Metadata, `Origin`). Problem: cross-site.
 */
export const csrf: MiddlewareHandler<Room> = async (context, next) => {
  const { req, env } = context;
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  const site = req.header('Sec-Fetch-Site');
  const origin = req.header('Origin');
  const foreign =
    (site !== undefined && site !== 'same-origin') || (origin !== undefined && origin !== configOf(env).origin);
  return foreign ? refuse(context, { code: 'cross-site' }) : next();
};

/** Lets nobody ask without end, by the platform's own count. Problem: too-many-requests. */
export const rateLimit: MiddlewareHandler<Room> = async (context, next) => {
  const { success } = await context.env.EDITOR_RATE.limit({ key: context.get('identity')?.who ?? '' });
  return success ? next() : problem(visitIn(context), { code: 'too-many-requests', headers: { 'Retry-After': '60' } });
};

/** Lets in URLs that name an item. Problems: unknown-collection, malformed-slug, not-found. */
export const validateItemPath: MiddlewareHandler<Room> = async (context, next) => {
  const [kind, slug] = [context.req.param('kind'), context.req.param('slug')];
  if (!isKind(kind)) return invalidPath(visitIn(context), { code: 'unknown-collection', word: kind ?? '' });
  if (isItem(kind, slug)) return next();
  return invalidPath(visitIn(context), {
    code: slug?.includes('.') ? 'not-found' : 'malformed-slug',
    word: slug ?? '',
  });
};

/** Nothing else is here. Problem: not-found. */
export const notFound = (context: RoomContext): Response =>
  invalidPath(visitIn(context), { code: 'not-found', word: '' });

/** What a URL of the editorial side cannot be asked with. Problem: method-not-allowed, with what it can be. */
export const methodNotAllowed =
  (methods: string) =>
  (context: RoomContext): Response =>
    problem(visitIn(context), {
      code: 'method-not-allowed',
      values: { method: context.req.method.slice(0, 40) },
      headers: { Allow: methods },
    });
