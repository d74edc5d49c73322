import { type Backlinks, relationOf } from '../../kinds/definition.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { deepFreeze } from '../../lib/deep-freeze.ts';
import { type Item, type ItemId, languagesOf, type Withdrawal } from '../../model/edition.ts';
import type { Annotations, Card, ItemView, ReadOptions } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { referenceStatement } from './card-statements.ts';
import { annotateAliases, localizeFields, localizeNote } from '../documents/fields.ts';
import { backlinksOf, itemStatements } from './item-statements.ts';
import { linkTable } from '../documents/link-table.ts';
import { createLocalizer, type Localizer } from '../documents/localizer.ts';
import { localizeName, localizeReference } from '../documents/name.ts';
import { type CardRow, dependencyOf, isLinkRow, type LinkRow, linkRows, toItem } from '../rows.ts';

/** The item that replaces a withdrawn one, annotated at `/replacement`. */
export interface ReplacementView extends Pick<Annotations, 'fallbacks' | 'unverified' | 'dependencies'> {
  replacement: Card;
}

/** What there is at a slug: a view with the editions it was made from, or why there is none. */
export type ReadResult =
  | { state: 'found'; view: ItemView; dependencies: Annotations['dependencies'] }
  | { state: 'missing' }
  | { state: 'renamed'; id: ItemId; slug: string }
  | { state: 'untranslated'; id: ItemId; languages: readonly Language[] }
  | {
      state: 'withdrawn';
      id: ItemId;
      withdrawal: Withdrawal;
      languages: readonly Language[];
      replacement?: ReplacementView;
    };

const localizeItem = (localizer: Localizer, item: Item): ItemView => {
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

// A second round trip: withdrawals are rare, and every other read would pay for this statement in its first.
const readReplacement = async (
  database: Database,
  { replacement }: Withdrawal,
  options: ReadOptions,
): Promise<ReplacementView | undefined> => {
  if (!replacement) return undefined;
  const [[row]] = await database.batch(referenceStatement(replacement.kind, replacement.slug));
  if (!row) return undefined;
  const localizer = createLocalizer(options, linkTable(linkRows([row])));
  const card = localizeReference(localizer, toItem(row), '/replacement');
  return deepFreeze({ replacement: card, ...localizer.annotations() });
};

// Links back to this item were not read again, neither from cards nor from entries: they lead to the item at hand.
const linksBack = (
  item: Item,
  lists: readonly [string, Backlinks][],
  cards: readonly CardRow[][],
  entries: readonly LinkRow[][],
) => [
  ...lists.flatMap(([, field], index) =>
    field.type === 'entries'
      ? []
      : (cards[index] ?? []).map(({ id }) => ({ source: id, place: -1, relation: relationOf(field), item })),
  ),
  ...lists
    .filter(([, { type }]) => type === 'entries')
    .flatMap(([, field], index) =>
      (entries[index] ?? []).map(({ source, place }) => ({ source, place, relation: relationOf(field), item })),
    ),
];

/** Reads one item, localized, in one round trip; a second one for what replaces a withdrawn item. */
export const readItem = async (
  database: Database,
  kind: Kind,
  slug: string,
  options: ReadOptions,
): Promise<ReadResult> => {
  const lists = backlinksOf(kind);
  const statements = itemStatements(kind, slug, options);
  const [rows, ...rest] = await database.batch(statements.item, ...statements.lists, ...statements.entries);
  const row = rows.find((each) => !isLinkRow(each));
  if (!row) return { state: 'missing' };
  const item = toItem(row);
  if (item.slug !== slug) return { state: 'renamed', id: item.id, slug: item.slug };
  const languages = languagesOf(item.edition);
  const withdrawal = item.edition.withdrawals[options.language];
  if (withdrawal) {
    const replacement = await readReplacement(database, withdrawal, options);
    return { state: 'withdrawn', id: item.id, withdrawal, languages, ...(replacement && { replacement }) };
  }
  if (!options.fallback && !languages.includes(options.language))
    return { state: 'untranslated', id: item.id, languages };
  const cards = rest.slice(0, lists.length) as CardRow[][];
  const entries = rest.slice(lists.length) as LinkRow[][];
  const targets = [...rows.filter(isLinkRow), ...cards.flatMap(linkRows), ...entries.flat()];
  const links = linkTable(targets, linksBack(item, lists, cards, entries));
  const listItems = lists.map(([name], index) => [name, (cards[index] ?? []).map(toItem)] as const);
  const localizer = createLocalizer(options, links, new Map(listItems));
  return {
    state: 'found',
    view: localizeItem(localizer, item),
    dependencies: new Map([row, ...cards.flat(), ...targets].map((each) => [each.id as ItemId, dependencyOf(each)])),
  };
};
