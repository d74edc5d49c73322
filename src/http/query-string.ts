import { pageSize } from '../kinds/definition.ts';
import type { Parameter } from './query-parameters.ts';

type Known = Readonly<Record<string, Parameter>>;

/** The first parameter of a query that is invalid, and why. */
export interface InvalidParameter {
  parameter: string;
  fault: 'unknown' | 'repeated' | 'invalid';
  count: number;
}

/** Parses a query string; returns the parameters in the order of `known`, or the first invalid one. */
export const parseQuery = (query: URLSearchParams, known: Known): Record<string, string> | InvalidParameter => {
  for (const name of query.keys()) {
    const values = query.getAll(name);
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!parameter) return { parameter: [...name].slice(0, 100).join(''), fault: 'unknown', count: values.length };
    if (values.length > 1) return { parameter: name, fault: 'repeated', count: values.length };
    if (!parameter.schema().safeParse(values[0]).success) return { parameter: name, fault: 'invalid', count: 1 };
  }
  const given = Object.keys(known).filter((name) => query.has(name));
  return Object.fromEntries(
    given.map((name) => {
      const value = query.get(name) ?? '';
      return [name, known[name]?.canonical?.(value) ?? value];
    }),
  );
};

/** Checks whether `parseQuery` found an invalid parameter. */
export const isInvalid = (parsed: Record<string, string> | InvalidParameter): parsed is InvalidParameter =>
  typeof parsed.count === 'number';

// A form sends a field that was left empty as an empty value.
const isLeftEmpty = (parameter: Parameter, value: string) => value === '' && !parameter.schema().safeParse('').success;

/**
 * Drops unknown parameters and fields that a form has left empty; returns the query that remains, with its question
 * mark, or undefined where nothing is to be dropped.
 */
export const dropUnknown = (query: URLSearchParams, known: Known): string | undefined => {
  const remaining = [...query].filter(([name, value]) => {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    return parameter !== undefined && !isLeftEmpty(parameter, value);
  });
  if (remaining.length === query.size) return undefined;
  return remaining.length > 0 ? `?${new URLSearchParams(remaining)}` : '';
};

/** Formats parameters as the query of a canonical URL: sorted, without defaults, with its question mark; or empty. */
export const formatQuery = (parameters: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(parameters)
    .filter(([name, value]) => !(name === 'limit' && value === String(pageSize)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
};
