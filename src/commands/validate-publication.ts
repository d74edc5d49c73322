import type { Language } from '../languages.ts';
import { firstSlugOf } from '../model/edition.ts';
import { carryOver, type EditionContent } from './carry-over.ts';
import type { Actor, CommandState, Precondition, Refusal } from './decision.ts';
import { checkDraftBase } from './draft-base.ts';
import { validateReferences } from './references.ts';
import { textsIn } from './save.ts';
import { validationError, withoutRepeated } from './validate/errors.ts';
import { languagesOfRecord, type ValidRecord } from './validate/valid-record.ts';
import { type Validation, validateRecord } from './validate/validate-record.ts';
import { findWarnings } from './validate/warnings.ts';

// What is to be published in some languages needs no more than these: a draft may be incomplete in the others.
const withLanguages = (record: object, languages: readonly Language[]): object => {
  const texts = Object.entries(textsIn(record)).filter(([tag]) => languages.includes(tag as Language));
  return { ...record, languages, texts: Object.fromEntries(texts) };
};

/** Returns as much of a record as could be checked: all of it where it is valid. */
export const checkedRecord = (validation: Validation | undefined): ValidRecord | undefined =>
  validation && ('record' in validation ? validation.record : validation.checked);

/**
 * Validates a record, or the draft where there is one, as far as it is to be published: in the languages that the command
 * names, else in those of the record.
 */
export const validatePublication = (
  { kind, slug, id, draft, live }: CommandState,
  command: { record?: unknown; languages?: readonly Language[] | undefined },
): Validation | undefined => {
  const record = 'record' in command ? command.record : draft?.record;
  if (record === undefined) return undefined;
  if (typeof record !== 'object' || record === null) return validateRecord(kind, slug, record, firstSlugOf(id));
  const own = (record as Partial<ValidRecord>).languages;
  const known: readonly unknown[] = Array.isArray(own) ? own : Object.keys(textsIn(record));
  const isThere = (tag: Language) => known.includes(tag) && textsIn(record)[tag] !== undefined;
  const absent = (command.languages ?? [])
    .filter((tag) => !isThere(tag))
    .map((language) => validationError('/languages', 'missingLanguage', { language }));
  const languages = command.languages?.filter(isThere) ?? own;
  if (absent.length > 0 && !languages?.length) return { errors: absent };
  const input = Array.isArray(languages) ? withLanguages(record, languages) : record;
  const validation = validateRecord(kind, slug, input, firstSlugOf(id), { carried: live?.edition.texts ?? {} });
  if (absent.length === 0) return validation;
  const errors = 'errors' in validation ? validation.errors : [];
  return { errors: [...absent, ...errors], checked: checkedRecord(validation) };
};

/** What may be published: a record, the languages that it is published in, and the content of the next edition. */
export interface Publishable {
  record: ValidRecord;
  languages: readonly Language[];
  content: EditionContent;
}

/** What a validation is of: a draft, or a record that was sent with the command; and what its sender has seen. */
interface Publication {
  isDraft: boolean;
  match: Precondition;
  by: Actor;
}

/**
 * Checks what a validation of the record alone cannot know: time, links, what others repeat, withdrawals, the base of the
 * draft. Everything that is wrong is said at once, also of a record that is invalid by itself, as far as it could be
 * checked. Problems: invalid-record, withdrawn-already, precondition-failed.
 */
export const checkPublication = (
  state: CommandState,
  validation: Validation,
  { isDraft, match, by }: Publication,
): Publishable | Refusal => {
  const { kind, live } = state;
  const invalid = 'errors' in validation ? validation.errors : [];
  const record = checkedRecord(validation);
  if (!record) return { code: 'invalid-record', errors: invalid };
  const languages = languagesOfRecord(record).filter((tag) => record.texts[tag] !== undefined);
  const content = carryOver(kind, live?.edition, record, languages);
  const outdated = isDraft ? checkDraftBase(state, content, languages) : undefined;
  const references = validateReferences(state, record);
  // Nothing is published before its time: whoever names a day to come expects that it waits.
  const early = (record.published ?? '') > by.at ? [validationError('/published', 'future')] : [];
  const errors = [...invalid, ...withoutRepeated(invalid, [...early, ...(references?.errors ?? [])])];
  if (errors.length > 0) {
    const members = { ...references?.members, ...outdated?.members };
    return { code: 'invalid-record', errors, members, warnings: findWarnings(record) };
  }
  // `any` has seen nothing, so it cannot have decided to end a withdrawal.
  if (match === 'any' && languages.some((language) => live?.edition.withdrawals[language]))
    return { code: 'withdrawn-already' };
  return outdated ?? { record, languages, content };
};
