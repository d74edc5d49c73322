import type * as z from 'zod';
import { label, messagesFor, type Resources } from '../../i18n/messages.ts';
import { unprintable } from '../../kinds/value-schemas.ts';
import type { Language } from '../../languages.ts';
import { pointerOf } from '../../lib/json-pointers.ts';

export { pointerOf };

/** The rules that a record can break: the keys of their sentences in locales/. */
export type Rule = keyof Resources['ui']['faults'];

/** A rule that a record breaks, with the values of its sentence. `pointer` is a JSON Pointer (RFC 6901) into the record. */
export interface ValidationError {
  pointer: string;
  rule: Rule;
  values: Readonly<Record<string, string | number>>;
}

export const validationError = (
  pointer: string,
  rule: Rule,
  values: ValidationError['values'] = {},
): ValidationError => ({ pointer, rule, values });

/** Returns the errors of values of which nothing has been said yet, and which are in none of which something has. */
export const withoutRepeated = (
  said: readonly ValidationError[],
  errors: readonly ValidationError[],
): readonly ValidationError[] =>
  errors.filter(({ pointer }) => !said.some((one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`)));

/** Formats an error as a sentence that says how to correct it, in a language. */
export const describeError = (language: Language, { rule, values }: ValidationError): string => {
  const { t } = messagesFor(language);
  const form = label(t, 'forms', [String(values.form), 'other']);
  return label(t, 'faults', rule, { ...values, form });
};

/** Formats a character as Unicode writes it: `U+E000`. */
export const characterName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

// The character where there is one, else the space around the text.
const plainError = (pointer: string, input: unknown): ValidationError => {
  const [character] = (typeof input === 'string' && unprintable.exec(input)) || [];
  const values = character === undefined ? {} : { context: 'character', character: characterName(character) };
  return validationError(pointer, 'plain', values);
};

const customError = (pointer: string, rule: unknown, input: unknown): ValidationError =>
  rule === 'noPart' || rule === 'date' ? validationError(pointer, rule) : plainError(pointer, input);

/** Converts an issue of zod; the pointer to an unknown key leads to the key itself. */
export const errorsOfIssue = (issue: z.core.$ZodIssue): ValidationError[] => {
  const at = pointerOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => validationError(`${at}${pointerOf([key])}`, 'unknownKey', { key }));
    case 'invalid_type':
      return [
        issue.input === undefined
          ? validationError(at, 'missing')
          : validationError(at, 'type', { expected: issue.expected }),
      ];
    case 'too_small':
      return [validationError(at, 'tooSmall', { minimum: String(issue.minimum) })];
    case 'too_big':
      return [validationError(at, 'tooBig', { maximum: String(issue.maximum) })];
    case 'invalid_value':
      return [
        validationError(at, issue.input === undefined ? 'missing' : 'value', {
          values: issue.values.map(String).join(', '),
        }),
      ];
    case 'invalid_format':
      return [
        issue.format === 'date' ? validationError(at, 'date') : validationError(at, 'format', { form: issue.message }),
      ];
    case 'invalid_key':
    case 'invalid_element':
      return [validationError(at, 'format', { form: 'slug' })];
    case 'custom':
      return [customError(at, issue.params?.rule, issue.input)];
    default:
      return [validationError(at, 'plain')];
  }
};
