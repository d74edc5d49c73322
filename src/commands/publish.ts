import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf, linksOf } from '../model/edition.ts';
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
  type Refusal,
} from './decision.ts';
import { pointerOf, validationError } from './validate/errors.ts';
import {
  languagesOfRecord,
  type Validation,
  type ValidRecord,
  validateAgreements,
  validateLinks,
  validateRecord,
} from './validate/validate-record.ts';
import { findWarnings } from './validate/warnings.ts';

/** What to publish. */
export interface Publish {
  /** A record; without it, the draft. */
  record?: unknown;
  /** The result of `validatePublication`, where the caller has it already because it has loaded the links. */
  validation?: Validation | undefined;
  /** The revision of the draft that the sender has seen. */
  revision?: number | undefined;
  /** The languages to publish first; the others follow with a later edition. */
  languages?: readonly Language[] | undefined;
  /** The number of the live edition; 0 where there is none. */
  match: Precondition;
  by: Actor;
}

/** Validates a record, or the draft where there is one, as that of an item. */
export const validatePublication = (
  { kind, slug, id, draft }: CommandState,
  command: { record?: unknown },
): Validation | undefined => {
  const record = 'record' in command ? command.record : draft?.record;
  return record === undefined ? undefined : validateRecord(kind, slug, record, firstSlugOf(id));
};

/** Checks that what a record links to is published, and agrees with it. Problem: invalid-record. */
export const validateReferences = (state: CommandState, record: ValidRecord): Refusal | undefined => {
  const exists = (kind: Parameters<CommandState['linkTarget']>[0], slug: string) =>
    state.linkTarget(kind, slug)?.withdrawn === false;
  // `validateRecord` knows the current slug and the first; this finds an item that links to itself by another one.
  const links = linksOf(state.kind, record.facts);
  const self = links.filter(({ kind, slug }) => state.linkTarget(kind, slug)?.id === state.id);
  const errors = [
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
    ...validateLinks(state.kind, record, exists),
    ...validateAgreements(state.kind, record, (kind, slug) => state.linkTarget(kind, slug)?.facts),
  ];
  return errors.length > 0 ? { code: 'invalid-record', errors } : undefined;
};

/** Returns the ids of the items that an edition links to. */
export const linkTargetIds = (state: CommandState, facts: Edition['facts']) =>
  [...new Set(linksOf(state.kind, facts).map(({ kind, slug }) => state.linkTarget(kind, slug)?.id))].filter(
    (id) => id !== undefined,
  );

// A record may say when it was published; that is kept where no edition is newer and the time is not to come.
const nextEdition = (state: CommandState, record: ValidRecord, languages: readonly Language[], by: Actor): Edition => {
  const texts: Edition['texts'] = Object.fromEntries(languages.map((language) => [language, record.texts[language]]));
  const newest = state.live?.edition.published ?? '';
  const own = record.published ?? '';
  const published = own > newest && own <= by.at ? own : publicationTime(state, by);
  return { number: liveNumber(state) + 1, facts: record.facts, texts, withdrawals: {}, published };
};

/**
 * Publishes a record, or the draft, as the next edition: all its languages at once. Problems: no-draft, slug-taken,
 * invalid-record, withdrawn-already, precondition-failed, precondition-required.
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
  const invalidReferences = validateReferences(state, record);
  if (invalidReferences) return invalidReferences;
  const all = languagesOfRecord(record);
  const absent = (command.languages ?? []).filter((language) => !all.includes(language));
  if (absent.length > 0)
    return {
      code: 'invalid-record',
      errors: absent.map((language) => validationError('/languages', 'missingLanguage', { language })),
    };
  const languages = all.filter((language) => command.languages?.includes(language) ?? true);
  // `any` has seen nothing, so it cannot have decided to end a withdrawal.
  if (command.match === 'any' && languages.some((language) => live?.edition.withdrawals[language]))
    return { code: 'withdrawn-already' };
  const edition = nextEdition(state, record, languages, command.by);
  const before = live && [live.edition.facts, live.edition.texts, live.edition.withdrawals];
  // A bulk publication may be sent twice: a record that is live already changes nothing.
  if (!isDraft && deepEqual(before, [edition.facts, edition.texts, {}])) return { unchanged: true };
  const change: Change = {
    command: 'publish',
    by: command.by,
    item: itemRef(state),
    expects: {
      edition: liveNumber(state),
      ...(isDraft && { revision: state.revision }),
      targets: linkTargetIds(state, record.facts),
    },
    editions: [edition],
    live: { id, kind, slug, published: live?.published ?? edition.published, edition },
    detail: { languages },
    warnings: findWarnings(edition),
  };
  // A published draft is deleted, unless it has a language that is still to be published. A record that was sent with the
  // command leaves the draft alone: it may be somebody else's.
  const keepsDraft = !isDraft || languageTags.some((tag) => record.texts[tag] && !languages.includes(tag));
  return keepsDraft ? change : { ...change, draft: { revision: state.revision + 1, record: null } };
};
