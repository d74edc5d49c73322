import { type Database, openDatabase } from '../../database/connection.ts';
import { embedFormat } from '../../embeds/variants.tsx';
import { formatsOf } from '../../formats/index.ts';
import type { Kind } from '../../kinds/index.ts';
import { isRecordUrl, parsePath, viewTypeOf } from '../../url.ts';
import { siteOf } from '../negotiate.ts';
import { problemResponse } from '../problem-details.ts';
import { parametersOf } from '../query-parameters.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { partsOf } from '../request-context.ts';
import { setPublicHeaders } from '../security-headers.ts';
import { rowsReadHeader } from './cache-status.ts';
import { answerPage } from './collection.ts';
import { answerItem } from './item.ts';
import { answerChanges } from './recent-changes.ts';
import type { Canonical } from './respond.ts';
import { answerSitemap } from './sitemap.ts';

const answerThe = (asked: Canonical & { kind?: Kind }, slug: string | undefined, database: Database) => {
  const { kind } = asked;
  if (!kind) return answerChanges(asked, database);
  return slug === undefined ? answerPage({ ...asked, kind }, database) : answerItem({ ...asked, kind }, slug, database);
};

const answerCanonical = (request: Request, env: Env, database: Database): Response | Promise<Response> => {
  const { path, search } = partsOf(request.url);
  if (path === '/sitemap.xml') return answerSitemap(request, env, database);
  const { origin, preferred } = siteOf(env);
  const address = parsePath(path);
  const lost = { language: preferred, page: false, origin, path };
  const language = isRecordUrl(address) ? address.language : undefined;
  if (!isRecordUrl(address) || !language) return problemResponse({ code: 'not-found' }, lost);
  const { kind, slug, changes, variant: shape } = address;
  if (!kind && !changes) return problemResponse({ code: 'not-found' }, lost);
  const what = viewTypeOf(address);
  const named = formatsOf(what, kind).find(({ extension }) => extension === address.format);
  if (!shape && !named) return problemResponse({ code: 'unknown-format' }, { ...lost, language });
  const parameters = parseQuery(new URLSearchParams(search), parametersOf(shape ?? what, kind, language, named));
  if (isInvalid(parameters)) return problemResponse({ code: 'invalid-parameter' }, { ...lost, language });
  const format = shape ? embedFormat(shape, parameters.theme) : named;
  if (!format) return problemResponse({ code: 'unknown-format' }, { ...lost, language });
  const asked: Canonical = { address, language, format, parameters, origin, build: env.VERSION.id, request };
  return answerThe({ ...asked, ...(kind && { kind }) }, slug, database);
};

/**
 * Answers a canonical URL, `/{language}/{collection}[/{slug}].{format}`, `/{language}/{shape}/{collection}/{slug}` or
 * `/{language}/changes.{format}`, from the record, in one round trip.
 * Problems: not-found, not-translated, withdrawn, invalid-parameter; a renamed item is a 308 to its new URL.
 */
export const answerRead = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const response = await answerCanonical(request, env, database);
  response.headers.set(rowsReadHeader, String(database.cost.rowsRead));
  setPublicHeaders(response.headers);
  return response;
};
