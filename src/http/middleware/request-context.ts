import { type CacheBindings, configOf } from '../../config.ts';
import { type Language, languageTags, multilingual } from '../../languages.ts';
import { memoize } from '../../lib/memoize.ts';
import { acceptedLanguages } from '../../negotiation/language.ts';
import { parsePath } from '../../url.ts';
import { factory } from '../env.ts';
import { type Backend, mergeCacheStatus, reportingCacheStatus } from '../public/backend.ts';

/** Returns the backend of a request. */
export type BackendFor = (execution: ExecutionContext, env: Env & CacheBindings) => Backend;

// Readers send few different values of `Accept-Language`, and parsing one took as long as routing.
const acceptedWith = memoize((preferred: Language) =>
  memoize((header: string) => acceptedLanguages(header, languageTags, preferred)),
);

// `Avail-Language` (draft-nottingham-http-availability-hints): browsers that send one language only learn of the others.
const availableLanguages = memoize((preferred: Language) =>
  languageTags.map((tag) => (tag === preferred ? `${tag};d` : tag)).join(', '),
);

// Elsewhere than on the platform, a client may send any text under this name.
const isRay = (value: string): boolean => /^[0-9a-f]{16}(?:-[A-Z]{3})?$/.test(value);

/**
 * Sets the state that every request has: its id, configuration, parsed path, language and backend; and the id on the
 * response. The id is the edge's, never the client's: it stands in the log. Hono's request-id would take the client's.
 */
export const requestContext = (backendFor: BackendFor) =>
  factory.createMiddleware(async (c, next) => {
    const ray = c.req.header('CF-Ray');
    const requestId = ray && isRay(ray) ? ray : crypto.randomUUID();
    const config = configOf(c.env);
    const url = parsePath(c.req.path);
    const backend = backendFor(c.executionCtx as ExecutionContext, c.env);
    c.set('requestId', requestId);
    c.set('config', config);
    c.set('url', url);
    const { language } = url;
    const named = language === undefined || language === multilingual ? undefined : language;
    const accepted = acceptedWith(config.defaultLanguage)(c.req.header('Accept-Language') ?? '');
    c.set('acceptedLanguages', named ? [named] : accepted);
    c.set('language', named ?? accepted[0]);
    c.set(
      'backend',
      reportingCacheStatus(backend, (status) => c.set('cacheStatus', mergeCacheStatus(c.get('cacheStatus'), status))),
    );
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    if (c.res.headers.get('Vary')?.includes('Accept-Language'))
      c.res.headers.set('Avail-Language', availableLanguages(config.defaultLanguage));
  });
