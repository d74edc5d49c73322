import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf, type ItemId, languagesOf } from '../model/edition.ts';
import { type Actor, type CommandState, checkPrecondition, type Decision, itemRef, liveNumber } from './decision.ts';
import { linkTargetIds, validateReferences } from './publish.ts';
import { validationError } from './validate/errors.ts';
import { type Validation, validateRecord } from './validate/validate-record.ts';

/** An item with all its slugs and editions, as an export contains it. */
export interface History {
  /** The item's first slug: its id and the key of its names. */
  first: string;
  slugs: readonly string[];
  editions: readonly Edition[];
  /** The result of `validateEdition` for the last edition, where the caller has it already. */
  validation?: Validation | undefined;
}

// Numbered from 1, in the order of their times, none of which is to come.
const isInOrder = (editions: readonly Edition[], now: string): boolean =>
  editions.length > 0 &&
  editions.every(({ number, published }, index) => {
    const before = editions[index - 1]?.published ?? '';
    return number === index + 1 && published >= before && published <= now;
  });

/** Validates an edition as a record. Only the last one belongs to the current slug. */
export const validateEdition = (
  { kind, slug }: Pick<CommandState, 'kind' | 'slug'>,
  first: string,
  { facts, texts }: Edition,
): Validation => {
  const languages = Object.keys(texts);
  return validateRecord(kind, slug, { ...(languages.length > 0 && { languages }), facts, texts }, first);
};

/**
 * Imports the history of an item that is not there, or the editions that follow those that are; each keeps its number and
 * time. `known` are the editions that are there. Problems: history-differs, slug-taken, referenced, invalid-record.
 */
export const importHistory = (
  state: CommandState,
  { first, slugs, editions, validation }: History,
  known: readonly Edition[],
  by: Actor,
): Decision => {
  const { kind } = state;
  const id: ItemId = state.live?.id ?? `${kind}/${first}`;
  const differs = { code: 'history-differs', values: { kind, slug: state.slug } } as const;
  if (firstSlugOf(id) !== first || !isInOrder(editions, by.at)) return differs;
  if (!deepEqual(known, editions.slice(0, known.length))) return differs;
  if (known.length === editions.length) return { unchanged: true };
  const allSlugs = [...new Set([state.slug, first, ...slugs])];
  const free = allSlugs.filter((slug) => slug !== first && !state.slugOwner(kind, slug));
  const taken =
    allSlugs.find((slug) => (state.slugOwner(kind, slug) ?? id) !== id) ??
    free.find((slug) => state.hasDraft(kind, slug));
  if (taken !== undefined) return { code: 'slug-taken', values: { slug: taken } };
  const stale = checkPrecondition([known.length], liveNumber(state));
  if (stale) return stale;
  const edition = editions.at(-1);
  if (!edition) return { code: 'invalid-record', errors: [validationError('/editions', 'missing')] };
  // What is withdrawn altogether has no links, to it or from it.
  const isWithdrawn = languagesOf(edition).length === 0;
  if (isWithdrawn && state.referrers.length > 0)
    return { code: 'referenced', members: { references: state.referrers } };
  for (const [index, past] of editions.entries()) {
    // A past edition may link to a slug that the item itself has got since.
    const isLive = !isWithdrawn && past === edition;
    const slug = isLive ? state.slug : first;
    const validated = (isLive ? validation : undefined) ?? validateEdition({ kind, slug }, first, past);
    if ('errors' in validated)
      return {
        code: 'invalid-record',
        errors: validated.errors.map((one) => ({ ...one, pointer: `/editions/${index}${one.pointer}` })),
      };
    const refusal = isLive ? validateReferences(state, validated.record) : undefined;
    if (refusal) return refusal;
  }
  return {
    command: 'import',
    by,
    item: { ...itemRef(state), id },
    expects: {
      edition: liveNumber(state),
      withoutDraft: free.map((slug) => `${kind}/${slug}` as const),
      ...(isWithdrawn ? { unlinked: true as const } : { targets: linkTargetIds(state, edition.facts) }),
    },
    editions: editions.slice(known.length),
    live: { id, kind, slug: state.slug, published: editions[0]?.published ?? edition.published, edition },
    slugs: allSlugs.filter((slug) => slug !== state.slug),
    detail: { editions: editions.length - known.length },
  };
};
