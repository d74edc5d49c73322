import * as z from 'zod';
import { once } from '../../once.ts';
import { oweIfMadeAnew } from '../../store/purges.ts';
import { relistPart } from '../../store/relist.ts';
import { namesDigest } from '../../words.ts';
import { type RoomContext, visitIn } from '../context.ts';
import { problem } from '../ours.ts';
import { siteOf } from '../vantage.ts';
import { databaseOf } from '../visit.ts';
import { readBody } from './body.ts';
import { mostBytes } from './requests.ts';
import { answerJson, byOf, languageOf } from './room.ts';

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
