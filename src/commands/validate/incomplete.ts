import type * as z from 'zod';
import type { ValidRecord } from './valid-record.ts';

type Values = Readonly<Record<PropertyKey, unknown>>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Whether a value has another form than the checks of its content take for granted: not where it is missing, unknown, or a
// text or number that is refused for what it says.
const isOfAnotherForm = (input: unknown, { code, path }: z.core.$ZodIssue): boolean => {
  const value = path.reduce<unknown>((inner, key) => (inner as Values | undefined)?.[key], input);
  if (value === undefined || code === 'unrecognized_keys') return false;
  return ['invalid_type', 'invalid_key', 'invalid_element', 'invalid_union'].includes(code) || isObject(value);
};

/**
 * Returns a record that its schema refuses, as far as its content can be checked: a draft may be incomplete, and its author
 * wants to know everything at once. Undefined where it has not the form of a record.
 */
export const checkableRecord = (input: unknown, issues: readonly z.core.$ZodIssue[]): ValidRecord | undefined => {
  if (!isObject(input) || issues.some((issue) => isOfAnotherForm(input, issue))) return undefined;
  const { facts = {}, texts = {} } = input;
  // The schema has found nothing else in it.
  return { ...input, facts, texts } as ValidRecord;
};
