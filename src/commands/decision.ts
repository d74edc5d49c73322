import type { ProblemCode } from '../problem-codes.ts';
import type { Actor, Change, CommandState } from './types.ts';
import type { ValidationError } from './validate/errors.ts';

export type { Actor, Change, CommandState } from './types.ts';

/**
 * The state that the sender has seen (RFC 9110 §13.1), by its number: the numbers of `If-Match`, `existing` for
 * `If-Match: *`, 0 for `If-None-Match: *`, `any` where a bulk publication says so; undefined where it is missing.
 */
export type Precondition = readonly number[] | 'existing' | 'any' | undefined;

/** Why a command is refused: its problem code, with the validation errors or the values of the problem's sentence. */
export interface Refusal {
  code: ProblemCode;
  errors?: readonly ValidationError[];
  values?: Readonly<Record<string, string | number>>;
  members?: Readonly<Record<string, unknown>>;
  /** What may be a mistake in the record, beside what it is refused for. */
  warnings?: readonly ValidationError[];
}

/** There is nothing to change. */
export interface Unchanged {
  unchanged: true;
}

export type Decision = Change | Refusal | Unchanged;

export const isRefusal = (decision: Decision): decision is Refusal => 'code' in decision;
export const isChange = (decision: Decision): decision is Change => 'expects' in decision;
/** Whether a draft was to be published that says what is live: nothing changes for readers, and it is deleted. */
export const publishesNothing = (decision: Change): boolean => decision.command === 'publish' && !decision.live;

/** Returns the item of a change. */
export const itemRef = ({ id, kind, slug }: CommandState): Change['item'] => ({ id, kind, slug });

const matches = (precondition: Exclude<Precondition, undefined>, actual: number): boolean => {
  if (precondition === 'any') return true;
  return precondition === 'existing' ? actual > 0 : precondition.includes(actual);
};

/** Checks a precondition against the actual number. Problems: precondition-required; precondition-failed with both. */
export const checkPrecondition = (precondition: Precondition, actual: number): Refusal | undefined => {
  if (precondition === undefined) return { code: 'precondition-required' };
  if (matches(precondition, actual)) return undefined;
  const numbers = typeof precondition === 'string' ? ['*'] : precondition;
  const expected = numbers.length === 1 ? (numbers[0] ?? '–') : numbers.join(', ') || '–';
  return { code: 'precondition-failed', values: { expected, actual }, members: { expected, actual } };
};

/** Returns the number of the live edition; 0 where there is none. */
export const liveNumber = ({ live }: CommandState): number => live?.edition.number ?? 0;

/** Returns when the next edition is published: now, but never before the edition that it follows. */
export const publicationTime = ({ live }: CommandState, { at }: Actor): string => {
  const newest = live?.edition.published ?? '';
  return newest > at ? newest : at;
};
