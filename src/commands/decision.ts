import type { Language } from '../languages.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { Actor, Change, CommandState } from './types.ts';
import type { ValidationError } from './validate/errors.ts';

export type { Actor as By, Change, CommandState as State } from './types.ts';

/**
 * What the sender has seen (RFC 9110 §13.1): the numbers of `If-Match`, `existing` for `If-Match: *`, 0 for
 * `If-None-Match: *`, `any` where a set of publications says so; undefined when it says nothing, which is refused.
 */
export type Precondition = readonly number[] | 'existing' | 'any' | undefined;

/** A command that was refused: nothing has changed. */
export interface Refusal {
  code: ProblemCode;
  faults?: readonly ValidationError[];
  values?: Readonly<Record<string, string | number>>;
  members?: Readonly<Record<string, unknown>>;
}

/** Nothing to do: what is asked for is so already. */
export interface Unchanged {
  unchanged: true;
}

export type Decision = Change | Refusal | Unchanged;

export const isRefusal = (decision: Decision): decision is Refusal => 'code' in decision;
export const isChange = (decision: Decision): decision is Change => 'expects' in decision;

/** The item as a change names it. */
export const itemRef = ({ id, kind, slug }: CommandState): Change['item'] => ({ id, kind, slug });

const holds = (precondition: Exclude<Precondition, undefined>, actual: number): boolean => {
  if (precondition === 'any') return true;
  return precondition === 'existing' ? actual > 0 : precondition.includes(actual);
};

/** Refuses what was decided on an older state: 428 without a precondition, 412 with both numbers when stale. */
export const checkPrecondition = (precondition: Precondition, actual: number): Refusal | undefined => {
  if (precondition === undefined) return { code: 'precondition-required' };
  if (holds(precondition, actual)) return undefined;
  const numbers = typeof precondition === 'string' ? ['*'] : precondition;
  const expected = numbers.length === 1 ? (numbers[0] ?? '–') : numbers.join(', ') || '–';
  return { code: 'precondition-failed', values: { expected, actual }, members: { expected, actual } };
};

/** The number of the live edition; 0 when there is none. */
export const liveNumber = ({ live }: CommandState): number => live?.edition.number ?? 0;

/** When the next edition is published: now, and never before the one it follows, whatever this machine's clock says. */
export const publicationTime = ({ live }: CommandState, { at }: Actor): string => {
  const newest = live?.edition.published ?? '';
  return newest > at ? newest : at;
};

/** Texts in each language, as notices have them. */
export type LocalizedString = Readonly<Partial<Record<Language, string>>>;
