import * as z from 'zod';
import { itemStates } from '../../database/item-states.ts';
import { pageSize } from '../../kinds/definition.ts';
import { kinds } from '../../kinds/index.ts';
import { lazy } from '../../lib/lazy.ts';
import type { AppContext } from '../env.ts';
import { limit, type Parameter } from '../query-parameters.ts';
import { isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter } from '../responses.ts';

const item: Parameter = { schema: lazy(() => z.string().regex(/^[a-z]+\/[a-z0-9-]{1,80}$/)), expected: 'item' };
// An empty value is the first page.
const after: Parameter = { schema: lazy(() => z.union([z.literal(''), item.schema()])), expected: 'after' };
const before: Parameter = { schema: lazy(() => z.string().regex(/^[1-9]\d{0,14}$/)), expected: 'after' };
/** A number that a page begins behind: of an event, of an edition, or of a revision. */
export const numberParameter: Parameter = before;
const base: Parameter = { schema: lazy(() => z.string().regex(/^(?:0|[1-9]\d{0,14})$/)), expected: 'base' };

/** The kind of the items of a list. */
export const kind: Parameter = { schema: lazy(() => z.enum(kinds)), expected: 'kind', values: kinds };
const state: Parameter = { schema: lazy(() => z.enum(itemStates)), expected: 'state', values: itemStates };

/** The query parameters of a list, of the list of items, of the list of events, of saving a draft, and of what was saved. */
export const pageParameters = { after, limit } as const;
export const itemParameters = { after, kind, limit, state } as const;
export const eventParameters = { before, item, limit } as const;
export const draftParameters = { base } as const;
export const revisionParameters = { before, limit } as const;

type Known<Name extends string> = Readonly<Record<Name, Parameter>>;

/** Parses the query of a request; or responds with the problem: invalid-parameter. */
export const parseParameters = <Name extends string>(
  c: AppContext,
  known: Known<Name>,
): Partial<Record<Name, string>> | Response => {
  const query = parseQuery(new URL(c.req.url).searchParams, known);
  return isInvalid(query) ? invalidParameter(c, query, known) : (query as Partial<Record<Name, string>>);
};

type Page<Name extends string> = { query: Partial<Record<Name, string>>; limit: number } | { invalid: Response };

/** Parses the query of a list: its parameters, and how many entries a page has. Problem: invalid-parameter. */
export const parsePage = <Name extends string>(c: AppContext, known: Known<Name | 'limit'>): Page<Name | 'limit'> => {
  const query = parseParameters(c, known);
  if (query instanceof Response) return { invalid: query };
  return { query, limit: Number(query.limit ?? pageSize) };
};

/**
 * Cuts off what was read beyond a page, one entry, to know whether there is another page: `next` is the key of the last
 * entry, which that begins behind, or null on the last page.
 */
export const takePage = <Entry, Key>(rows: readonly Entry[], limit: number, keyOf: (last: Entry) => Key) => {
  const entries = rows.slice(0, limit);
  const last = rows.length > limit ? entries.at(-1) : undefined;
  return { entries, next: last === undefined ? null : keyOf(last) };
};
