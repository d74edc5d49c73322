import { type Backlinks, relationOf } from '../../kinds/definition.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { type Item, type ItemId, languagesOf, type Withdrawal } from '../../model/edition.ts';
import type { Annotations, Card, ItemView, ReadOptions } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { annotateAliases, localizeFields, localizeNote } from './fields.ts';
import { deepFreeze, linkTable } from './link-table.ts';
import { createLocalizer, type Localizer } from './localizer.ts';
import { localizeName, localizeReference } from './name.ts';
import { type CardRow, dependencyOf, isLink, type LinkRow, linkRows, toItem } from './rows.ts';
import { itemQueries, listsIn, referenceQuery } from './statements.ts';

/**
 * What there is at a slug: a reading, which is made when it is first asked for, and the editions that it rests on; or
 * which of the absences.
 */
export type ReadResult =
  | { state: 'found'; reading: ItemView; rests: Annotations['dependencies'] }
  | { state: 'missing' }
  | { state: 'renamed'; id: ItemId; slug: string }
  | { state: 'untranslated'; id: ItemId; languages: readonly Language[] }
  | {
      state: 'withdrawn';
      id: ItemId;
      withdrawal: Withdrawal;
      languages: readonly Language[];
      instead?: ReplacementView;
    };

/** What replaces an item that was withdrawn, and what is noted of it: at `/replacement`. */
export interface ReplacementView extends Pick<Annotations, 'fallbacks' | 'unverified' | 'dependencies'> {
  replacement: Card;
}

const read = (localizer: Localizer, item: Item): ItemView => {
  const { id, kind, slug, published, edition } = item;
  localizer.trackDependency(item);
  const name = localizeName(localizer, item, '/name');
  const aliases = annotateAliases(localizer, item);
  const note = localizeNote(localizer, item);
  return deepFreeze({
    id,
    kind,
    slug,
    language: localizer.options.language,
    name,
    aliases,
    fields: { ...localizeFields(localizer, item), ...(note !== undefined && { note }) },
    sources: edition.facts.sources as unknown[],
    languages: languagesOf(edition),
    edition: edition.number,
    published,
    modified: edition.published,
    more: localizer.more(),
    licence: String(edition.facts.licence),
    ...localizer.annotations(),
  });
};

// Withdrawals are rare enough for a round trip of their own: all other reads would pay for a statement in theirs.
const readInstead = async (
  database: Database,
  { replacement }: Withdrawal,
  options: ReadOptions,
): Promise<ReplacementView | undefined> => {
  if (!replacement) return undefined;
  const [[row]] = await database.batch(referenceQuery(replacement.kind, replacement.slug));
  if (!row) return undefined;
  const localizer = createLocalizer(options, linkTable(linkRows([row])));
  return deepFreeze({
    replacement: localizeReference(localizer, toItem(row), '/replacement'),
    ...localizer.annotations(),
  });
};

// What was found of an item: the lists inside it, and the links that lead from what is shown to what is shown.
const sceneOf = (
  options: ReadOptions,
  item: Item,
  lists: readonly [string, Backlinks][],
  { targets, cards, entries }: { targets: readonly LinkRow[]; cards: CardRow[][]; entries: LinkRow[][] },
): Localizer => {
  // Nothing that was found by its link to this item has fetched it again: cards, and entries by their other links.
  const fromCards = lists.flatMap(([, field], index) =>
    field.type === 'entries'
      ? []
      : (cards[index] ?? []).map(({ id }) => ({ source: id, place: -1, relation: relationOf(field), item })),
  );
  const fromEntries = lists
    .filter(([, { type }]) => type === 'entries')
    .flatMap(([, field], index) =>
      (entries[index] ?? []).map(({ source, place }) => ({ source, place, relation: relationOf(field), item })),
    );
  const fetched = lists.map(([name], index) => [name, (cards[index] ?? []).map(toItem)] as const);
  return createLocalizer(options, linkTable(targets, [...fromCards, ...fromEntries]), new Map(fetched));
};

/**
 * Reads one item as a options sees it, with everything it shows, in one round trip; what replaces a withdrawn one is
 * read in a second.
 */
export const readItem = async (
  database: Database,
  kind: Kind,
  slug: string,
  options: ReadOptions,
): Promise<ReadResult> => {
  const lists = listsIn(kind);
  const queries = itemQueries(kind, slug, options);
  const [found, ...rest] = await database.batch(queries.around, ...queries.lists, ...queries.entries);
  const row = found.find((each) => !isLink(each));
  if (!row) return { state: 'missing' };
  const item = toItem(row);
  if (item.slug !== slug) return { state: 'renamed', id: item.id, slug: item.slug };
  const languages = languagesOf(item.edition);
  const withdrawal = item.edition.withdrawals[options.language];
  if (withdrawal) {
    const instead = await readInstead(database, withdrawal, options);
    return { state: 'withdrawn', id: item.id, withdrawal, languages, ...(instead && { instead }) };
  }
  if (!options.fallback && !languages.includes(options.language))
    return { state: 'untranslated', id: item.id, languages };
  const cards = rest.slice(0, lists.length) as CardRow[][];
  const entries = rest.slice(lists.length) as LinkRow[][];
  const targets = [...found.filter(isLink), ...cards.flatMap(linkRows), ...entries.flat()];
  const rows = [row, ...cards.flat(), ...targets];
  let made: ItemView | undefined;
  return {
    state: 'found',
    rests: new Map(rows.map((each) => [each.id as ItemId, dependencyOf(each)])),
    get reading() {
      made ??= read(sceneOf(options, item, lists, { targets, cards, entries }), item);
      return made;
    },
  };
};
