import { relationsOf } from '../../src/kinds/definition.ts';
import { definitions, isKind, type Kind, kinds } from '../../src/kinds/index.ts';
import { parseJson } from '../../src/lib/json.ts';
import type { End, Header } from './format.ts';

/** Returns the kinds in an order in which each comes after those that it links to. */
export const kindsInOrder = (): Kind[] => {
  const ordered: Kind[] = [];
  const add = (kind: Kind) => {
    if (ordered.includes(kind)) return;
    const fields = definitions.find((resource) => resource.kind === kind)?.fields ?? {};
    for (const { kind: target } of relationsOf(fields)) if (target !== kind) add(target as Kind);
    ordered.push(kind);
  };
  kinds.forEach(add);
  return ordered;
};

/** What a line of a file is, as far as its beginning says: the header, an event, an item of a kind, a draft, the end. */
export type Sort = 'export' | 'event' | 'revision' | 'draft' | 'end' | Kind;

/** The sorts of lines in the order in which they are imported. */
export const sortsInOrder = (): Sort[] => ['export', 'event', ...kindsInOrder(), 'revision', 'draft', 'end'];

/** Parses a JSON text; returns the error where it is none, or is nested too deeply to be sent. */
export const parse = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch (error) {
    return error;
  }
};

const markers = ['export', 'event', 'revision', 'draft', 'end'] as const;

const hasMember = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

/** Returns the sort of a line; an error where it is not JSON, undefined where it is of no sort that there is. */
export const sortOf = (line: string): Sort | Error | undefined => {
  // Each line of an export begins with what it is; a line from elsewhere may not.
  const [, marker, kind] = /^\{"(?:(export|event|revision|draft|end)":|kind":"([a-z]+)")/.exec(line) ?? [];
  if (marker) return marker as (typeof markers)[number];
  if (isKind(kind)) return kind;
  const parsed = parse(line);
  if (parsed instanceof Error) return parsed;
  const named = hasMember(parsed, 'kind') ? (parsed as { kind: unknown }).kind : undefined;
  if (typeof named === 'string' && isKind(named)) return named;
  return markers.find((name) => hasMember(parsed, name) && named === undefined);
};

const memberOf = <Value>(line: string, name: string): Value | undefined => {
  const parsed = parse(line);
  return hasMember(parsed, name) ? (parsed as Record<string, Value>)[name] : undefined;
};

/** Parses the first line of an export; undefined where it is none. */
export const parseHeader = (line: string): Header | undefined => {
  const header = memberOf<Header>(line, 'export');
  return typeof header?.format === 'number' ? header : undefined;
};

/** Parses the last line of an export; undefined where it is none. */
export const parseEnd = (line: string): End | undefined => {
  const end = memberOf<End>(line, 'end');
  return typeof end?.sha256 === 'string' ? end : undefined;
};
