import * as z from 'zod';
import { relistPart } from '../../store/relist.ts';
import { namesDigest } from '../../words.ts';
import { databaseOf, type RoomContext } from '../context.ts';
import { problem } from '../gateway.ts';
import { readBody } from './body.ts';
import { mostBytes } from './requests.ts';
import { answerJson, languageOf } from './room.ts';

const body = z.strictObject({ after: z.string().max(200).optional() });

/**
 * `POST /editor/api/listings`: lists everything anew, a part at a time, where names have changed since that was last
 * done; `next` is the `after` of the next part, null when all is listed. Lists are made from names, which stand in
 * locales/ and come with a deployment, not with a publication.
 */
export const postListings = async (context: RoomContext): Promise<Response> => {
  const read = await readBody(context.req.raw, body, languageOf(context), mostBytes.draft);
  if ('problem' in read) return problem(context, read.problem);
  return answerJson(context, await relistPart(databaseOf(context), await namesDigest(), read.body.after ?? ''));
};
