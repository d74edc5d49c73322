import { hasEvents } from '../../kinds/calendar.ts';
import { type Backlinks, relationOf } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import { type AnswerLanguage, answerLanguages, type Language, languageTags, multilingual } from '../../languages.ts';
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
import type { ItemView, ReadOptions, Source } from '../../model/view.ts';
import { type CardRow, dependencyOf, type LinkRow, linkRows, toItem } from '../rows.ts';
import { annotateAliases, localizeCard, localizeFields, localizeNote } from './fields.ts';
import { createLocalizer } from './language-localizer.ts';
import { linkTable } from './link-table.ts';
import type { LoadedItem } from './load.ts';
import { cardRelations } from './load-statements.ts';
import { embeddedListLimit, type Links, type Localizer } from './localizer.ts';
import { createMultilingualLocalizer } from './multilingual-localizer.ts';
import { localizeName } from './name.ts';

// Where each text is in every language that it has, whoever misses one is told that it was withdrawn, when and why.
const withdrawnIn = ({ edition: { withdrawals } }: Item) => {
  const withdrawn = Object.entries(withdrawals).map(([language, { date, notice }]) => [language, { date, notice }]);
  return withdrawn.length > 0 ? { withdrawn: Object.fromEntries(withdrawn) } : {};
};

const viewOf = <Text, Tag extends AnswerLanguage>(localizer: Localizer<Text, Tag>, item: Item): ItemView<Text, Tag> => {
  const { id, kind, slug, published, edition } = item;
  localizer.trackDependency(item);
  localizer.annotateFact({ item, pointer: '/kind', ownPointer: '/kind' });
  const name = localizer.translate('/name', (one, pointer) => localizeName(one, item, pointer));
  const aliases = annotateAliases(localizer, item);
  const note = localizeNote(localizer, item);
  return {
    id,
    kind,
    slug,
    language: localizer.options.language,
    name,
    aliases,
    fields: {
      ...localizeFields(localizer, item),
      ...(note !== undefined && { note }),
      ...(localizer.options.language === multilingual && withdrawnIn(item)),
    },
    sources: (edition.facts.sources ?? []) as Source[],
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

const noticeLanguages = ({ notice }: { notice: object }): string[] => Object.keys(notice);

// Writes an item, or a card, by the localizer for the reader's language; in all languages at once, `languages` are those of
// its texts.
const localized = <Written>(
  { language, ...options }: ReadOptions<AnswerLanguage>,
  links: Links,
  lists: Localizer['lists'],
  write: <Text, Tag extends AnswerLanguage>(localizer: Localizer<Text, Tag>) => Written,
): { written: Written; languages?: readonly Language[] } => {
  if (language === multilingual) {
    const localizer = createMultilingualLocalizer(options.origin, links, lists);
    const written = write(localizer);
    return { written, languages: localizer.languages() };
  }
  return { written: write(createLocalizer({ language, ...options }, links, lists)) };
};

const computeDocument = (
  { row, links, lists }: LoadedItem,
  options: ReadOptions<AnswerLanguage>,
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
  const { written: view, languages: textLanguages } = localized(
    options,
    linkTable(targets, linksBack(item, shown)),
    new Map(shown.map(({ name, cards }) => [name, cards.map(toItem)])),
    (localizer): ItemView<unknown, AnswerLanguage> => viewOf(localizer, item),
  );
  const rows = [row, ...shown.flatMap(({ cards }) => cards), ...targets];
  const dependencies = storeDependencies(new Map(rows.map((each) => [each.id as ItemId, dependencyOf(each)])));
  // The notices of what is withdrawn are texts of such an answer, too.
  const all = new Set([...(textLanguages ?? []), ...Object.values(item.edition.withdrawals).flatMap(noticeLanguages)]);
  const { languages, licence, keys, more, fallbacks } = view;
  const definition = definitionOf(item.kind);
  const undated = definition.calendar && !hasEvents(definition, view.fields);
  const head: DocumentHead = {
    ...{ languages, licence, fallbacks, keys, more, dependencies },
    ...(textLanguages && { textLanguages: languageTags.filter((tag) => all.has(tag)) }),
    ...(undated && { undated }),
  };
  return { item: item.id, version: versionOf(dependencies), head, view: serializeView(view) };
};

/** Computes the card of an item for one set of read options. Lists of the item are not needed. */
export const computeCard = ({ row, links }: LoadedItem, options: ReadOptions<AnswerLanguage>): StoredCard => {
  const item = toItem(row);
  const relations = cardRelations(item.kind);
  const shown = linkTable(links.filter(({ relation }) => relations.includes(relation)));
  const { written, languages } = localized(options, shown, new Map(), (localizer) => {
    const card = JSON.stringify(localizeCard(localizer, item, ''));
    return { card, ...localizer.annotations() };
  });
  const { card, fallbacks, unverified, keys, dependencies } = written;
  const head: CardHead = {
    ...{ fallbacks, unverified, keys, dependencies: storeDependencies(dependencies) },
    licence: String(item.edition.facts.licence),
    ...(languages && { languages }),
  };
  return { version: versionOf(head.dependencies), head, card };
};

// Checks whether readers get an item: as their own language has it, by fallback, or in all languages that it has.
const isReadable = ({ edition }: Item, language: AnswerLanguage, fallback: boolean): boolean =>
  language === multilingual
    ? languagesOf(edition).length > 0
    : !edition.withdrawals[language] && (fallback || languagesOf(edition).includes(language));

/** Which readers something is computed for: the columns `language`, `fallback` and `both`. */
interface ForReaders {
  language: AnswerLanguage;
  fallback: number;
  both: number;
}

// What readers get with and without fallback is mostly the same, and stored once.
const forReaders = <Computed>(
  languages: readonly AnswerLanguage[],
  compute: (options: Omit<ReadOptions<AnswerLanguage>, 'origin'>) => Computed | undefined,
) =>
  languages.flatMap((language): (ForReaders & { computed: Computed })[] => {
    // In all languages at once nothing is borrowed.
    const computed = compute({ language, fallback: true });
    const own = language === multilingual ? computed : compute({ language, fallback: false });
    if (!computed) return [];
    const isSame = JSON.stringify(own) === JSON.stringify(computed);
    return [
      { language, fallback: 1, both: Number(isSame), computed },
      ...(own && !isSame ? [{ language, fallback: 0, both: 0, computed: own }] : []),
    ];
  });

/**
 * Computes the documents of an item: in each language, for readers who take a fallback and for those who do not, and in all
 * languages at once; or in some of these.
 */
export const computeDocuments = (
  loaded: LoadedItem,
  origin: string,
  languages: readonly AnswerLanguage[] = answerLanguages,
): (ForReaders & { computed: Omit<ItemDocument, 'since'> })[] => {
  const item = toItem(loaded.row);
  return forReaders(languages, (options) =>
    isReadable(item, options.language, options.fallback) ? computeDocument(loaded, { ...options, origin }) : undefined,
  );
};

/** Computes the document that readers with these options get, and whom it is for; undefined where they get none. */
export const computeDocumentFor = (
  loaded: LoadedItem,
  { language, fallback, origin }: ReadOptions<AnswerLanguage>,
): ReturnType<typeof computeDocuments>[number] | undefined =>
  computeDocuments(loaded, origin, [language]).find((each) =>
    fallback ? each.fallback === 1 : each.fallback === 0 || each.both === 1,
  );

/** Computes all cards of an item: of one that is withdrawn, too, as other items may still name it. */
export const computeCards = (loaded: LoadedItem, origin: string): (ForReaders & { computed: StoredCard })[] =>
  forReaders(answerLanguages, (options) => computeCard(loaded, { ...options, origin }));
