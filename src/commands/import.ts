import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf, type ItemId, languagesOf } from '../model/edition.ts';
import { type By, checkPrecondition, type Decision, itemRef, liveNumber, type State } from './decision.ts';
import { linkTargetIds, validateReferences } from './publish.ts';
import { validationError } from './validate/errors.ts';
import { validateRecord } from './validate/record.ts';

/** An item with all its past: every slug it had, every edition with its number and time, as an export carries it. */
export interface History {
  /** The item's first slug, which is its identity and the key of its names. */
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
}

const inOrder = (editions: readonly Edition[], now: string): boolean =>
  editions.length > 0 &&
  editions.every(({ number, published }, index) => {
    const before = editions[index - 1]?.published ?? '';
    return number === index + 1 && published >= before && published <= now;
  });

/**
 * Imports a history where there is none, or the editions that follow those there are; never another past. Each
 * edition keeps its number and its time.
 */
export const importHistory = (
  state: State,
  { first, slugs, editions }: History,
  known: readonly Edition[],
  by: By,
): Decision => {
  const id: ItemId = state.live?.id ?? `${state.kind}/${first}`;
  const differs = { code: 'history-differs', values: { kind: state.kind, slug: state.slug } } as const;
  if (firstSlugOf(id) !== first || !inOrder(editions, by.at)) return differs;
  if (!deepEqual(known, editions.slice(0, known.length))) return differs;
  if (known.length === editions.length) return { unchanged: true };
  const everySlug = [...new Set([state.slug, first, ...slugs])];
  const free = everySlug.filter((slug) => slug !== first && !state.slugOwner(state.kind, slug));
  const led = everySlug.find((slug) => (state.slugOwner(state.kind, slug) ?? id) !== id);
  const taken = led ?? free.find((slug) => state.hasDraft(state.kind, slug));
  if (taken !== undefined) return { code: 'slug-taken', values: { slug: taken } };
  const stale = checkPrecondition([known.length], liveNumber(state));
  if (stale) return stale;
  const edition = editions.at(-1);
  if (!edition) return { code: 'invalid-record', faults: [validationError('/editions', 'missing')] };
  // What is withdrawn altogether points at nothing any more, and nothing at it.
  const gone = languagesOf(edition).length === 0;
  if (gone && state.referrers.length > 0) return { code: 'referenced', members: { references: state.referrers } };
  for (const [index, { facts, texts }] of editions.entries()) {
    const languages = Object.keys(texts);
    const record = { ...(languages.length > 0 && { languages }), facts, texts };
    // What a past edition points at may be a slug that the item itself took later.
    const lives = !gone && index === editions.length - 1;
    const checked = validateRecord(state.kind, lives ? state.slug : first, record, first);
    if ('faults' in checked)
      return {
        code: 'invalid-record',
        faults: checked.faults.map((one) => ({ ...one, pointer: `/editions/${index}${one.pointer}` })),
      };
    const wrong = lives ? validateReferences(state, checked.draft) : undefined;
    if (wrong) return wrong;
  }
  return {
    verb: 'import',
    by,
    item: { ...itemRef(state), id },
    expects: {
      edition: liveNumber(state),
      withoutDraft: free.map((slug) => `${state.kind}/${slug}` as const),
      ...(gone ? { unlinked: true as const } : { targets: linkTargetIds(state, edition.facts) }),
    },
    editions: editions.slice(known.length),
    live: { id, kind: state.kind, slug: state.slug, published: editions[0]?.published ?? edition.published, edition },
    slugs: everySlug.filter((slug) => slug !== state.slug),
    detail: { editions: editions.length - known.length },
  };
};
