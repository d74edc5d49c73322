import { Hono } from 'hono';
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

const item = '/editor/api/:kind/:slug';

/** The rooms under /editor: everything that writes, and nothing else does. */
export const editor = () =>
  new Hono<Room>()
    .use('/editor/*', authenticate, rateLimit, csrf, requireRole('editor'))
    .get('/editor/api/drafts', getDrafts)
    .get('/editor/api/events', requireRole('publisher'), getEvents)
    .get('/editor/api/archive', requireRole('publisher'), getArchive)
    .post('/editor/api/publications', requireRole('publisher'), postPublications)
    .post('/editor/api/listings', requireRole('publisher'), postListings)
    .get(item, validateItemPath, getItem)
    .get(`${item}/draft`, validateItemPath, getDraft)
    .put(`${item}/draft`, validateItemPath, putDraft)
    .delete(`${item}/draft`, validateItemPath, deleteDraft)
    .get(`${item}/editions`, validateItemPath, getEditions)
    .post(`${item}/publish`, requireRole('publisher'), validateItemPath, postPublish)
    .post(`${item}/withdraw`, requireRole('publisher'), validateItemPath, postWithdraw)
    .post(`${item}/restore`, requireRole('publisher'), validateItemPath, postRestore)
    .post(`${item}/rename`, requireRole('publisher'), validateItemPath, postRename)
    .all('/editor/api/drafts', methodNotAllowed('GET'))
    .all('/editor/api/events', methodNotAllowed('GET'))
    .all('/editor/api/archive', methodNotAllowed('GET'))
    .all('/editor/api/publications', methodNotAllowed('POST'))
    .all('/editor/api/listings', methodNotAllowed('POST'))
    .all(item, validateItemPath, methodNotAllowed('GET'))
    .all(`${item}/draft`, validateItemPath, methodNotAllowed('GET, PUT, DELETE'))
    .all(`${item}/editions`, validateItemPath, methodNotAllowed('GET'))
    .all(`${item}/:verb{publish|withdraw|restore|rename}`, validateItemPath, methodNotAllowed('POST'))
    .all('/editor/*', notFound);
