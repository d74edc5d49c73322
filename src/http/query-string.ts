import { pageSize } from '../kinds/definition.ts';
import type { Parameter } from './query-parameters.ts';

/** What is wrong with a query: which parameter, and how. */
export interface InvalidParameter {
  parameter: string;
  fault: 'unknown' | 'repeated' | 'invalid';
  count: number;
}

/** Reads a query by the parameters there are; the result is sorted, as in the canonical URL. */
export const parseQuery = (
  query: URLSearchParams,
  known: Readonly<Record<string, Parameter>>,
): Record<string, string> | InvalidParameter => {
  for (const name of query.keys()) {
    const values = query.getAll(name);
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!parameter) return { parameter: name.slice(0, 100), fault: 'unknown', count: values.length };
    if (values.length > 1) return { parameter: name, fault: 'repeated', count: values.length };
    if (!parameter.schema().safeParse(values[0]).success) return { parameter: name, fault: 'invalid', count: 1 };
  }
  const given = Object.keys(known).filter((name) => query.has(name));
  return Object.fromEntries(given.map((name) => [name, query.get(name) ?? '']));
};

// A form sends what was left open as an empty value: where that is no value, it says nothing.
const says = (parameter: Parameter, value: string) => value !== '' || parameter.schema().safeParse('').success;

/**
 * A query without the parameters that there are not or that a form has left open, as they stand in a URL; undefined
 * where there are no such.
 */
export const dropUnknown = (query: URLSearchParams, known: Readonly<Record<string, Parameter>>): string | undefined => {
  const kept = [...query].filter(([name, value]) => {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    return parameter !== undefined && says(parameter, value);
  });
  if (kept.length === query.size) return undefined;
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
};

/** Whether a query was faulty. */
export const isInvalid = (parsed: Record<string, string> | InvalidParameter): parsed is InvalidParameter =>
  typeof parsed.count === 'number';

/** Writes parameters as the query of a canonical URL: sorted, defaults left out. */
export const formatQuery = (parameters: Readonly<Record<string, string>>): string => {
  const given = Object.entries(parameters);
  if (given.length === 0) return '';
  const entries = given
    .filter(([name, value]) => !(name === 'limit' && value === String(pageSize)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = new URLSearchParams(entries).toString();
  return query && `?${query}`;
};
