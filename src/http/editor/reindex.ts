import * as z from 'zod';
import { configOf } from '../../config.ts';
import { rebuildListings } from '../../database/write/listings.ts';
import { enqueueAllIfBuildChanged } from '../../database/write/purge-outbox.ts';
import { namesDigest } from '../../i18n/names.ts';
import { lazy } from '../../lib/lazy.ts';
import { problem } from '../responses.ts';
import { actorOf, json, languageOf } from './context.ts';
import { databaseOf, type RoomContext, visitIn } from './env.ts';
import { readBody } from './request-body.ts';
import { maxBytes } from './request-schemas.ts';

const body = lazy(() => z.strictObject({ after: z.string().max(200).optional() }));

/**
 * `POST /editor/api/listings`: lists everything anew, a part at a time, where names have changed since that was last
 * done; `next` is the `after` of the next part, null when all is listed. Lists are made from names, which stand in
 * locales/ and come with a deployment, not with a publication. So do answers: what caches hold of an older build goes.
 */
export const postListings = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, body(), languageOf(context), maxBytes.draft);
  if ('problem' in read) return problem(visitIn(context), read.problem);
  const database = databaseOf(visitIn(context));
  const names = await namesDigest();
  const part = await rebuildListings(database, names, read.body.after ?? '');
  if (part.next === null)
    await enqueueAllIfBuildChanged(
      database,
      `${context.env.VERSION.id} ${configOf(context.env).origin} ${names}`,
      actorOf(context),
    );
  return json(context, part);
};
