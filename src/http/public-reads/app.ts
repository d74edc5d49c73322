import { Hono } from 'hono';
import { configOf } from '../../config.ts';
import { openDatabase } from '../../database/connection.ts';
import { multilingual } from '../../languages.ts';
import { rawPath } from '../../url.ts';
import { aMinute, hopHeaders } from '../cache-headers.ts';
import { publicHeaders } from '../middleware/security-headers.ts';
import { problemResponse } from '../problem-details.ts';
import { rowsReadHeader } from '../public/backend.ts';
import { kindParam, languageParam, variantParam } from '../routing.ts';
import type { PublicReadsEnv } from './env.ts';
import { readRecord } from './record.ts';
import { sitemap } from './sitemap.ts';

/**
 * The public reads: canonical URLs, for which nothing is negotiated. A cache stands in front of them, so they run only
 * to fill it. What is stored costs one round trip. What has to be computed, or is not there, costs two, and a withdrawn
 * item that has been replaced three.
 */
export const publicReads = new Hono<PublicReadsEnv>({ getPath: rawPath })
  .use(async (c, next) => {
    c.set('config', configOf(c.env));
    c.set('database', openDatabase(c.env.DB));
    await next();
    const { headers } = c.res;
    headers.set(rowsReadHeader, String(c.var.database.cost.rowsRead));
    if (!headers.has(hopHeaders.lifetime)) headers.set(hopHeaders.lifetime, aMinute);
  })
  .use(publicHeaders)
  .get('/sitemap.xml', sitemap)
  .get(`/${languageParam}/${variantParam}/${kindParam}/:slug`, readRecord)
  .get(`/${languageParam}/${kindParam}/:item`, readRecord)
  .get(`/${languageParam}/:collection`, readRecord)
  .get(`/${multilingual}/${kindParam}/:item`, readRecord)
  .get(`/${multilingual}/:collection`, readRecord)
  .notFound((c) => {
    const { origin, defaultLanguage } = configOf(c.env);
    return problemResponse(
      { code: 'not-found' },
      { language: defaultLanguage, form: 'json', origin, path: c.req.path },
    );
  })
  // An error is for the gateway, which tells the reader of it in the reader's language.
  .onError((error) => {
    throw error;
  });
