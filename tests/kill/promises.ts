import type { Acknowledged, SentSet } from './log.ts';

type Row = Record<string, string | number | null>;

/** The rows of the tables that hold what was acknowledged. */
export type Stored = Record<'slugs' | 'editions' | 'events' | 'drafts' | 'purges', readonly Row[]>;

/** Checks that nothing acknowledged is lost: its edition with its event, its slug, its draft. */
export const faultsOfAcknowledged = ({ slugs, editions, events, drafts }: Stored, all: readonly Acknowledged[]) => {
  const itemAt = new Map(slugs.map(({ kind, slug, item }) => [`${kind}/${slug}`, item]));
  const editionAt = new Map(editions.map((row) => [`${row.item} ${row.number}`, row]));
  const madeBy = Map.groupBy(
    events.filter(({ code, edition }) => code === null && edition !== null),
    ({ item, edition }) => `${item} ${edition}`,
  );
  const draftOf = new Map(drafts.map((row) => [row.item, row]));
  return all.flatMap((one): string[] => {
    const name = `${one.kind}/${one.slug}`;
    const lost = `acknowledged and lost: ${JSON.stringify(one)}`;
    const item = itemAt.get(name);
    if (one.edition === undefined)
      return Number(draftOf.get(item ?? name)?.revision ?? 0) >= (one.revision ?? 0) ? [] : [lost];
    const edition = editionAt.get(`${item} ${one.edition}`);
    if (!edition || (one.word && !String(edition.texts).includes(one.word))) return [lost];
    const made = madeBy.get(`${item} ${one.edition}`)?.length ?? 0;
    return made === 1 ? [] : [`${made} events for what was acknowledged: ${JSON.stringify(one)}`];
  });
};

/** Checks that each set is published whole, or not at all; returns how many sets were. */
export const faultsOfSets = ({ editions }: Stored, sets: readonly SentSet[]) => {
  const itemsByWord = new Map<string, Set<unknown>>();
  for (const { item, texts } of editions)
    for (const word of new Set(String(texts).match(/w\d+x/g)))
      itemsByWord.set(word, (itemsByWord.get(word) ?? new Set()).add(item));
  return sets.flatMap(({ word, size }) => {
    const published = itemsByWord.get(word)?.size ?? 0;
    return published === 0 || published === size ? [] : [`${published} of the ${size} items of ${word} are published`];
  });
};

/**
 * Checks the purges of what was acknowledged: those of the item, of its kind and of a slug that it was renamed to are
 * owed, for its event or a newer one; or the cache was purged since, once where the second purge is still owed, else
 * twice. A slug that an acknowledgement repeats may be a former one, which nothing is stored by: what is stored at its
 * URLs has the tag of the item.
 */
export const faultsOfPurges = (
  { slugs, events, purges }: Stored,
  all: readonly Acknowledged[],
  purged: Readonly<Record<string, readonly number[]>>,
): string[] => {
  const itemAt = new Map(slugs.map(({ kind, slug, item }) => [`${kind}/${slug}`, item]));
  const owed = new Map(purges.map((row) => [row.tag, row]));
  const eventOf = new Map(
    events
      .filter(({ code, edition }) => code === null && edition !== null)
      .map((event) => [`${event.item} ${event.edition}`, event]),
  );
  return all.flatMap((one) => {
    if (one.edition === undefined) return [];
    const item = String(itemAt.get(`${one.kind}/${one.slug}`));
    const made = eventOf.get(`${item} ${one.edition}`);
    const event = Number(made?.id ?? 0);
    const renamed = made?.command === 'rename' ? [`${one.kind}/${one.slug}`] : [];
    return [item, one.kind, ...renamed].flatMap((tag) => {
      const since = [...(purged[tag] ?? []), ...(purged['*'] ?? [])].filter((at) => at >= one.sent).length;
      const isOwed = [tag, '*'].some((each) => {
        const row = owed.get(each);
        return row && Number(row.event) >= event && since >= (Number(row.purged) > 0 ? 1 : 0);
      });
      return isOwed || since >= 2 ? [] : [`the purge of ${tag} is neither owed nor done: ${JSON.stringify(one)}`];
    });
  });
};
