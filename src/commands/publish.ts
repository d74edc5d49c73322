import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import type { Edition } from '../model/edition.ts';
import type { EditionContent } from './carry-over.ts';
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
import { movesBase } from './draft-base.ts';
import { expectReferences } from './references.ts';
import { textsIn } from './save.ts';
import type { Validation } from './validate/validate-record.ts';
import { findWarnings } from './validate/warnings.ts';
import { checkPublication, validatePublication } from './validate-publication.ts';

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
  const checked = checkPublication(state, validation, { isDraft, match: command.match, by: command.by });
  if ('code' in checked) return checked;
  const { record, languages, content } = checked;
  const before = live && {
    facts: live.edition.facts,
    texts: live.edition.texts,
    withdrawals: live.edition.withdrawals,
  };
  // A bulk publication may be sent twice, and a draft may say what is published: what is live already changes nothing.
  const isUnchanged = deepEqual(before, content);
  if (isUnchanged && !isDraft) return { unchanged: true };
  const edition = nextEdition(state, content, record.published ?? '', command.by);
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
