import { loadCommandState } from '../../database/command-state.ts';
import { readDrafts, readEvents } from '../../database/editor-queries.ts';
import { messagesFor } from '../../i18n/messages.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { itemOf, json } from './context.ts';
import { eventParameters, pageParameters, parsePage } from './parameters.ts';
import { formatTag } from './preconditions.ts';

export const itemNotFound = (c: AppContext): Response => {
  const { kind, slug } = itemOf(c);
  const { t } = messagesFor(c.var.language);
  return problem(c, { code: 'not-found', values: { kind: t(`kinds.${kind}`), slug } });
};

/** Loads the item that the path names: its live edition and its draft. */
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
