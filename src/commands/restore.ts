import type { Language } from '../languages.ts';
import { firstSlugOf, languagesOf } from '../model/edition.ts';
import { carryOver } from './carry-over.ts';
import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
} from './decision.ts';
import { expectReferences, validateReferences } from './references.ts';
import { validationError } from './validate/errors.ts';
import { validateRecord } from './validate/validate-record.ts';

/** What to restore. */
export interface Restore {
  /** The number of the past edition. */
  number: number;
  /** Without it, all languages in which the past edition was published. */
  languages?: readonly Language[] | undefined;
  match: Precondition;
  by: Actor;
}

/**
 * Publishes the content of a past edition as a new one, in the languages that it was published in or in those that are
 * named; the texts of the others stay as they are live, and so do their withdrawals. It is validated again, as rules
 * change. Problems: not-published, no-edition, erased, withdrawn-already, invalid-record.
 */
export const restore = (state: CommandState, { number, languages: named, match, by }: Restore): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  const past = state.edition(number);
  if (!past) return { code: 'no-edition', values: { number } };
  if (past.erased) return { code: 'erased', values: { number } };
  const published = languagesOf(past);
  if (published.length === 0) return { code: 'withdrawn-already' };
  const languages = named ?? published;
  const absent = languages.filter((language) => !published.includes(language));
  if (absent.length > 0)
    return {
      code: 'invalid-record',
      errors: absent.map((language) => validationError('/languages', 'missingLanguage', { language })),
    };
  const content = carryOver(state.kind, live.edition, past, languages);
  const record = { languages: Object.keys(content.texts), facts: content.facts, texts: content.texts };
  const checked = validateRecord(state.kind, state.slug, record, firstSlugOf(state.id), { isEdition: true });
  if ('errors' in checked) return { code: 'invalid-record', errors: checked.errors };
  const wrong = validateReferences(state, checked.record);
  if (wrong) return wrong;
  const edition = { number: liveNumber(state) + 1, ...content, published: publicationTime(state, by) };
  return {
    command: 'restore',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), ...expectReferences(state, content.facts) },
    editions: [edition],
    live: { ...live, edition },
    detail: { restored: number, ...(named && { languages }) },
  };
};
