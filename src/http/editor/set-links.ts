import { type Decision, isChange, liveNumber } from '../../commands/decision.ts';
import type { CommandState, Expectation, LinkTarget } from '../../commands/types.ts';
import { checkedRecord } from '../../commands/validate-publication.ts';
import { languagesAfter } from '../../commands/withdraw.ts';
import type { ItemRef } from '../../database/link-targets.ts';
import { type Edition, type ItemId, languagesOf, linksOf } from '../../model/edition.ts';
import { editionsOf, keysOf, type Loaded, linksIn } from './set-items.ts';

/** The most referrers that a refusal names. */
const MAX_REFERENCES = 20;

// An item as the others of its set may link to it: as if it were published, or withdrawn.
const asTarget = ({ publication, state, validation }: Loaded): LinkTarget => {
  const { withdraw } = publication;
  if (withdraw) {
    const isGone = languagesAfter(state.live?.edition, withdraw.languages).length === 0;
    return { id: state.id, withdrawn: isGone, facts: state.live?.edition.facts ?? {} };
  }
  const edition = editionsOf(publication).at(-1);
  const facts: Edition['facts'] = edition?.facts ?? checkedRecord(validation)?.facts ?? {};
  return { id: state.id, withdrawn: edition !== undefined && languagesOf(edition).length === 0, facts };
};

// What an item links to when the set is published.
const linksAfter = (loaded: Loaded, { withdrawn, facts }: LinkTarget): ItemRef[] => {
  if (withdrawn) return [];
  return loaded.publication.withdraw ? linksOf(loaded.state.kind, facts) : linksIn(loaded);
};

/** The ids of a set's items that do not link to an item any more when the set is published. */
const withoutLinkTo = (id: ItemId, loaded: readonly Loaded[], targets: readonly LinkTarget[]): ItemId[] =>
  loaded.flatMap((one, index) => {
    const links = linksAfter(one, targets[index] as LinkTarget);
    return links.some(({ kind, slug }) => one.state.linkTarget(kind, slug)?.id === id) ? [] : [one.state.id];
  });

// Of these the facts change, or nobody reads them any more; an item that is withdrawn in one language alone keeps them.
const comparedByThemselves = (loaded: readonly Loaded[], targets: readonly LinkTarget[]): Set<ItemId> =>
  new Set(
    loaded.flatMap(({ publication, state }, index) =>
      publication.withdraw && !targets[index]?.withdrawn ? [] : [state.id],
    ),
  );

/** Lets the items of a set link to each other, and to what a dry run assumes to be published. */
export const linkTogether = (loaded: readonly Loaded[], assumed: readonly ItemRef[]): Loaded[] => {
  const targets = loaded.map(asTarget);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const byKey = new Map<string, LinkTarget>();
  const owners = new Map<string, ItemId>();
  for (const [index, { publication, state }] of loaded.entries())
    for (const key of keysOf(publication)) {
      byKey.set(key, targets[index] as LinkTarget);
      // Where two items claim a slug, the first gets it.
      if (!owners.has(key)) owners.set(key, state.id);
    }
  const assumedIds = new Set<string>(assumed.map(({ kind, slug }) => `${kind}/${slug}`));
  const compared = comparedByThemselves(loaded, targets);
  const idsByPath = new Map(loaded.map(({ state: { id, kind, live } }) => [`${kind}/${live?.slug}`, id]));
  const linked = loaded.map(({ state, ...rest }): Loaded => {
    const linkTarget: CommandState['linkTarget'] = (kind, slug) => {
      const [key, existing] = [`${kind}/${slug}` as const, state.linkTarget(kind, slug)];
      const found = byKey.get(key) ?? (existing && byId.get(existing.id)) ?? existing;
      return found ?? (assumedIds.has(key) ? { id: key, withdrawn: false, facts: {} } : undefined);
    };
    const slugOwner: CommandState['slugOwner'] = (kind, slug) => {
      const owner = owners.get(`${kind}/${slug}`);
      return state.slugOwner(kind, slug) ?? (owner === state.id ? undefined : owner);
    };
    // What repeats a fact of this item and is published with it is compared with it by itself.
    const repeating = state.repeating.filter(({ id }) => !compared.has(id));
    return { ...rest, state: { ...state, linkTarget, slugOwner, repeating } };
  });
  return linked.map(({ state, ...rest }) => {
    if (!rest.publication.withdraw) return { ...rest, state };
    const leaving = new Set(withoutLinkTo(state.id, linked, targets));
    const referrers = state.referrers.filter((path) => {
      const id = idsByPath.get(path);
      return id === undefined || !leaving.has(id);
    });
    return { ...rest, state: { ...state, referrers: referrers.slice(0, MAX_REFERENCES) } };
  });
};

/**
 * Returns the decisions on the items of a set with what the batch checks: the unchanged items, too; but not again what
 * links between them have been compared by.
 */
export const expectTogether = (loaded: readonly Loaded[], decisions: readonly Decision[]): Decision[] => {
  const changing = new Set(decisions.filter(isChange).map(({ item }) => item.id));
  const unchanged = loaded
    .filter(({ state }) => !changing.has(state.id))
    .map(({ state }) => ({ id: state.id, edition: liveNumber(state) }));
  const first = decisions.find(isChange);
  const targets = loaded.map(asTarget);
  const compared = [...comparedByThemselves(loaded, targets)].filter((id) => changing.has(id));
  return decisions.map((decision) => {
    if (!isChange(decision)) return decision;
    const { targets: needed = [], agrees, repeated, unlinked, ...rest } = decision.expects;
    const leaving = withoutLinkTo(decision.item.id, loaded, targets).filter((id) => changing.has(id));
    const expects: Expectation = {
      ...rest,
      targets: needed.filter((id) => !changing.has(id)),
      ...(agrees && { agrees: agrees.filter(({ id }) => !changing.has(id)) }),
      ...(repeated && { repeated: repeated.map((fact) => ({ ...fact, except: compared })) }),
      ...(unlinked && { unlinked: { except: leaving } }),
      ...(decision === first && { unchanged }),
    };
    return { ...decision, expects };
  });
};
