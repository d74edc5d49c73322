import { Hono } from 'hono';
import { editor } from './http/editor/app.ts';
import type { AppEnv } from './http/env.ts';
import { notFound, onError } from './http/errors.ts';
import { accessLog } from './http/middleware/access-log.ts';
import { conditional } from './http/middleware/conditional.ts';
import { contentCoding } from './http/middleware/content-coding.ts';
import { database } from './http/middleware/database.ts';
import { noIndex } from './http/middleware/no-index.ts';
import { plainPath } from './http/middleware/plain-path.ts';
import { readOnly } from './http/middleware/read-only.ts';
import { type BackendFor, requestContext } from './http/middleware/request-context.ts';
import { publicHeaders, securityHeaders } from './http/middleware/security-headers.ts';
import { withoutQuery } from './http/middleware/without-query.ts';
import { docs, docsChapter, docsSamples, problemType } from './http/public/docs.ts';
import { embedBuilder } from './http/public/embed-builder.ts';
import { health, readiness } from './http/public/health.ts';
import { home } from './http/public/home.ts';
import { oembed } from './http/public/oembed.ts';
import { formerOpenapi, openapi } from './http/public/openapi.ts';
import { record } from './http/public/record-urls.ts';
import { aboutService } from './http/public/service-pages.ts';
import { robots, sitemap } from './http/public/sitemap.ts';
import { apiCatalog, securityText } from './http/public/well-known.ts';
import type { PurgersFor } from './http/purge/flush.ts';
import { collectionParam, kindParam, languageParam, tableParam, variantParam } from './http/routing.ts';
import { catalogPath } from './http/service-links.ts';
import { languageTags, multilingual } from './languages.ts';
import { servicePages, servicePath } from './pages/service-paths.ts';
import { apis, documentPath } from './pages/site/docs/openapi.ts';
import { rawPath } from './url.ts';

/** Creates the gateway. `backendFor` and `purgersFor` return what a request reads from and purges. */
export const createApp = (backendFor: BackendFor, purgersFor: PurgersFor = () => []) => {
  const app = new Hono<AppEnv>({ getPath: rawPath });

  // Every request.
  app.use(requestContext(backendFor));
  app.use(accessLog);
  app.use(securityHeaders);
  app.use(noIndex);

  // Everything that writes.
  app.route('/editor', editor(purgersFor));

  // Everything else reads. `readOnly` refuses other methods, so that a route takes all that come this far.
  app.use(publicHeaders);
  app.use(contentCoding);
  app.use(conditional);
  app.use(readOnly);
  app.use(plainPath);

  // The service's own pages, by the reader's language, or by the language in the path.
  app.all('/healthz', health);
  app.all('/readyz', database, readiness);
  app.all('/robots.txt', withoutQuery, robots);
  app.all('/sitemap.xml', sitemap);
  app.all('/oembed', oembed);
  app.all(catalogPath, withoutQuery, apiCatalog);
  app.all('/.well-known/security.txt', withoutQuery, securityText);
  for (const prefix of ['', `/${languageParam}`]) {
    for (const api of apis) app.all(prefix + documentPath(api), openapi(api));
    app.all(`${prefix}/docs`, withoutQuery, docs);
    app.all(`${prefix}/docs/:chapter`, withoutQuery, docsChapter);
    app.all(`${prefix}/docs/:chapter/:operation`, withoutQuery, docsSamples);
    app.all(`${prefix}/problems/:code`, withoutQuery, problemType);
    app.all(`${prefix}/embed-builder`, embedBuilder);
    for (const name of servicePages) app.all(prefix + servicePath(name), withoutQuery, aboutService(name));
  }

  for (const language of languageTags) app.all(`/openapi/${language}.json`, formerOpenapi(language));

  // The record. What a path leaves out is negotiated; a last segment may have an extension.
  app.all('/', database, home);
  app.all(`/${languageParam}`, database, home);
  for (const prefix of ['', `/${languageParam}`]) {
    app.all(`${prefix}/${variantParam}/${kindParam}/:slug`, record);
    app.all(`${prefix}/${kindParam}/:item`, record);
    app.all(`${prefix}/${collectionParam}`, record);
    app.all(`${prefix}/:changes{changes\\.[^/]*}`, record);
    app.all(`${prefix}/${tableParam}`, record);
  }
  app.all(`/${multilingual}/${kindParam}/:item`, record);
  app.all(`/${multilingual}/${collectionParam}`, record);

  app.notFound(notFound);
  app.onError(onError);
  return app;
};
