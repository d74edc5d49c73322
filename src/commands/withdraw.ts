import type { Kind } from '../kinds/index.ts';
import { type Language, languageTags } from '../languages.ts';
import { type Edition, languagesOf, type Withdrawal } from '../model/edition.ts';
import {
  type By,
  checkPrecondition,
  type Decision,
  itemRef,
  type LocalizedString,
  liveNumber,
  type Precondition,
  publicationTime,
  type State,
} from './decision.ts';
import { validationError } from './validate/errors.ts';

/** What to withdraw: altogether, or in some of the languages it has; why, in every language; and what replaces it. */
export interface Withdraw {
  languages?: readonly Language[] | undefined;
  notice: LocalizedString;
  replacement?: { kind: Kind; slug: string } | undefined;
  match: Precondition;
  by: By;
}

/**
 * Withdraws an item as a new edition that says so. Altogether only when nothing published points at it: readers are
 * never led to what is gone without a word.
 */
export const withdraw = (
  state: State,
  { languages = languageTags, notice, replacement, match, by }: Withdraw,
): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  if (replacement) {
    const target = state.linkTarget(replacement.kind, replacement.slug);
    if (!target || target.withdrawn || target.id === state.id)
      return { code: 'invalid-record', faults: [validationError('/replacement', 'dangling', replacement)] };
  }
  const withdrawal: Withdrawal = { date: by.at, notice, ...(replacement && { replacement }) };
  // A language the item never had stays untranslated: there is nothing of it to withdraw.
  const gone = languages.filter((language) => languagesOf(live.edition).includes(language));
  if (gone.length === 0) return { code: 'withdrawn-already' };
  const withdrawals = {
    ...live.edition.withdrawals,
    ...Object.fromEntries(gone.map((language) => [language, withdrawal])),
  };
  // What exists in no other language is gone altogether.
  const left = languagesOf({ texts: live.edition.texts, withdrawals });
  const all = left.length === 0;
  if (all && state.referrers.length > 0) return { code: 'referenced', members: { references: state.referrers } };
  // A language that went before keeps its own notice and date, and learns what replaces the whole.
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
    verb: 'withdraw',
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
