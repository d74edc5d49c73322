import { Hono } from 'hono';
import { database } from '../middleware/database.ts';
import { setPrivateHeaders } from '../middleware/security-headers.ts';
import { flushAfterWrite, type PurgersFor } from '../purge/flush.ts';
import { postPublications } from './bulk-publish.ts';
import type { Room } from './env.ts';
import { deleteDraft, postPublish, postRename, postRestore, postWithdraw, putDraft } from './handlers.ts';
import {
  authenticate,
  csrf,
  methodNotAllowed,
  notFound,
  rateLimit,
  requireRole,
  validateItemPath,
} from './middleware.ts';
import { getArchive, getDraft, getDrafts, getEditions, getEvents, getItem } from './queries.ts';
import { postListings } from './reindex.ts';

const item = '/api/:kind/:slug';

/** The rooms under /editor: everything that writes, and nothing else does. */
export const editor = (purgersFor: PurgersFor) =>
  new Hono<Room>()
    .use(async (c, next) => {
      await next();
      setPrivateHeaders(c.res.headers);
    })
    .use(database)
    .use(flushAfterWrite(purgersFor))
    .use('/*', authenticate, rateLimit, csrf, requireRole('editor'))
    .get('/api/drafts', getDrafts)
    .get('/api/events', requireRole('publisher'), getEvents)
    .get('/api/archive', requireRole('publisher'), getArchive)
    .post('/api/publications', requireRole('publisher'), postPublications)
    .post('/api/listings', requireRole('publisher'), postListings)
    .get(item, validateItemPath, getItem)
    .get(`${item}/draft`, validateItemPath, getDraft)
    .put(`${item}/draft`, validateItemPath, putDraft)
    .delete(`${item}/draft`, validateItemPath, deleteDraft)
    .get(`${item}/editions`, validateItemPath, getEditions)
    .post(`${item}/publish`, requireRole('publisher'), validateItemPath, postPublish)
    .post(`${item}/withdraw`, requireRole('publisher'), validateItemPath, postWithdraw)
    .post(`${item}/restore`, requireRole('publisher'), validateItemPath, postRestore)
    .post(`${item}/rename`, requireRole('publisher'), validateItemPath, postRename)
    .all('/api/drafts', methodNotAllowed('GET'))
    .all('/api/events', methodNotAllowed('GET'))
    .all('/api/archive', methodNotAllowed('GET'))
    .all('/api/publications', methodNotAllowed('POST'))
    .all('/api/listings', methodNotAllowed('POST'))
    .all(item, validateItemPath, methodNotAllowed('GET'))
    .all(`${item}/draft`, validateItemPath, methodNotAllowed('GET, PUT, DELETE'))
    .all(`${item}/editions`, validateItemPath, methodNotAllowed('GET'))
    .all(`${item}/:verb{publish|withdraw|restore|rename}`, validateItemPath, methodNotAllowed('POST'))
    .all('/*', notFound);
