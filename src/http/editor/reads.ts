import { readArchive, readDrafts, readEditions, readEvents } from '../../store/archive.ts';
import { openDatabase } from '../../store/database.ts';
import { readWorld } from '../../store/state.ts';
import { wordsOf } from '../../words.ts';
import type { RoomContext } from '../context.ts';
import { problem } from '../gateway.ts';
import { tagOf } from './requests.ts';
import { answerJson, languageOf, namedIn } from './room.ts';

const absent = (context: RoomContext) => {
  const { kind, slug } = namedIn(context);
  const { t } = wordsOf(languageOf(context));
  return problem(context, { code: 'not-found', values: { kind: t(`kinds.${kind}`), slug } });
};

const stateOf = async (context: RoomContext) => {
  const name = namedIn(context);
  return (await readWorld(openDatabase(context.env.DB), [name])).state(name);
};

/** `GET /editor/api/{kind}/{slug}`: the live edition and the draft; the tag is the edition's. */
export const getItem = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, id, live, draft } = await stateOf(context);
  if (!live && !draft) return absent(context);
  const body = { id, kind, slug, live: live?.edition ?? null, draft: draft ?? null };
  return answerJson(context, body, live ? { tag: tagOf('e', live.edition.number) } : {});
};

/** `GET …/draft`: the draft alone; the tag is its revision. Problem: no-draft. */
export const getDraft = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, draft } = await stateOf(context);
  if (!draft) return problem(context, { code: 'no-draft' });
  return answerJson(context, { kind, slug, ...draft }, { tag: tagOf('r', draft.revision) });
};

/** `GET …/editions`: every edition, unchanged, the first first. */
export const getEditions = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, id, live } = await stateOf(context);
  if (!live) return absent(context);
  const editions = await readEditions(openDatabase(context.env.DB), [id]);
  return answerJson(context, { kind, slug, editions: editions.get(id) ?? [] });
};

const most = 100;

const sizeOf = (value: string | undefined): number => {
  const size = Number(value ?? 50);
  return Number.isInteger(size) && size >= 1 && size <= most ? size : 50;
};

/** `GET /editor/api/drafts`: the drafts there are; `next` is the `after` of the next page. */
export const getDrafts = async (context: RoomContext): Promise<Response> => {
  const limit = sizeOf(context.req.query('limit'));
  const rows = await readDrafts(openDatabase(context.env.DB), context.req.query('after') ?? '', limit + 1);
  const drafts = rows.slice(0, limit);
  const items = drafts.map(({ kind, slug, revision, saved, who }) => ({ kind, slug, revision, saved, who }));
  return answerJson(context, { drafts: items, next: rows.length > limit ? (drafts.at(-1)?.item ?? null) : null });
};

/** `GET /editor/api/events`: what happened, newest first; `next` is the `before` of the next page. */
export const getEvents = async (context: RoomContext): Promise<Response> => {
  const limit = sizeOf(context.req.query('limit'));
  const before = Number(context.req.query('before') ?? Number.MAX_SAFE_INTEGER);
  const item = context.req.query('item');
  const rows = await readEvents(openDatabase(context.env.DB), {
    limit: limit + 1,
    ...(Number.isSafeInteger(before) && { before }),
    ...(item !== undefined && { item }),
  });
  const events = rows.slice(0, limit);
  return answerJson(context, { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null });
};

/** `GET /editor/api/archive`: items with all their past, for an export; `next` is the `after` of the next page. */
export const getArchive = async (context: RoomContext): Promise<Response> => {
  const limit = sizeOf(context.req.query('limit'));
  const rows = await readArchive(openDatabase(context.env.DB), context.req.query('after') ?? '', limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return answerJson(context, { items, next: rows.length > limit && last ? `${last.kind}/${last.first}` : null });
};
