import { type Listed, relationOf } from '../../kinds/definition.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import {
  type Card,
  type Item,
  type ItemId,
  languagesOf,
  type Notes,
  type Reading,
  type Vantage,
  type Withdrawal,
} from '../../model/edition.ts';
import type { Database } from '../connection.ts';
import { presentAliases, presentFields, presentNote } from './fields.ts';
import { freeze, linkTable } from './link-table.ts';
import { openScene, type Scene } from './localizer.ts';
import { nameAt, reference } from './name.ts';
import { type CardRow, isLink, itemOf, type LinkRow, linksIn, shownOf } from './rows.ts';
import { itemQueries, listsIn, referenceQuery } from './statements.ts';

/**
 * What there is at a slug: a reading, which is made when it is first asked for, and the editions that it rests on; or
 * which of the absences.
 */
export type Found =
  | { state: 'found'; reading: Reading; rests: Notes['shown'] }
  | { state: 'missing' }
  | { state: 'renamed'; id: ItemId; slug: string }
  | { state: 'untranslated'; id: ItemId; languages: readonly Language[] }
  | { state: 'withdrawn'; id: ItemId; withdrawal: Withdrawal; languages: readonly Language[]; instead?: Instead };

/** What replaces an item that was withdrawn, and what is noted of it: at `/replacement`. */
export interface Instead extends Pick<Notes, 'fallbacks' | 'unverified' | 'shown'> {
  replacement: Card;
}

const read = (scene: Scene, item: Item): Reading => {
  const { id, kind, slug, published, edition } = item;
  scene.show(item);
  const name = nameAt(scene, item, '/name');
  const aliases = presentAliases(scene, item);
  const note = presentNote(scene, item);
  return freeze({
    id,
    kind,
    slug,
    language: scene.vantage.language,
    name,
    aliases,
    fields: { ...presentFields(scene, item), ...(note !== undefined && { note }) },
    sources: edition.facts.sources as unknown[],
    languages: languagesOf(edition),
    edition: edition.number,
    published,
    modified: edition.published,
    more: scene.more(),
    licence: String(edition.facts.licence),
    ...scene.notes(),
  });
};

// Withdrawals are rare enough for a round trip of their own: all other reads would pay for a statement in theirs.
const readInstead = async (
  database: Database,
  { replacement }: Withdrawal,
  vantage: Vantage,
): Promise<Instead | undefined> => {
  if (!replacement) return undefined;
  const [[row]] = await database.batch(referenceQuery(replacement.kind, replacement.slug));
  if (!row) return undefined;
  const scene = openScene(vantage, linkTable(linksIn([row])));
  return freeze({ replacement: reference(scene, itemOf(row), '/replacement'), ...scene.notes() });
};

// What was found of an item: the lists inside it, and the links that lead from what is shown to what is shown.
const sceneOf = (
  vantage: Vantage,
  item: Item,
  lists: readonly [string, Listed][],
  { targets, cards, entries }: { targets: readonly LinkRow[]; cards: CardRow[][]; entries: LinkRow[][] },
): Scene => {
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
  const fetched = lists.map(([name], index) => [name, (cards[index] ?? []).map(itemOf)] as const);
  return openScene(vantage, linkTable(targets, [...fromCards, ...fromEntries]), new Map(fetched));
};

/**
 * Reads one item as a vantage sees it, with everything it shows, in one round trip; what replaces a withdrawn one is
 * read in a second.
 */
export const readItem = async (database: Database, kind: Kind, slug: string, vantage: Vantage): Promise<Found> => {
  const lists = listsIn(kind);
  const queries = itemQueries(kind, slug, vantage);
  const [found, ...rest] = await database.batch(queries.around, ...queries.lists, ...queries.entries);
  const row = found.find((each) => !isLink(each));
  if (!row) return { state: 'missing' };
  const item = itemOf(row);
  if (item.slug !== slug) return { state: 'renamed', id: item.id, slug: item.slug };
  const languages = languagesOf(item.edition);
  const withdrawal = item.edition.withdrawals[vantage.language];
  if (withdrawal) {
    const instead = await readInstead(database, withdrawal, vantage);
    return { state: 'withdrawn', id: item.id, withdrawal, languages, ...(instead && { instead }) };
  }
  if (!vantage.fallback && !languages.includes(vantage.language))
    return { state: 'untranslated', id: item.id, languages };
  const cards = rest.slice(0, lists.length) as CardRow[][];
  const entries = rest.slice(lists.length) as LinkRow[][];
  const targets = [...found.filter(isLink), ...cards.flatMap(linksIn), ...entries.flat()];
  const rows = [row, ...cards.flat(), ...targets];
  let made: Reading | undefined;
  return {
    state: 'found',
    rests: new Map(rows.map((each) => [each.id as ItemId, shownOf(each)])),
    get reading() {
      made ??= read(sceneOf(vantage, item, lists, { targets, cards, entries }), item);
      return made;
    },
  };
};
