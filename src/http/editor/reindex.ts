import * as z from 'zod';
import { relistPart } from '../../database/write/listings.ts';
import { oweIfMadeAnew } from '../../database/write/purge-outbox.ts';
import { namesDigest } from '../../i18n/messages.ts';
import { once } from '../../lib/lazy.ts';
import { siteOf } from '../negotiate.ts';
import { databaseOf } from '../request-context.ts';
import { problem } from '../responses.ts';
import { answerJson, byOf, languageOf } from './context.ts';
import { type RoomContext, visitIn } from './env.ts';
import { readBody } from './request-body.ts';
import { mostBytes } from './request-schemas.ts';

const body = once(() => z.strictObject({ after: z.string().max(200).optional() }));

/**
 * `POST /editor/api/listings`: lists everything anew, a part at a time, where names have changed since that was last
 * done; `next` is the `after` of the next part, null when all is listed. Lists are made from names, which stand in
 * locales/ and come with a deployment, not with a publication. So do answers: what caches hold of an older build goes.
 */
export const postListings = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, body(), languageOf(context), mostBytes.draft);
  if ('problem' in read) return problem(visitIn(context), read.problem);
  const database = databaseOf(visitIn(context));
  const names = await namesDigest();
  const part = await relistPart(database, names, read.body.after ?? '');
  if (part.next === null)
    await oweIfMadeAnew(database, `${context.env.VERSION.id} ${siteOf(context.env).origin} ${names}`, byOf(context));
  return answerJson(context, part);
};
