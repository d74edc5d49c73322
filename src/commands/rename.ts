import {
  type By,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
  type State,
} from './decision.ts';

/**
 * Gives an item a new slug; the old one answers 308 from then on. Its identity and its names stay. The new edition
 * says what the old one said: its number is what tells a rename from the one before it.
 */
export const rename = (state: State, { slug, match, by }: { slug: string; match: Precondition; by: By }): Decision => {
  const { live, kind } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  if (slug === live.slug) return { unchanged: true };
  const holder = state.slugOwner(kind, slug);
  // Its own former slug it may have back; one that leads, or led, to another item it may not, nor one that a draft waits for.
  const taken = holder ? holder !== state.id : state.hasDraft(kind, slug);
  if (taken) return { code: 'slug-taken', values: { slug } };
  const edition = { ...live.edition, number: liveNumber(state) + 1, published: publicationTime(state, by) };
  return {
    verb: 'rename',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state), ...(!holder && { withoutDraft: [`${kind}/${slug}`] }) },
    editions: [edition],
    live: { ...live, slug, edition },
    detail: { from: live.slug, to: slug },
  };
};
