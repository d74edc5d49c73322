import { documentsDigest } from '../../database/documents/digest.ts';
import { refreshDocuments } from '../../database/documents/refresh.ts';
import { embedFormat } from '../../embeds/variants.tsx';
import { formatsIn } from '../../formats/index.ts';
import { singleLanguage } from '../../languages.ts';
import { isRecordUrl, parsePath, rawQuery, viewTypeOf } from '../../url.ts';
import { cacheHeaders, etagOf, heldVersions, isHeld, requestDigest } from '../cache-headers.ts';
import { contentLanguage, formatLinks } from '../link-header.ts';
import { problemResponse } from '../problem-details.ts';
import { parametersOf } from '../query-parameters.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { loadCollection } from './collection.ts';
import type { ReadsContext } from './env.ts';
import { loadItem } from './item.ts';
import { loadRecentChanges } from './recent-changes.ts';
import { loadTable } from './table.ts';

const encoder = new TextEncoder();

const loaders = {
  item: loadItem,
  collection: loadCollection,
  recentChanges: loadRecentChanges,
  table: loadTable,
} as const;

/**
 * Answers the canonical URL of an item, a collection, a table or the recent changes. A 304 is decided by the ETag alone: nothing
 * is rendered for it. Problems: not-found, not-translated, withdrawn, unknown-format, invalid-parameter; a renamed item
 * is a 308 to its new URL.
 */
export const readRecord = async (c: ReadsContext): Promise<Response> => {
  const { config, database } = c.var;
  const { origin, build } = config;
  const { path } = c.req;
  const url = parsePath(path);
  const { language } = url;
  const problemLanguage = singleLanguage(language, config.defaultLanguage);
  const refuse = (code: 'not-found' | 'unknown-format' | 'invalid-parameter') =>
    problemResponse({ code }, { language: problemLanguage, form: 'json', origin, path });
  if (!isRecordUrl(url) || !language || !(url.kind || url.changes)) return refuse('not-found');
  const type = viewTypeOf(url);
  const named = formatsIn(language, type, url.kind).find(({ extension }) => extension === url.format);
  if (!url.variant && !named) return refuse('unknown-format');
  const search = rawQuery(c.req);
  const parameters = search
    ? parseQuery(new URLSearchParams(search), parametersOf(url.variant ?? type, url.kind, language, named))
    : {};
  if (isInvalid(parameters)) return refuse('invalid-parameter');
  const format = url.variant ? embedFormat(url.variant, parameters.theme) : named;
  if (!format) return refuse('unknown-format');

  const request = requestDigest({
    build,
    origin,
    language,
    format: format.extension,
    rest: [url.table ?? url.kind, url.slug, parameters],
  });
  const condition = c.req.header('If-None-Match');
  const options = {
    language,
    fallback: parameters.fallback !== 'none',
    origin,
    digest: documentsDigest(config),
    held: heldVersions(condition, request),
  };
  const loaded = await loaders[type]({
    url,
    language,
    problemLanguage,
    format,
    parameters,
    options,
    origin,
    path,
    search,
    database,
  });
  if (loaded instanceof Response) return loaded;
  if (loaded.stale.length > 0) c.executionCtx.waitUntil(refreshDocuments(database, options, loaded.stale));
  const etag = etagOf(loaded.version, request);
  const headers = {
    ...cacheHeaders(etag, loaded.dependencies, loaded.tags, loaded.since),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, loaded.fallbackLanguages),
    Link: formatLinks(origin + path + search, loaded.links),
  };
  if (isHeld(condition, etag)) return new Response(null, { status: 304, headers });
  // The platform takes twice as long to encode a long text that a Response is given.
  return new Response(encoder.encode(loaded.render()), { headers });
};
