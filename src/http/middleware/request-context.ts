import { type CacheBindings, configOf } from '../../config.ts';
import { languageTags } from '../../languages.ts';
import { chooseLanguage } from '../../negotiation/language.ts';
import { parsePath } from '../../url.ts';
import { factory } from '../env.ts';
import { type Backend, mergeCacheStatus, reportingCacheStatus } from '../public/backend.ts';

/** Returns the backend of a request. */
export type BackendFor = (execution: ExecutionContext, env: Env & CacheBindings) => Backend;

/** Sets the state that every request has: configuration, parsed path, language, backend, and its id on the response. */
export const requestContext = (backendFor: BackendFor) =>
  factory.createMiddleware(async (c, next) => {
    const config = configOf(c.env);
    const url = parsePath(c.req.path);
    const backend = backendFor(c.executionCtx as ExecutionContext, c.env);
    c.set('config', config);
    c.set('url', url);
    c.set(
      'language',
      url.language ?? chooseLanguage(c.req.header('Accept-Language'), languageTags, config.defaultLanguage),
    );
    c.set(
      'backend',
      reportingCacheStatus(backend, (status) => c.set('cacheStatus', mergeCacheStatus(c.var.cacheStatus, status))),
    );
    await next();
    c.res.headers.set('X-Request-Id', c.var.requestId);
  });
