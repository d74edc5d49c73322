import { documentsDigest } from '../../database/documents/digest.ts';
import { expireDocuments } from '../../database/documents/stale.ts';
import { rebuildListings } from '../../database/write/listings.ts';
import { listingsDigest } from '../../database/write/listings-digest.ts';
import { enqueueAllIfBuildChanged } from '../../database/write/purge-outbox/enqueue.ts';
import type { AppContext } from '../env.ts';
import { actorOf, json } from './context.ts';
import type { RequestBody } from './schemas.ts';

/**
 * `POST /editor/api/listings`: rebuilds the listings of the next items, where what they are sorted by has changed since the
 * last time; `next` is null when all are done. Where it goes on is the service's to know: `after` is taken, and ignored. Names from locales/ and the rules
 * of sorting change with a deployment, not with a publication. The same holds for cached answers: with the last request, all
 * of them are enqueued for a purge if the build has changed.
 */
export const postListings = async (c: AppContext, _: RequestBody<'listings'>): Promise<Response> => {
  const { config, database } = c.var;
  const digest = listingsDigest();
  const by = actorOf(c);
  const part = await rebuildListings(database, digest, { at: by.at });
  if (part.next === null) {
    await enqueueAllIfBuildChanged(database, `${config.build} ${config.origin} ${digest}`, by);
    await expireDocuments(database, documentsDigest(config), by.at);
  }
  return json(c, part);
};
