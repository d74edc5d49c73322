type Values = Readonly<Record<string, unknown>>;

const isComposed = (value: unknown): value is Values => typeof value === 'object' && value !== null;
const keysOf = (values: Values): string[] => Object.keys(values).filter((key) => values[key] !== undefined);

/** Whether two values of JSON say the same, in whatever order their keys stand. It goes no deeper than they agree. */
export const deepEqual = (one: unknown, other: unknown): boolean => {
  if (!isComposed(one) || !isComposed(other)) return one === other;
  const keys = keysOf(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === keysOf(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && deepEqual(one[key], other[key]))
  );
};
