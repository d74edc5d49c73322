import { deepEqual } from '../lib/deep-equal.ts';
import { type Edition, firstSlugOf, type ItemId, languagesOf } from '../model/edition.ts';
import { type Actor, type CommandState, checkPrecondition, type Decision, itemRef, liveNumber } from './decision.ts';
import { expectReferences } from './references.ts';
import type { ValidationError } from './validate/errors.ts';
import { validateLinks } from './validate/references.ts';
import { validateEdition } from './validate/validate-edition.ts';

/** An item with all its slugs and editions, as an export contains it. */
export interface History {
  /** The item's first slug: its id and the key of its names. */
  first: string;
  slugs: readonly string[];
  /** Its editions, or the last of them where those before were sent in parts. */
  editions: readonly Edition[];
  /** Whether it takes the place of what is there, where the two differ. */
  replace?: boolean | undefined;
}

/** The editions of a history that came in parts, and are stored until the last part comes. */
export interface StoredParts {
  from: number;
  until: number;
  /** When the first and the last of them were published. */
  first: string;
  last: string;
}

/** Editions that are there already, by their number, and those that came in parts. */
export interface KnownEditions {
  edition(number: number): Edition | undefined;
  /** In a dry run, nothing is stored. */
  parts?: StoredParts | 'assumed' | undefined;
}

/** Whether two editions are the same. Where the text of the present one is erased, its number and time are. */
const isSame = (known: Edition | undefined, sent: Edition): boolean => {
  if (!known || known.published !== sent.published) return false;
  if (known.erased) return true;
  const contents = [known, sent].map(({ facts, texts, withdrawals, erased }) => [facts, texts, withdrawals, erased]);
  return deepEqual(contents[0], contents[1]);
};

/** Returns the first edition that differs from the present one of the same number. */
export const findDifference = (editions: readonly Edition[], { edition }: KnownEditions, live: number) =>
  editions.find((one) => one.number <= live && !isSame(edition(one.number), one));

/** Returns the first edition that is out of order: numbers follow one another, times never go back, and none is to come. */
export const findDisorder = (editions: readonly Edition[], before: string, now: string): Edition | undefined => {
  const first = editions[0]?.number ?? 1;
  return editions.find(({ number, published }, index) => {
    const previous = editions[index - 1]?.published ?? before;
    return number !== first + index || published < previous || published > now;
  });
};

/** Returns what keeps editions from being read or rendered; pointers begin at the history. */
export const validateEditions = (kind: CommandState['kind'], editions: readonly Edition[]): ValidationError[] =>
  editions.flatMap((one, index) =>
    validateEdition(kind, one).map((error) => ({ ...error, pointer: `/editions/${index}${error.pointer}` })),
  );

/**
 * Imports the history of an item that is not there, or the editions that follow those that are; each keeps its number and
 * time. Editions are facts: no rule of today is applied to them, but that the live one links to what is published.
 * Problems: history-differs (with the number of the edition), slug-taken, referenced, invalid-record.
 */
export const importHistory = (
  state: CommandState,
  { first, slugs, editions, replace = false }: History,
  known: KnownEditions,
  by: Actor,
): Decision => {
  const { kind } = state;
  const id: ItemId = state.live?.id ?? `${kind}/${first}`;
  const live = liveNumber(state);
  const differs = (number: number): Decision => ({
    code: 'history-differs',
    values: { kind, slug: state.slug, number },
    members: { number },
  });
  const [oldest, edition] = [editions[0], editions.at(-1)];
  const assumed = { from: live + 1, until: (oldest?.number ?? 1) - 1, first: '', last: '' };
  const continues = (oldest?.number ?? 1) > live + 1 || (replace && (oldest?.number ?? 1) > 1);
  const parts = continues ? (known.parts === 'assumed' ? assumed : known.parts) : undefined;
  if (!oldest || !edition || firstSlugOf(id) !== first) return differs(1);
  const invalid = validateEditions(kind, editions);
  if (invalid.length > 0) return { code: 'invalid-record', errors: invalid };
  const disorder = findDisorder(editions, parts?.last ?? '', by.at);
  if (disorder) return differs(disorder.number);
  const difference = findDifference(editions, known, live);
  if (difference && !replace) return differs(difference.number);
  if (!difference && !parts && edition.number <= live) return { unchanged: true };
  // Of what came before: what is there already, and what was sent in parts. What is replaced begins anew.
  const replaces = difference !== undefined || (replace && parts?.from === 1 && live > 0);
  const begin = replaces ? 1 : live + 1;
  const isComplete = parts ? parts.from === begin && parts.until === oldest.number - 1 : oldest.number <= begin;
  if (!isComplete) return differs(begin);
  const allSlugs = [...new Set([state.slug, first, ...slugs])];
  const free = allSlugs.filter((slug) => slug !== first && !state.slugOwner(kind, slug));
  const taken =
    allSlugs.find((slug) => (state.slugOwner(kind, slug) ?? id) !== id) ??
    free.find((slug) => state.hasDraft(kind, slug));
  if (taken !== undefined) return { code: 'slug-taken', values: { slug: taken } };
  const stale = checkPrecondition([live], live);
  if (stale) return stale;
  // What is withdrawn altogether has no links, to it or from it.
  const isWithdrawn = languagesOf(edition).length === 0;
  if (isWithdrawn && state.referrers.length > 0)
    return { code: 'referenced', members: { references: state.referrers } };
  const isPublished: Parameters<typeof validateLinks>[2] = (of, slug) =>
    state.linkTarget(of, slug)?.withdrawn === false;
  const dangling = isWithdrawn ? [] : validateLinks(kind, edition, isPublished);
  if (dangling.length > 0) {
    const pointer = `/editions/${editions.length - 1}`;
    return { code: 'invalid-record', errors: dangling.map((one) => ({ ...one, pointer: pointer + one.pointer })) };
  }
  const published = parts?.first ?? editions[0]?.published ?? edition.published;
  const renamed = state.live && state.live.slug !== state.slug;
  return {
    command: 'import',
    by,
    item: { ...itemRef(state), id },
    expects: {
      edition: live,
      withoutDraft: free.map((slug) => `${kind}/${slug}` as const),
      ...(parts && { parts: parts.until - parts.from + 1 }),
      ...(isWithdrawn
        ? { unlinked: true as const }
        : { targets: expectReferences(state, edition.facts).targets ?? [] }),
    },
    editions: editions.filter(({ number }) => number >= begin),
    ...(parts && { parts: true as const }),
    ...(replaces && { replaces: true as const }),
    live: {
      id,
      kind,
      slug: state.slug,
      published: state.live && !replaces ? state.live.published : published,
      edition,
    },
    slugs: allSlugs.filter((slug) => slug !== state.slug),
    detail: {
      editions: edition.number - begin + 1,
      ...(renamed && { from: state.live?.slug, to: state.slug }),
      ...(replaces && { replaced: live }),
    },
  };
};
