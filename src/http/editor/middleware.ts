import { recordRefusals } from '../../database/write/refusals.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { isKind } from '../../kinds/index.ts';
import { isSlug } from '../../url.ts';
import { type AppContext, factory } from '../env.ts';
import type { Problem } from '../problem-details.ts';
import { invalidPath, problem } from '../responses.ts';
import { type AccessSettings, parseAccessSettings } from './access-settings.ts';
import { authenticateRequest, localPublisher } from './authentication.ts';
import { actorOf } from './context.ts';
import { malformedPrecondition } from './preconditions.ts';
import { limitUnauthenticated } from './rate-limit.ts';
import type { Role } from './roles.ts';

/**
 * Responds with the problem for which an authenticated person is refused. Where the request is a command, its refusal is
 * recorded as an event, with the item as the path names it: it may not exist.
 */
export const refuse = async (c: AppContext, refusal: Problem): Promise<Response> => {
  const { command, database } = c.var;
  // `/editor/api/{kind}/{slug}/…`, or `/editor/api/publications`.
  const item = c.req.path.split('/').slice(3, 5).join('/').slice(0, 200);
  if (command) await recordRefusals(database, [{ command, by: actorOf(c), item, code: refusal.code }]);
  return problem(c, refusal);
};

// RFC 9110 §11.6.1: the scheme by which to authenticate.
const challengeOf = (settings: AccessSettings | undefined): string =>
  settings?.isOwnProvider ? 'Bearer' : 'Cloudflare-Access';

/**
 * Authenticates every request before anything is looked up, so that nobody else learns which items exist. Problems:
 * unauthenticated; unavailable where Access is not configured (the log says how); too-many-requests where too many that
 * were not authenticated have come from one address.
 */
export const authenticate = factory.createMiddleware(async (c, next) => {
  const { requestId } = c.var;
  const settings = c.env.LOCAL_PUBLISHER ? undefined : parseAccessSettings(c.env);
  if (settings && 'fault' in settings) {
    const { setting, pointer = '', fault } = settings;
    console.error(JSON.stringify({ id: requestId, editor: `${setting}${pointer}: ${fault}` }));
    return problem(c, { code: 'unavailable', headers: { 'Retry-After': '3600' } });
  }
  const access = (c.executionCtx as ExecutionContext).access;
  const identity = await (settings
    ? authenticateRequest(c.req.raw, settings)
    : localPublisher(c.req.raw, c.env, access)
  ).catch(async (error: Error) => {
    // Each such request may fetch the keys again.
    const limited = await limitUnauthenticated(c);
    if (limited) return limited;
    throw error;
  });
  if (identity instanceof Response) return identity;
  if (!identity) {
    const limited = await limitUnauthenticated(c);
    if (limited) return limited;
    console.warn(JSON.stringify({ id: requestId, refused: 'unauthenticated', method: c.req.method }));
    return problem(c, { code: 'unauthenticated', headers: { 'WWW-Authenticate': challengeOf(settings) } });
  }
  c.set('identity', identity);
  return next();
});

/**
 * Refuses what a browser sends from another site: `Sec-Fetch-Site` (Fetch Metadata) and `Origin` (RFC 6454 §7), where
 * they are sent, must both be ours. Programs send neither. Problem: cross-site.
 *
 * Hono's csrf looks at the content types of forms alone, and one of the two headers is enough for it.
 */
export const csrf = factory.createMiddleware(async (c, next) => {
  const { method } = c.req;
  if (method === 'GET' || method === 'HEAD') return next();
  const site = c.req.header('Sec-Fetch-Site') ?? 'same-origin';
  const origin = c.req.header('Origin') ?? c.var.config.origin;
  const isSameOrigin = site === 'same-origin' && origin === c.var.config.origin;
  return isSameOrigin ? next() : refuse(c, { code: 'cross-site' });
});

/** Requires a role; a publisher may do all that an editor may. Problem: forbidden. */
export const requireRole = (role: Role) =>
  factory.createMiddleware(async (c, next) => {
    const has = c.var.identity.role;
    return has === 'publisher' || has === role ? next() : refuse(c, { code: 'forbidden' });
  });

/** Requires preconditions that can be read (RFC 9110 §13.1): what is none might be anything. Problem: invalid-parameter. */
export const validatePreconditions = factory.createMiddleware(async (c, next) => {
  const parameter = malformedPrecondition(c.req.raw.headers);
  if (!parameter) return next();
  const { t } = messagesFor(c.var.language);
  const detail = t('problems:invalid-parameter.detail', { parameter, expected: t('expected.entityTags') });
  return refuse(c, { code: 'invalid-parameter', detail, members: { parameter } });
});

/** Requires a path that can name an item. Problems: unknown-collection, malformed-slug; not-found for an extension. */
export const validateItemPath = factory.createMiddleware(async (c, next) => {
  const { kind = '', slug = '' } = c.req.param() as { kind?: string; slug?: string };
  if (!isKind(kind)) return invalidPath(c, { code: 'unknown-collection', word: kind });
  if (isSlug(slug)) return next();
  return invalidPath(c, { code: slug.includes('.') ? 'not-found' : 'malformed-slug', word: slug });
});

/** Responds where the editor's API has no route. Problem: not-found. */
export const notFound = (c: AppContext): Response => invalidPath(c, { code: 'not-found', word: '' });

/** Responds to a method that a path does not have; `allow` lists those it has. Problem: method-not-allowed. */
export const methodNotAllowed =
  (allow: string) =>
  (c: AppContext): Response =>
    problem(c, {
      code: 'method-not-allowed',
      values: { method: c.req.method.slice(0, 40) },
      headers: { Allow: allow },
    });
