import { Hono } from 'hono';
import { postPublications } from './bulk-publish.ts';
import type { Room } from './env.ts';
import { deleteDraft, postPublish, postRename, postRestore, postWithdraw, putDraft } from './handlers.ts';
import { allowing, itemOnly, known, nothing, only, sameSite, unhurried } from './middleware.ts';
import { getArchive, getDraft, getDrafts, getEditions, getEvents, getItem } from './queries.ts';
import { postListings } from './reindex.ts';

const item = '/editor/api/:kind/:slug';

/** The rooms under /editor: everything that writes, and nothing else does. */
export const editor = () =>
  new Hono<Room>()
    .use('/editor/*', known, unhurried, sameSite, only('editor'))
    .get('/editor/api/drafts', getDrafts)
    .get('/editor/api/events', only('publisher'), getEvents)
    .get('/editor/api/archive', only('publisher'), getArchive)
    .post('/editor/api/publications', only('publisher'), postPublications)
    .post('/editor/api/listings', only('publisher'), postListings)
    .get(item, itemOnly, getItem)
    .get(`${item}/draft`, itemOnly, getDraft)
    .put(`${item}/draft`, itemOnly, putDraft)
    .delete(`${item}/draft`, itemOnly, deleteDraft)
    .get(`${item}/editions`, itemOnly, getEditions)
    .post(`${item}/publish`, only('publisher'), itemOnly, postPublish)
    .post(`${item}/withdraw`, only('publisher'), itemOnly, postWithdraw)
    .post(`${item}/restore`, only('publisher'), itemOnly, postRestore)
    .post(`${item}/rename`, only('publisher'), itemOnly, postRename)
    .all('/editor/api/drafts', allowing('GET'))
    .all('/editor/api/events', allowing('GET'))
    .all('/editor/api/archive', allowing('GET'))
    .all('/editor/api/publications', allowing('POST'))
    .all('/editor/api/listings', allowing('POST'))
    .all(item, itemOnly, allowing('GET'))
    .all(`${item}/draft`, itemOnly, allowing('GET, PUT, DELETE'))
    .all(`${item}/editions`, itemOnly, allowing('GET'))
    .all(`${item}/:verb{publish|withdraw|restore|rename}`, itemOnly, allowing('POST'))
    .all('/editor/*', nothing);
