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

/**
 * Gives an item a new slug; the old one redirects (308) from then on. Its id and the keys of its names do not change. The
 * new edition has the content of the one before; a number of its own keeps two renames apart. Problems: not-published,
 * slug-taken.
 */
export const rename = (
  state: CommandState,
  { slug, match, by }: { slug: string; match: Precondition; by: Actor },
): Decision => {
  const { live, kind } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  if (slug === live.slug) return { unchanged: true };
  const holder = state.slugOwner(kind, slug);
  // Its own former slug is free; one that another item has or had is not, nor one where somebody has begun a draft.
  const taken = holder ? holder !== state.id : state.hasDraft(kind, slug);
  if (taken) return { code: 'slug-taken', values: { slug } };
  const edition = { ...live.edition, number: liveNumber(state) + 1, published: publicationTime(state, by) };
  return {
    command: 'rename',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), ...(!holder && { withoutDraft: [`${kind}/${slug}`] }) },
    editions: [edition],
    live: { ...live, slug, edition },
    detail: { from: live.slug, to: slug },
  };
};
