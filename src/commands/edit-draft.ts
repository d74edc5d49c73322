import { type Language, languageTags } from '../languages.ts';
import { mergePatch } from '../lib/merge-patch.ts';
import { type Actor, type CommandState, checkPrecondition, type Decision, type Precondition } from './decision.ts';
import { replaceDraft, textsIn } from './save.ts';
import type { StoredDraft } from './types.ts';

// What a draft begins with that is not sent whole: the live edition, or nothing. A language that is withdrawn stays so,
// unless it is named: with its texts, publishing the draft would end the withdrawal.
const recordToEdit = ({ draft, live }: CommandState, named: readonly Language[] = []): unknown => {
  if (draft) return draft.record;
  if (!live) return { facts: {}, texts: {} };
  const { facts, texts, withdrawals } = live.edition;
  const kept = languageTags.filter((tag) => texts[tag] && (!withdrawals[tag] || named.includes(tag)));
  return { facts, texts: Object.fromEntries(kept.map((tag) => [tag, texts[tag]])) };
};

/** Changes the draft by a JSON merge patch (RFC 7396). Preconditions and problems: those of `save`. */
export const patchDraft = (
  state: CommandState,
  { patch, ...command }: { patch: unknown; base?: number | undefined; match: Precondition; by: Actor },
): Decision =>
  checkPrecondition(command.match, state.draft?.revision ?? 0) ??
  replaceDraft(state, {
    record: mergePatch(recordToEdit(state, languagesIn(patch)), patch),
    base: command.base,
    by: command.by,
  });

const languagesIn = (patch: unknown): Language[] => languageTags.filter((tag) => textsIn(patch)[tag]);

/** Returns the texts of a draft in one language, and the revision that changed them last; undefined where it has none. */
export const textsOfDraft = (
  draft: StoredDraft | undefined,
  language: Language,
): { texts: unknown; revision: number } | undefined => {
  const texts = textsIn(draft?.record)[language];
  return draft && texts !== undefined ? { texts, revision: draft.changed[language] ?? draft.revision } : undefined;
};

/**
 * Saves the texts of one language in the draft, and leaves the rest of it as it is: two people may write two languages at
 * once. `match` is the revision that changed these texts last; 0 where the draft has none in the language. Problems: those
 * of `save`.
 */
export const saveTexts = (
  state: CommandState,
  { language, texts, match, by }: { language: Language; texts: unknown; match: Precondition; by: Actor },
): Decision => {
  const record = recordToEdit(state) as object;
  return (
    checkPrecondition(match, textsOfDraft(state.draft, language)?.revision ?? 0) ??
    replaceDraft(state, {
      record: { ...record, texts: { ...textsIn(record), [language]: texts } },
      by,
      detail: { language },
    })
  );
};

/**
 * Saves again what a former save of the draft had, also where that draft is gone. It counts as made from the edition that
 * the former one was made from. Problems: no-revision, and those of `save`.
 */
export const revertDraft = (
  state: CommandState,
  { number, past, match, by }: { number: number; past: StoredDraft | undefined; match: Precondition; by: Actor },
): Decision => {
  const stale = checkPrecondition(match, state.draft?.revision ?? 0);
  if (stale) return stale;
  if (!past) return { code: 'no-revision', values: { number } };
  return replaceDraft(state, { record: past.record, base: past.base, by, detail: { restored: number } });
};
