import { hasEvents } from '../../kinds/calendar.ts';
import { type Backlinks, relationOf } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import {
  type CardHead,
  type DocumentHead,
  type ItemDocument,
  type StoredCard,
  type StoredDependencies,
  serializeView,
  storeDependencies,
} from '../../model/document.ts';
import { type Item, type ItemId, languagesOf } from '../../model/edition.ts';
import type { ItemView, ReadOptions } from '../../model/view.ts';
import { type CardRow, dependencyOf, type LinkRow, linkRows, toItem } from '../rows.ts';
import { annotateAliases, localizeCard, localizeFields, localizeNote } from './fields.ts';
import { linkTable } from './link-table.ts';
import type { LoadedItem } from './load.ts';
import { cardRelations } from './load-statements.ts';
import { createLocalizer, embeddedListLimit, type Localizer } from './localizer.ts';
import { localizeName } from './name.ts';

const viewOf = (localizer: Localizer, item: Item): ItemView => {
  const { id, kind, slug, published, edition } = item;
  localizer.trackDependency(item);
  const name = localizeName(localizer, item, '/name');
  const aliases = annotateAliases(localizer, item);
  const note = localizeNote(localizer, item);
  return {
    id,
    kind,
    slug,
    language: localizer.options.language,
    name,
    aliases,
    fields: { ...localizeFields(localizer, item), ...(note !== undefined && { note }) },
    sources: (edition.facts.sources ?? []) as unknown[],
    languages: languagesOf(edition),
    edition: edition.number,
    published,
    modified: edition.published,
    more: localizer.more(),
    licence: String(edition.facts.licence),
    ...localizer.annotations(),
  };
};

// Links back to the item were not read again, neither from cards nor from entries.
const linksBack = (
  item: Item,
  lists: readonly { field: Backlinks; cards: readonly CardRow[]; entries: readonly LinkRow[] }[],
) =>
  lists.flatMap(({ field, cards, entries }) =>
    field.type === 'entries'
      ? entries.map(({ source, place }) => ({ source, place, relation: relationOf(field), item }))
      : cards.map(({ id }) => ({ source: id, place: -1, relation: relationOf(field), item })),
  );

// With the time of publication: a database that was restored may reach the same number a second time.
const versionOf = (dependencies: StoredDependencies): string => digestOf(dependencies);

/** Computes the document of an item for one set of read options. */
export const computeDocument = (
  { row, links, lists }: LoadedItem,
  options: ReadOptions,
): Omit<ItemDocument, 'since'> => {
  const item = toItem(row);
  const isFor = ({ language, fallback }: { language: string; fallback: number }) =>
    language === options.language && fallback === Number(options.fallback);
  const shown = lists.map(({ name, field, positions, rows, entryLinks }) => {
    const cards = positions
      .filter(isFor)
      .slice(0, embeddedListLimit + 1)
      .flatMap((position) => rows.get(position.item) ?? []);
    const listed = new Set(cards.map(({ id }) => id));
    return { name, field, cards, entries: entryLinks.filter(({ source }) => listed.has(source)) };
  });
  const targets = [
    ...links,
    ...shown.flatMap(({ cards }) => linkRows(cards)),
    ...shown.flatMap(({ entries }) => entries),
  ];
  const localizer = createLocalizer(
    options,
    linkTable(targets, linksBack(item, shown)),
    new Map(shown.map(({ name, cards }) => [name, cards.map(toItem)])),
  );
  const view = viewOf(localizer, item);
  const rows = [row, ...shown.flatMap(({ cards }) => cards), ...targets];
  const dependencies = storeDependencies(new Map(rows.map((each) => [each.id as ItemId, dependencyOf(each)])));
  const { languages, licence, keys, more, fallbacks } = view;
  const definition = definitionOf(item.kind);
  const undated = definition.calendar && !hasEvents(definition, view.fields);
  const head: DocumentHead = {
    ...{ languages, licence, fallbacks, keys, more, dependencies },
    ...(undated && { undated }),
  };
  return { item: item.id, version: versionOf(dependencies), head, view: serializeView(view) };
};

/** Computes the card of an item for one set of read options. Lists of the item are not needed. */
export const computeCard = ({ row, links }: LoadedItem, options: ReadOptions): StoredCard => {
  const item = toItem(row);
  const relations = cardRelations(item.kind);
  const localizer = createLocalizer(options, linkTable(links.filter(({ relation }) => relations.includes(relation))));
  const card = JSON.stringify(localizeCard(localizer, item, ''));
  const { fallbacks, unverified, keys, dependencies } = localizer.annotations();
  const head: CardHead = {
    ...{ fallbacks, unverified, keys, dependencies: storeDependencies(dependencies) },
    licence: String(item.edition.facts.licence),
  };
  return { version: versionOf(head.dependencies), head, card };
};

/** Checks whether readers get an item: as their own language has it, or by fallback. */
export const isReadable = ({ edition }: Item, language: Language, fallback: boolean): boolean =>
  !edition.withdrawals[language] && (fallback || languagesOf(edition).includes(language));

/** Which readers something is computed for: the columns `language`, `fallback` and `both`. */
interface ForReaders {
  language: Language;
  fallback: number;
  both: number;
}

// What readers get with and without fallback is mostly the same, and stored once.
const forAllReaders = <Computed>(compute: (options: Omit<ReadOptions, 'origin'>) => Computed | undefined) =>
  languageTags.flatMap((language): (ForReaders & { computed: Computed })[] => {
    const [own, computed] = [false, true].map((fallback) => compute({ language, fallback }));
    if (!computed) return [];
    const isSame = JSON.stringify(own) === JSON.stringify(computed);
    return [
      { language, fallback: 1, both: Number(isSame), computed },
      ...(own && !isSame ? [{ language, fallback: 0, both: 0, computed: own }] : []),
    ];
  });

/** Computes all documents of an item: in each language, for readers who take a fallback and for those who do not. */
export const computeDocuments = (
  loaded: LoadedItem,
  origin: string,
): (ForReaders & { computed: Omit<ItemDocument, 'since'> })[] => {
  const item = toItem(loaded.row);
  return forAllReaders((options) =>
    isReadable(item, options.language, options.fallback) ? computeDocument(loaded, { ...options, origin }) : undefined,
  );
};

/** Computes all cards of an item: of one that is withdrawn, too, as other items may still name it. */
export const computeCards = (loaded: LoadedItem, origin: string): (ForReaders & { computed: StoredCard })[] =>
  forAllReaders((options) => computeCard(loaded, { ...options, origin }));
