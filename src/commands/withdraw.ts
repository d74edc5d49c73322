import type { Kind } from '../kinds/index.ts';
import { type Language, languageTags } from '../languages.ts';
import { type Edition, languagesOf, type Withdrawal } from '../model/edition.ts';
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
import { checkCharacters, textsIn } from './validate/characters.ts';
import { validationError } from './validate/errors.ts';

/** What to withdraw. */
export interface Withdraw {
  /** Without it, all languages. */
  languages?: readonly Language[] | undefined;
  notice: Withdrawal['notice'];
  replacement?: { kind: Kind; slug: string } | undefined;
  match: Precondition;
  by: Actor;
}

/** Returns the languages that an edition can still be read in after some, or all, are withdrawn. */
export const languagesAfter = (
  live: Edition | undefined,
  withdrawn: readonly Language[] = languageTags,
): readonly Language[] => (live ? languagesOf(live).filter((tag) => !withdrawn.includes(tag)) : []);

/**
 * Withdraws an item, in some or all of its languages, by a new edition. In all of them only where no published item links
 * to it. Problems: not-published, withdrawn-already, referenced, invalid-record (the replacement is not published).
 */
export const withdraw = (
  state: CommandState,
  { languages = languageTags, notice, replacement, match, by }: Withdraw,
): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  const errors = textsIn(notice, ['notice']).flatMap(({ text, pointer }) => checkCharacters(text, pointer));
  if (errors.length > 0) return { code: 'invalid-record', errors };
  if (replacement) {
    const target = state.linkTarget(replacement.kind, replacement.slug);
    if (!target || target.withdrawn || target.id === state.id)
      return { code: 'invalid-record', errors: [validationError('/replacement', 'dangling', replacement)] };
  }
  const withdrawal: Withdrawal = { date: by.at, notice, ...(replacement && { replacement }) };
  // A language that the item does not have cannot be withdrawn.
  const gone = languages.filter((language) => languagesOf(live.edition).includes(language));
  if (gone.length === 0) return { code: 'withdrawn-already' };
  const withdrawals = {
    ...live.edition.withdrawals,
    ...Object.fromEntries(gone.map((language) => [language, withdrawal])),
  };
  const all = languagesAfter(live.edition, languages).length === 0;
  if (all && state.referrers.length > 0) return { code: 'referenced', members: { references: state.referrers } };
  // A language that was withdrawn before keeps its own notice and date, and gets the replacement.
  const everywhere = all
    ? Object.fromEntries(
        languageTags.map((tag) => [tag, { ...(replacement && { replacement }), ...(withdrawals[tag] ?? withdrawal) }]),
      )
    : withdrawals;
  const { facts, texts } = live.edition;
  const edition: Edition = {
    number: liveNumber(state) + 1,
    facts,
    texts,
    withdrawals: everywhere,
    published: publicationTime(state, by),
  };
  return {
    command: 'withdraw',
    by,
    item: itemRef(state),
    expects: {
      edition: liveNumber(state),
      ...(all && { unlinked: true as const }),
      ...(replacement && { targets: [state.linkTarget(replacement.kind, replacement.slug)?.id ?? state.id] }),
    },
    editions: [edition],
    live: { ...live, edition },
    detail: { languages: gone, ...(replacement && { replacement }) },
  };
};
