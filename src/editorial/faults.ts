import type * as z from 'zod';
import type { Language } from '../languages.ts';
import type Resources from '../words.resources.generated';
import { wordsOf } from '../words.ts';

/** The rules that a record can break; each has its sentence in locales/. */
export type Rule = keyof Resources['ui']['faults'];

/** What is wrong with a record, and where: `pointer` is a JSON Pointer (RFC 6901) into it. */
export interface Fault {
  pointer: string;
  rule: Rule;
  values: Readonly<Record<string, string | number>>;
}

export const fault = (pointer: string, rule: Rule, values: Fault['values'] = {}): Fault => ({ pointer, rule, values });

/** What to do about a fault, in a language. */
export const sayFault = (language: Language, { rule, values }: Fault): string => {
  const say: (key: string, values: object) => string = wordsOf(language).t as never;
  return say(`faults.${rule}`, values);
};

/** A path as a JSON Pointer. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const bound = (value: unknown): string => (value === undefined ? '–' : String(value));

/** What a schema found, as faults; an unknown key is pointed at itself. */
export const faultsOf = (issue: z.core.$ZodIssue): Fault[] => {
  const at = pointerOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => fault(`${at}${pointerOf([key])}`, 'unknownKey', { key }));
    case 'invalid_type':
      return [issue.input === undefined ? fault(at, 'missing') : fault(at, 'type', { expected: issue.expected })];
    case 'too_small':
      return [fault(at, 'size', { minimum: bound(issue.minimum), maximum: '–' })];
    case 'too_big':
      return [fault(at, 'size', { minimum: '–', maximum: bound(issue.maximum) })];
    case 'invalid_value':
      return [
        fault(at, issue.input === undefined ? 'missing' : 'value', { values: issue.values.map(String).join(', ') }),
      ];
    case 'invalid_format':
      return [fault(at, issue.format === 'date' ? 'date' : 'format', { format: issue.pattern ?? issue.format })];
    case 'invalid_key':
    case 'invalid_element':
      return [fault(at, 'format', { format: 'key' })];
    default:
      return [fault(at, 'plain')];
  }
};
