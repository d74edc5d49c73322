import * as z from 'zod';
import { readArchivedDrafts } from '../../database/archive/drafts.ts';
import { readEditionPage } from '../../database/archive/editions.ts';
import { readArchivedEvents } from '../../database/archive/events.ts';
import { readArchive } from '../../database/archive/items.ts';
import { readMoment } from '../../database/archive/moment.ts';
import { type Position, readRevisions } from '../../database/archive/revisions.ts';
import type { Database } from '../../database/connection.ts';
import { isKind } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { AppContext } from '../env.ts';
import { limit, type Parameter } from '../query-parameters.ts';
import { json } from './context.ts';
import { kind, numberParameter, parsePage } from './parameters.ts';
import { itemNotFound, loadItem } from './queries.ts';

// `kind/slug`, and behind an @ the edition that the page begins behind; all of them without it.
// Events have nothing before it.
const position = /^(|[a-z]+\/[a-z0-9-]{1,80})(?:@([1-9]\d{0,14}))?$/;
const after: Parameter = {
  schema: lazy(() => z.string().regex(position)),
  expected: 'after',
};

// 0: before anything had happened.
const until: Parameter = { schema: lazy(() => z.string().regex(/^(?:0|[1-9]\d{0,14})$/)), expected: 'after' };
const sections = ['items', 'revisions', 'drafts', 'events'] as const;
const of: Parameter = { schema: lazy(() => z.enum(sections)), expected: 'part', values: sections };

/** The query parameters of the archive, and of the editions of an item. */
export const archiveParameters = { after, kind, limit, of, until } as const;
export const editionParameters = { after: numberParameter, limit } as const;

const parsePosition = (text: string): Position => {
  const [, item = '', number] = position.exec(text) ?? [];
  // Without a number, behind everything of the item; without an item, the beginning.
  const all = item === '' ? 0 : Number.MAX_SAFE_INTEGER;
  return { item, number: number === undefined ? all : Number(number) };
};

const formatPosition = (item: string, number: number): string => (number > 0 ? `${item}@${number}` : item);

const readSection = async (database: Database, of: string, after: Position, moment: number, limit: number) => {
  if (of === 'revisions') return readRevisions(database, after, moment, limit);
  if (of === 'drafts') return readArchivedDrafts(database, after.item, moment, limit);
  return readArchivedEvents(database, after.number, moment, limit);
};

/**
 * `GET /editor/api/archive`: items with their editions, as they were when `until` was the newest event; or revisions, drafts
 * or events (`of`). A page has 4 MB at most; `next` is the `after` of the next. Problem: invalid-parameter.
 */
export const getArchive = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, archiveParameters);
  if ('invalid' in page) return page.invalid;
  const { query, limit: size } = page;
  const { database } = c.var;
  const after = parsePosition(query.after ?? '');
  if (query.of && query.of !== 'items') {
    const moment = await readMoment(database);
    const until = query.until ? Number(query.until) : moment.event;
    const { next, ...section } = await readSection(database, query.of, after, until, size);
    return json(c, { moment, ...section, next: next && formatPosition(next.item, next.number) });
  }
  const { moment, items, next } = await readArchive(database, {
    after: { item: after.item, edition: after.number },
    limit: size,
    ...(isKind(query.kind) && { kind: query.kind }),
    ...(query.until && { moment: Number(query.until) }),
  });
  return json(c, { moment, items, next: next && formatPosition(next.item, next.edition) });
};

/** `GET …/editions`: editions, the oldest first, 4 MB at most; `next` is the `after` of the next page. Problem: not-found. */
export const getEditions = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, editionParameters);
  if ('invalid' in page) return page.invalid;
  const { kind: of, slug, id, live } = await loadItem(c);
  if (!live) return itemNotFound(c);
  const part = await readEditionPage(c.var.database, id, Number(page.query.after ?? 0), page.limit);
  return json(c, { kind: of, slug, ...part });
};
