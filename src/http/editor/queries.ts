import * as z from 'zod';
import { loadCommandState } from '../../database/command-state.ts';
import { readArchive, readDrafts, readEditions, readEvents } from '../../database/editor-queries.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { pageSize } from '../../kinds/definition.ts';
import { lazy } from '../../lib/lazy.ts';
import { limit, type Parameter } from '../query-parameters.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, problem } from '../responses.ts';
import { itemFromPath, json, languageOf } from './context.ts';
import { databaseOf, type RoomContext, visitIn } from './env.ts';
import { tagOf } from './request-schemas.ts';

const absent = (context: RoomContext) => {
  const { kind, slug } = itemFromPath(context);
  const { t } = messagesFor(languageOf(context));
  return problem(visitIn(context), { code: 'not-found', values: { kind: t(`kinds.${kind}`), slug } });
};

const stateOf = async (context: RoomContext) => {
  const name = itemFromPath(context);
  return (await loadCommandState(databaseOf(visitIn(context)), [name])).state(name);
};

/** `GET /editor/api/{kind}/{slug}`: the live edition and the draft; the tag is the edition's. */
export const getItem = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, id, live, draft } = await stateOf(context);
  if (!live && !draft) return absent(context);
  const body = { id, kind, slug, live: live?.edition ?? null, draft: draft ?? null };
  return json(context, body, live ? { tag: tagOf('e', live.edition.number) } : {});
};

/** `GET …/draft`: the draft alone; the tag is its revision. Problem: no-draft. */
export const getDraft = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, draft } = await stateOf(context);
  if (!draft) return problem(visitIn(context), { code: 'no-draft' });
  return json(context, { kind, slug, ...draft }, { tag: tagOf('r', draft.revision) });
};

/** `GET …/editions`: every edition, unchanged, the first first. */
export const getEditions = async (context: RoomContext): Promise<Response> => {
  const { kind, slug, id, live } = await stateOf(context);
  if (!live) return absent(context);
  const editions = await readEditions(databaseOf(visitIn(context)), [id]);
  return json(context, { kind, slug, editions: editions.get(id) ?? [] });
};

const item: Parameter = { schema: lazy(() => z.string().regex(/^[a-z]+\/[a-z0-9-]{1,80}$/)), expected: 'item' };
// Empty, it is the beginning.
const after: Parameter = { schema: lazy(() => z.union([z.literal(''), item.schema()])), expected: 'after' };
const before: Parameter = { schema: lazy(() => z.string().regex(/^[1-9]\d{0,14}$/)), expected: 'after' };

/** What a list was asked for, or the problem: invalid-parameter. */
const queried = <Name extends string>(context: RoomContext, known: Readonly<Record<Name, Parameter>>) => {
  const query = parseQuery(new URLSearchParams(new URL(context.req.url).search), known);
  if (isInvalid(query)) return { refused: invalidParameter(visitIn(context), query, known) };
  return { query: query as Partial<Record<Name, string>>, limit: Number(query.limit ?? pageSize) };
};

/** `GET /editor/api/drafts`: the drafts there are; `next` is the `after` of the next page. */
export const getDrafts = async (context: RoomContext): Promise<Response> => {
  const asked = queried(context, { after, limit });
  if ('refused' in asked) return asked.refused;
  const rows = await readDrafts(databaseOf(visitIn(context)), asked.query.after ?? '', asked.limit + 1);
  const drafts = rows.slice(0, asked.limit);
  const items = drafts.map(({ kind, slug, revision, saved, who }) => ({ kind, slug, revision, saved, who }));
  return json(context, { drafts: items, next: rows.length > asked.limit ? (drafts.at(-1)?.item ?? null) : null });
};

/** `GET /editor/api/events`: what happened, newest first; `next` is the `before` of the next page. */
export const getEvents = async (context: RoomContext): Promise<Response> => {
  const asked = queried(context, { before, item, limit });
  if ('refused' in asked) return asked.refused;
  const rows = await readEvents(databaseOf(visitIn(context)), {
    limit: asked.limit + 1,
    ...(asked.query.before && { before: Number(asked.query.before) }),
    ...(asked.query.item && { item: asked.query.item }),
  });
  const events = rows.slice(0, asked.limit);
  return json(context, { events, next: rows.length > asked.limit ? (events.at(-1)?.id ?? null) : null });
};

/** `GET /editor/api/archive`: items with all their past, for an export; `next` is the `after` of the next page. */
export const getArchive = async (context: RoomContext): Promise<Response> => {
  const asked = queried(context, { after, limit });
  if ('refused' in asked) return asked.refused;
  const rows = await readArchive(databaseOf(visitIn(context)), asked.query.after ?? '', asked.limit + 1);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return json(context, { items, next: rows.length > asked.limit && last ? `${last.kind}/${last.first}` : null });
};
