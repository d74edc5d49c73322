import { deepEqual } from './deep-equal.ts';

type Values = Readonly<Record<string, unknown>>;

const isComposed = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** Formats a path as a JSON Pointer (RFC 6901). */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Parses a JSON Pointer to its path. */
export const parsePointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Returns the value at a path of a value of JSON; undefined where there is none. */
export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (isComposed(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );

/** Returns the paths at which two values of JSON differ. A list that has become longer or shorter differs as a whole. */
export const differingPaths = (one: unknown, other: unknown, path: readonly string[] = []): string[][] => {
  if (deepEqual(one, other)) return [];
  const isList = Array.isArray(one);
  const differsWhole =
    !isComposed(one) ||
    !isComposed(other) ||
    isList !== Array.isArray(other) ||
    (isList && Object.keys(one).length !== Object.keys(other).length);
  if (differsWhole) return [[...path]];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) => differingPaths(one[key], other[key], [...path, key]));
};
