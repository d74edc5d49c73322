import { loadCommandState } from '../../database/command-state.ts';
import { readDrafts, readEvents } from '../../database/editor-queries.ts';
import { itemStates, readItemStates } from '../../database/item-states.ts';
import { readReferences } from '../../database/references.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { isKind } from '../../kinds/index.ts';
import type { AppContext } from '../env.ts';
import { problem } from '../responses.ts';
import { itemOf, json } from './context.ts';
import { eventParameters, itemParameters, pageParameters, parsePage, takePage } from './parameters.ts';
import { formatReadTag } from './preconditions.ts';

export const itemNotFound = (c: AppContext): Response => {
  const { kind, slug } = itemOf(c);
  const { t } = messagesFor(c.var.language);
  return problem(c, { code: 'not-found', values: { kind: t(`kinds.${kind}`), slug } });
};

/** Loads the item that the path names: its live edition, its draft, and the state of its languages. */
export const loadItem = async (c: AppContext) => {
  const item = itemOf(c);
  const { state, languages } = await loadCommandState(c.var.database, [item]);
  return { ...state(item), languages: languages(item) };
};

/**
 * `GET /editor/api/{kind}/{slug}`: the live edition, since when each language is as it is, and the draft; the tag names both.
 * Problem: not-found.
 */
export const getItem = async (c: AppContext): Promise<Response> => {
  const { kind, slug, id, live, languages, draft } = await loadItem(c);
  if (!live && !draft) return itemNotFound(c);
  const body = { id, kind, slug, live: live?.edition ?? null, languages, draft: draft ?? null };
  return json(c, body, { tag: formatReadTag(live?.edition, draft?.revision) });
};

/** `GET …/draft`: the draft; the tag is its revision, with the live edition. Problem: no-draft. */
export const getDraft = async (c: AppContext): Promise<Response> => {
  const { kind, slug, live, draft } = await loadItem(c);
  if (!draft) return problem(c, { code: 'no-draft' });
  return json(c, { kind, slug, ...draft }, { tag: formatReadTag(live?.edition, draft.revision) });
};

/**
 * `GET …/references`: the items whose live edition or draft links to this one; `next` is the `after` of the next page. An
 * item that is not there yet may be linked to by drafts. Problems: not-found where there is neither; invalid-parameter.
 */
export const getReferences = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, pageParameters);
  if ('invalid' in page) return page.invalid;
  const { after = '' } = page.query;
  const [{ kind, slug, live, draft }, rows] = await Promise.all([
    loadItem(c),
    readReferences(c.var.database, itemOf(c), { after, limit: page.limit + 1 }),
  ]);
  if (!live && !draft && rows.length === 0) return itemNotFound(c);
  const { entries: references, next } = takePage(rows, page.limit, ({ id }) => id);
  return json(c, { kind, slug, references, next });
};

/** `GET /editor/api/items`: items and their states; `next` is the `after` of the next page. Problem: invalid-parameter. */
export const getItems = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, itemParameters);
  if ('invalid' in page) return page.invalid;
  const { after = '', kind, state } = page.query;
  const rows = await readItemStates(c.var.database, {
    after,
    limit: page.limit + 1,
    kind: isKind(kind) ? kind : undefined,
    state: itemStates.find((one) => one === state),
  });
  const { entries: items, next } = takePage(rows, page.limit, ({ id }) => id);
  return json(c, { items, next });
};

/** `GET /editor/api/drafts`: the drafts; `next` is the `after` of the next page. Problem: invalid-parameter. */
export const getDrafts = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, pageParameters);
  if ('invalid' in page) return page.invalid;
  const rows = await readDrafts(c.var.database, page.query.after ?? '', page.limit + 1);
  const { entries: drafts, next } = takePage(rows, page.limit, ({ item }) => item);
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
  const { entries: events, next } = takePage(rows, page.limit, ({ id }) => id);
  return json(c, { events, next });
};
