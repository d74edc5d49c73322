import { messagesFor } from '../i18n/messages.ts';
import { definitionOf, definitions, type Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { element } from '../lib/xml.ts';
import { firstSlugOf, type ItemId } from '../model/edition.ts';
import type { Urls } from '../model/view.ts';
import { type Annotations, type Card, dependencyLookup, languageAt, type RecentChangesView } from '../model/view.ts';
import { withUnverifiedMark } from './annotations.ts';
import type { Format } from './format.ts';

const mediaType = 'application/atom+xml';

/** A feed before it is written. */
interface Feed extends Annotations {
  language: Language;
  id: string;
  title: string;
  titleLanguage: Language;
  updated: readonly string[];
  rights?: string;
  /** The page that people read of it. */
  site: string | undefined;
  entries: readonly Card[];
  /** Where the entries stand in the reading, as a JSON Pointer. */
  at: string;
  /** The whole of a list that is cut off. */
  rest?: string | undefined;
}

// A feed of nothing was never updated, and must say when (RFC 4287 §4.1.1): the same moment for every reader.
const never = '1970-01-01T00:00:00Z';

const text = (name: string, value: string, language: Language) =>
  element(name, { type: 'text', 'xml:lang': language }, value);

const link = (rel: string, href: string, type?: string, hreflang?: string) =>
  element('link', { rel, href, type, hreflang });

// Ids are forever (RFC 4287 §4.2.6.1): the first slug, which a rename leaves behind as a redirect. A translation is
// another entry: whoever reads both languages is to see both.
const idOf = (origin: string, language: Language, id: ItemId): string =>
  `${origin}/${language}/${id.slice(0, id.indexOf('/'))}/${firstSlugOf(id)}`;

const writeEntries = (feed: Feed, { origin }: Urls): string[] => {
  const { language, entries, at } = feed;
  const shownOf = dependencyLookup(feed);
  const tagged = (name: string, value: unknown, at: string) =>
    typeof value === 'string' ? [text(name, withUnverifiedMark(feed, value, at), languageAt(feed, at))] : [];
  return entries.map((card, index) => {
    const { id, published } = shownOf(card);
    const here = `${at}/${index}`;
    const summary = definitionOf(card.kind).feed?.summary;
    return element('entry', {}, [
      element('id', {}, idOf(origin, language, id)),
      // An item without a name in this language has its slug for one: a title is required, RFC 4287 §4.1.2.
      ...(card.name === null ? [element('title', {}, card.slug)] : tagged('title', card.name, `${here}/name`)),
      element('updated', {}, published),
      link('alternate', card.href, undefined, language),
      element('category', { term: card.kind, label: messagesFor(language).t(`kinds.${card.kind}`) }),
      ...(summary ? tagged('summary', card[summary], `${here}/${summary}`) : []),
    ]);
  });
};

const writeFeed = (feed: Feed, places: Urls): string => {
  const { language, id, title, titleLanguage, updated, rights, site, rest } = feed;
  const { origin, self, next, first, alternates, formats, mediaTypes } = places;
  const { t } = messagesFor(language);
  const content = [
    element('id', {}, id),
    text('title', title, titleLanguage),
    element('updated', {}, updated.toSorted().at(-1) ?? never),
    element('author', {}, [element('name', {}, t('home.title')), element('uri', {}, `${origin}/${language}`)]),
    link('self', self, mediaType, language),
    // Feed readers open the first alternate, whatever its type.
    ...(site ? [link('alternate', site, 'text/html', language)] : []),
    ...Object.entries(alternates).map(([tag, href]) => link('alternate', href, mediaType, tag)),
    ...Object.entries(formats).flatMap(([extension, href]) =>
      extension === 'atom' || href === site ? [] : [link('alternate', href, mediaTypes[extension], language)],
    ),
    // RFC 5005 §3: a feed in pages.
    ...(next || first !== self ? [link('first', first, mediaType)] : []),
    ...(next ? [link('next', next, mediaType)] : []),
    ...(rest ? [link('related', rest, mediaType)] : []),
    ...(rights ? [link('license', rights), element('rights', {}, rights)] : []),
    ...writeEntries(feed, places),
  ];
  const attributes = { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language };
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('feed', attributes, content)}\n`;
};

const listing = (list: RecentChangesView, title: string, site: string | undefined, { first }: Urls): Feed => ({
  ...list,
  id: first,
  site,
  title,
  titleLanguage: list.language,
  updated: list.items.map(dependencyLookup(list)).map(({ published }) => published),
  entries: list.items,
  at: '/items',
});

/** The kinds whose items have a feed of their own: that of a list inside them. */
const itemsOf: readonly Kind[] = definitions.filter(({ feed }) => feed?.items).map(({ kind }) => kind);

/** Atom, RFC 4287: of a collection, of the list inside an item that its kind names, and of what was published last. */
export const atom: Format = {
  extension: 'atom',
  mediaType,
  contentType: `${mediaType}; charset=utf-8`,
  itemKinds: itemsOf,
  item: (reading, places) => {
    const { id, kind, slug, language, name, fields, modified, licence } = reading;
    const list = definitionOf(kind).feed?.items ?? '';
    const entries = (fields[list] ?? []) as readonly Card[];
    const feed: Feed = {
      ...reading,
      id: `${idOf(places.origin, language, id)}.atom`,
      title: withUnverifiedMark(reading, name ?? slug, '/name'),
      titleLanguage: languageAt(reading, '/name'),
      updated: [modified, ...entries.map(dependencyLookup(reading)).map(({ published }) => published)],
      rights: licence,
      site: places.formats.html,
      entries,
      at: `/${list}`,
      rest: places.more[`/${list}`],
    };
    return writeFeed(feed, places);
  },
  page: (page, places) => {
    const { t } = messagesFor(page.language);
    const title = t('feed.collection', { collection: t(`kinds.${page.kind}`), service: t('home.title') });
    return writeFeed(listing(page, title, places.formats.html, places), places);
  },
  changes: (changes, places) => {
    const { t } = messagesFor(changes.language);
    const home = `${places.origin}/${changes.language}`;
    return writeFeed(listing(changes, t('feed.changes', { service: t('home.title') }), home, places), places);
  },
};
