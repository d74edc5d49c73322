import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf, linksOf } from '../model/edition.ts';
import {
  type By,
  type Change,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
  type Refusal,
  type State,
} from './decision.ts';
import { pointerOf, validationError } from './validate/errors.ts';
import {
  languagesOfRecord,
  type ValidRecord,
  validateAgreements,
  validateLinks,
  validateRecord,
} from './validate/record.ts';

/** What to publish: a record, or the draft there is, of which `revision` says which was seen. */
export interface Publish {
  record?: unknown;
  revision?: number | undefined;
  /** Publish these languages first; the others follow with a later edition. */
  languages?: readonly Language[] | undefined;
  /** The number of the live edition; 0 when there is none yet. */
  match: Precondition;
  by: By;
}

/** Refuses a record that points at what is not published, or repeats a fact of it wrongly. */
export const validateReferences = (state: State, draft: ValidRecord): Refusal | undefined => {
  const exists = (kind: Parameters<State['linkTarget']>[0], slug: string) =>
    state.linkTarget(kind, slug)?.withdrawn === false;
  // By a slug it had in between, an item may still point at itself.
  const links = linksOf(state.kind, draft.facts);
  const self = links.filter(({ kind, slug }) => state.linkTarget(kind, slug)?.id === state.id);
  const faults = [
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
    ...validateLinks(state.kind, draft, exists),
    ...validateAgreements(state.kind, draft, (kind, slug) => state.linkTarget(kind, slug)?.facts),
  ];
  return faults.length > 0 ? { code: 'invalid-record', faults } : undefined;
};

/** The items that an edition points at. */
export const linkTargetIds = (state: State, facts: Edition['facts']) =>
  [...new Set(linksOf(state.kind, facts).map(({ kind, slug }) => state.linkTarget(kind, slug)?.id))].filter(
    (id) => id !== undefined,
  );

/** The next edition of an item, its languages all at one instant. A record's own time is kept where it is the newest. */
const nextEdition = (state: State, draft: ValidRecord, languages: readonly Language[], by: By): Edition => {
  const texts: Edition['texts'] = Object.fromEntries(languages.map((language) => [language, draft.texts[language]]));
  const newest = state.live?.edition.published ?? '';
  const own = draft.published ?? '';
  const published = own > newest && own <= by.at ? own : publicationTime(state, by);
  return { number: liveNumber(state) + 1, facts: draft.facts, texts, withdrawals: {}, published };
};

/** Publishes a record, or the draft there is, as the next edition. Readers see all of it or nothing. */
export const publish = (state: State, command: Publish): Decision => {
  // Whoever loses a race to publish a draft learns of the winner, not that the draft is gone.
  const stale = checkPrecondition(command.match, liveNumber(state));
  if (stale) return stale;
  const record = 'record' in command ? command.record : state.draft?.record;
  if (record === undefined) return { code: 'no-draft' };
  if (command.revision !== undefined) {
    const older = checkPrecondition([command.revision], state.draft?.revision ?? 0);
    if (older) return older;
  }
  const { kind, slug, id } = state;
  if ((state.slugOwner(kind, slug) ?? id) !== id) return { code: 'slug-taken', values: { slug } };
  const checked = validateRecord(kind, slug, record, firstSlugOf(id));
  if ('faults' in checked) return { code: 'invalid-record', faults: checked.faults };
  const { draft } = checked;
  const wrong = validateReferences(state, draft);
  if (wrong) return wrong;
  const absent = (command.languages ?? []).filter((language) => !languagesOfRecord(draft).includes(language));
  if (absent.length > 0)
    return {
      code: 'invalid-record',
      faults: absent.map((language) => validationError('/languages', 'missingLanguage', { language })),
    };
  const languages = languagesOfRecord(draft).filter((language) => command.languages?.includes(language) ?? true);
  // What was withdrawn comes back by a decision, which has seen that: not because an old record is sent again.
  if (command.match === 'any' && languages.some((language) => state.live?.edition.withdrawals[language]))
    return { code: 'withdrawn-already' };
  const edition = nextEdition(state, draft, languages, command.by);
  const { live } = state;
  const before = live && [live.edition.facts, live.edition.texts, live.edition.withdrawals];
  // A record that says what is published already changes nothing, so that a set may be sent twice.
  if ('record' in command && deepEqual(before, [edition.facts, edition.texts, {}])) return { unchanged: true };
  const change: Change = {
    verb: 'publish',
    by: command.by,
    item: itemRef(state),
    expects: {
      edition: liveNumber(state),
      ...('record' in command ? {} : { revision: state.revision }),
      targets: linkTargetIds(state, draft.facts),
    },
    editions: [edition],
    live: {
      id: state.id,
      kind: state.kind,
      slug: state.slug,
      published: live?.published ?? edition.published,
      edition,
    },
    detail: { languages },
  };
  // A draft that was published is gone; a record that came by itself leaves the draft of others alone, and a draft of
  // which a language is still to come stays for that.
  const stays = 'record' in command || languageTags.some((tag) => draft.texts[tag] && !languages.includes(tag));
  return stays ? change : { ...change, draft: { revision: state.revision + 1, record: null } };
};
