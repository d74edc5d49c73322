import * as z from 'zod';
import { type ArchivePosition, readArchive, readEditionPage } from '../../database/archive.ts';
import { isKind, kinds } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { AppContext } from '../env.ts';
import { limit, type Parameter } from '../query-parameters.ts';
import { json } from './context.ts';
import { itemNotFound, loadItem, numberParameter, parsePage } from './queries.ts';

// `kind/slug`, and behind an @ the edition that the page begins behind; all of them without it.
const position = /^([a-z]+\/[a-z0-9-]{1,80})(?:@([1-9]\d{0,5}))?$/;
const after: Parameter = {
  schema: lazy(() => z.union([z.literal(''), z.string().regex(position)])),
  expected: 'after',
};
const kind: Parameter = { schema: lazy(() => z.enum(kinds)), expected: 'kind', values: kinds };

/** The query parameters of the archive, and of the editions of an item. */
export const archiveParameters = { after, kind, limit, until: numberParameter } as const;
export const editionParameters = { after: numberParameter, limit } as const;

const parsePosition = (text: string): ArchivePosition => {
  const [, item = '', edition] = position.exec(text) ?? [];
  // Without a number, behind everything of the item.
  return { item, edition: edition === undefined ? Number.MAX_SAFE_INTEGER : Number(edition) };
};

/**
 * `GET /editor/api/archive`: items with their editions, as they were when `until` was the newest event; 4 MB at most. `next`
 * is the `after` of the next page. Problem: invalid-parameter.
 */
export const getArchive = async (c: AppContext): Promise<Response> => {
  const page = parsePage(c, archiveParameters);
  if ('invalid' in page) return page.invalid;
  const { query } = page;
  const { moment, items, next } = await readArchive(c.var.database, {
    after: parsePosition(query.after ?? ''),
    limit: page.limit,
    ...(isKind(query.kind) && { kind: query.kind }),
    ...(query.until && { moment: Number(query.until) }),
  });
  return json(c, { moment, items, next: next && `${next.item}@${next.edition}` });
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
