import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf } from '../model/edition.ts';
import { carryOver, type EditionContent } from './carry-over.ts';
import {
  type Actor,
  type Change,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
} from './decision.ts';
import { checkDraftBase, movesBase } from './draft-base.ts';
import { expectReferences, validateReferences } from './references.ts';
import { textsIn } from './save.ts';
import { validationError } from './validate/errors.ts';
import { languagesOfRecord, type Validation, type ValidRecord, validateRecord } from './validate/validate-record.ts';
import { findWarnings } from './validate/warnings.ts';

/** What to publish. */
export interface Publish {
  /** A record; without it, the draft. */
  record?: unknown;
  /** The result of `validatePublication`, where the caller has it already because it has loaded the links. */
  validation?: Validation | undefined;
  /** The revision of the draft that the sender has seen. */
  revision?: number | undefined;
  /** The languages to publish in; the texts of the others stay as they are live. */
  languages?: readonly Language[] | undefined;
  /** The number of the live edition; 0 where there is none. */
  match: Precondition;
  by: Actor;
}

// What is to be published in some languages needs no more than these: a draft may be incomplete in the others.
const withLanguages = (record: object, languages: readonly Language[]): object => {
  const texts = Object.entries(textsIn(record)).filter(([tag]) => languages.includes(tag as Language));
  return { ...record, languages, texts: Object.fromEntries(texts) };
};

/**
 * Validates a record, or the draft where there is one, as far as it is to be published: in the languages that the command
 * names, else in those of the record.
 */
export const validatePublication = (
  { kind, slug, id, draft, live }: CommandState,
  command: Pick<Publish, 'record' | 'languages'>,
): Validation | undefined => {
  const record = 'record' in command ? command.record : draft?.record;
  if (record === undefined) return undefined;
  if (typeof record !== 'object' || record === null) return validateRecord(kind, slug, record, firstSlugOf(id));
  const own = (record as Partial<ValidRecord>).languages;
  const known: readonly unknown[] = Array.isArray(own) ? own : Object.keys(textsIn(record));
  const absent = command.languages?.filter((tag) => !known.includes(tag) || textsIn(record)[tag] === undefined) ?? [];
  if (absent.length > 0)
    return { errors: absent.map((language) => validationError('/languages', 'missingLanguage', { language })) };
  const languages = command.languages ?? own;
  const input = Array.isArray(languages) ? withLanguages(record, languages) : record;
  return validateRecord(kind, slug, input, firstSlugOf(id), { carried: live?.edition.texts ?? {} });
};

// A record may say when it was published; that is kept where no edition is newer.
const nextEdition = (state: CommandState, content: EditionContent, own: string, by: Actor): Edition => {
  const newest = state.live?.edition.published ?? '';
  return { number: liveNumber(state) + 1, ...content, published: own > newest ? own : publicationTime(state, by) };
};

/**
 * Publishes a record, or the draft, as the next edition, in all its languages at once or in those that are named: the texts
 * of the others stay as they are live. Problems: no-draft, slug-taken, invalid-record, withdrawn-already,
 * precondition-failed, precondition-required.
 */
export const publish = (state: CommandState, command: Publish): Decision => {
  // First, so that whoever loses a race to publish a draft gets the winner's number instead of no-draft.
  const stale = checkPrecondition(command.match, liveNumber(state));
  if (stale) return stale;
  const { kind, slug, id, live, draft } = state;
  const isDraft = !('record' in command);
  const validation = command.validation ?? validatePublication(state, command);
  if (!validation) return { code: 'no-draft' };
  if (command.revision !== undefined) {
    const staleDraft = checkPrecondition([command.revision], draft?.revision ?? 0);
    if (staleDraft) return staleDraft;
  }
  if ((state.slugOwner(kind, slug) ?? id) !== id) return { code: 'slug-taken', values: { slug } };
  if ('errors' in validation) return { code: 'invalid-record', errors: validation.errors };
  const { record } = validation;
  // Nothing is published before its time: whoever names a day to come expects that it waits.
  const own = record.published ?? '';
  if (own > command.by.at) return { code: 'invalid-record', errors: [validationError('/published', 'future')] };
  const invalidReferences = validateReferences(state, record);
  if (invalidReferences) return invalidReferences;
  const languages = languagesOfRecord(record);
  // `any` has seen nothing, so it cannot have decided to end a withdrawal.
  if (command.match === 'any' && languages.some((language) => live?.edition.withdrawals[language]))
    return { code: 'withdrawn-already' };
  const content = carryOver(kind, live?.edition, record, languages);
  const outdated = isDraft && checkDraftBase(state, content, languages);
  if (outdated) return outdated;
  const before = live && {
    facts: live.edition.facts,
    texts: live.edition.texts,
    withdrawals: live.edition.withdrawals,
  };
  // A bulk publication may be sent twice, and a draft may say what is published: what is live already changes nothing.
  const isUnchanged = deepEqual(before, content);
  if (isUnchanged && !isDraft) return { unchanged: true };
  const edition = nextEdition(state, content, own, command.by);
  const change: Change = {
    command: 'publish',
    by: command.by,
    item: itemRef(state),
    expects: {
      edition: liveNumber(state),
      ...(isDraft && { revision: state.revision }),
      ...expectReferences(state, record.facts),
    },
    ...(!isUnchanged && {
      editions: [edition],
      live: { id, kind, slug, published: live?.published ?? edition.published, edition },
    }),
    detail: { languages },
    warnings: findWarnings(edition),
  };
  // A record that was sent with the command leaves the draft alone: it may be somebody else's.
  if (!isDraft) return change;
  // A published draft is deleted, unless it has a language that is still to be published.
  const ofDraft = textsIn(draft?.record) as EditionContent['texts'];
  const remaining = languageTags.filter(
    (tag) =>
      ofDraft[tag] &&
      !languages.includes(tag) &&
      (content.withdrawals[tag] || !deepEqual(ofDraft[tag], content.texts[tag])),
  );
  if (remaining.length === 0) return { ...change, draft: { revision: state.revision + 1, record: null } };
  if (isUnchanged) return { unchanged: true };
  const draftContent = { ...content, texts: ofDraft, withdrawals: {} };
  return movesBase(state, draftContent, remaining) ? { ...change, draft: { base: edition.number } } : change;
};
