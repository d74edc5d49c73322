import * as z from 'zod';
import { loadCommandState } from '../../database/command-state.ts';
import { readDrafts, readEvents } from '../../database/editor-queries.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { pageSize } from '../../kinds/definition.ts';
import { lazy } from '../../lib/lazy.ts';
import type { AppContext } from '../env.ts';
import { limit, type Parameter } from '../query-parameters.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, problem } from '../responses.ts';
import { itemOf, json } from './context.ts';
import { formatTag } from './preconditions.ts';

export const itemNotFound = (c: AppContext): Response => {
  const { kind, slug } = itemOf(c);
  const { t } = messagesFor(c.var.language);
  return problem(c, { code: 'not-found', values: { kind: t(`kinds.${kind}`), slug } });
};

export const loadItem = async (c: AppContext) => {
  const item = itemOf(c);
  const { state } = await loadCommandState(c.var.database, [item]);
  return state(item);
};

/** `GET /editor/api/{kind}/{slug}`: the live edition and the draft; the tag is the edition's. Problem: not-found. */
export const getItem = async (c: AppContext): Promise<Response> => {
  const { kind, slug, id, live, draft } = await loadItem(c);
  if (!live && !draft) return itemNotFound(c);
  const body = { id, kind, slug, live: live?.edition ?? null, draft: draft ?? null };
  return json(c, body, live ? { tag: formatTag('edition', live.edition.number) } : {});
};

/** `GET …/draft`: the draft; the tag is its revision. Problem: no-draft. */
export const getDraft = async (c: AppContext): Promise<Response> => {
  const { kind, slug, draft } = await loadItem(c);
  if (!draft) return problem(c, { code: 'no-draft' });
  return json(c, { kind, slug, ...draft }, { tag: formatTag('draft', draft.revision) });
};

const itemId: Parameter = { schema: lazy(() => z.string().regex(/^[a-z]+\/[a-z0-9-]{1,80}$/)), expected: 'item' };
// An empty value is the first page.
const after: Parameter = { schema: lazy(() => z.union([z.literal(''), itemId.schema()])), expected: 'after' };
const before: Parameter = { schema: lazy(() => z.string().regex(/^[1-9]\d{0,14}$/)), expected: 'after' };

/** A number that a page begins behind: of an event, or of an edition. */
export const numberParameter: Parameter = before;

/** The query parameters of a list of items, and of the list of events. */
export const pageParameters = { after, limit } as const;
export const eventParameters = { before, item: itemId, limit } as const;

type Page<Name extends string> = { query: Partial<Record<Name, string>>; limit: number } | { invalid: Response };

export const parsePage = <Name extends string>(c: AppContext, known: Readonly<Record<Name, Parameter>>): Page<Name> => {
  const query = parseQuery(new URL(c.req.url).searchParams, known);
  if (isInvalid(query)) return { invalid: invalidParameter(c, query, known) };
  return { query: query as Partial<Record<Name, string>>, limit: Number(query.limit ?? pageSize) };
};

/** `GET /editor/api/drafts`: the drafts; `next` is the `after` of the next page. Problem: invalid-parameter. */
export const getDrafts = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, pageParameters);
  if ('invalid' in page) return page.invalid;
  const rows = await readDrafts(c.var.database, page.query.after ?? '', page.limit + 1);
  const drafts = rows.slice(0, page.limit);
  const next = rows.length > page.limit ? (drafts.at(-1)?.item ?? null) : null;
  return json(c, { drafts: drafts.map(({ item: _, ...rest }) => rest), next });
};

/** `GET /editor/api/events`: events, newest first; `next` is the `before` of the next page. Problem: invalid-parameter. */
export const getEvents = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, eventParameters);
  if ('invalid' in page) return page.invalid;
  const rows = await readEvents(c.var.database, {
    limit: page.limit + 1,
    ...(page.query.before && { before: Number(page.query.before) }),
    ...(page.query.item && { item: page.query.item }),
  });
  const events = rows.slice(0, page.limit);
  return json(c, { events, next: rows.length > page.limit ? (events.at(-1)?.id ?? null) : null });
};
