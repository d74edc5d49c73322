import type * as z from 'zod';
import { wordsOf } from '../../i18n/messages.ts';
import type Resources from '../../i18n/resources.generated';
import type { Language } from '../../languages.ts';

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
  const say: (key: string | string[], values?: object) => string = wordsOf(language).t as never;
  const form = say([`forms.${values.form}`, 'forms.other']);
  return say(`faults.${rule}`, { ...values, form });
};

/** A path as a JSON Pointer. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What a schema found, as faults; an unknown key is pointed at itself. */
export const faultsOf = (issue: z.core.$ZodIssue): Fault[] => {
  const at = pointerOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => fault(`${at}${pointerOf([key])}`, 'unknownKey', { key }));
    case 'invalid_type':
      return [issue.input === undefined ? fault(at, 'missing') : fault(at, 'type', { expected: issue.expected })];
    case 'too_small':
      return [fault(at, 'tooSmall', { minimum: String(issue.minimum) })];
    case 'too_big':
      return [fault(at, 'tooBig', { maximum: String(issue.maximum) })];
    case 'invalid_value':
      return [
        fault(at, issue.input === undefined ? 'missing' : 'value', { values: issue.values.map(String).join(', ') }),
      ];
    case 'invalid_format':
      return [issue.format === 'date' ? fault(at, 'date') : fault(at, 'format', { form: issue.message })];
    case 'invalid_key':
    case 'invalid_element':
      return [fault(at, 'format', { form: 'slug' })];
    default:
      return [fault(at, 'plain')];
  }
};
