import type { Edition, Item, ItemId } from '../edition.ts';
import type { Kind } from '../resources/index.ts';
import { type Draft, languagesIn } from './check.ts';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Publishes a checked record: the next edition, all its languages at one instant. Undefined when the live edition
 * says the same already. The first edition bears the record's own time; a later one too where that is newer than
 * the live edition's, and else `now`.
 */
export const publish = (
  live: Item | undefined,
  kind: Kind,
  slug: string,
  draft: Draft,
  now: string,
): Item | undefined => {
  const { facts, published } = draft;
  const texts: Edition['texts'] = Object.fromEntries(
    languagesIn(draft).map((language) => [language, draft.texts[language]]),
  );
  const id: ItemId = live?.id ?? `${kind}/${slug}`;
  if (!live) return { id, kind, slug, published, edition: { number: 1, facts, texts, withdrawals: {}, published } };
  const { edition } = live;
  if (same([edition.facts, edition.texts], [facts, texts])) return undefined;
  const at = published > edition.published ? published : now;
  return {
    ...live,
    edition: { number: edition.number + 1, facts, texts, withdrawals: edition.withdrawals, published: at },
  };
};
