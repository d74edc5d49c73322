import { unverifiedText } from '../i18n/annotations.ts';
import { messagesFor } from '../i18n/messages.ts';
import { definitionOf, definitions, type Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { element } from '../lib/xml.ts';
import { firstSlugOf, type ItemId } from '../model/edition.ts';
import {
  type Annotations,
  type Card,
  dependencyLookup,
  languageAt,
  pageOf,
  type RecentChangesView,
  type Urls,
} from '../model/view.ts';
import { withUnverifiedMark } from './annotations.ts';
import type { Format } from './format.ts';

const mediaType = 'application/atom+xml';

type Values = Readonly<Record<string, unknown>>;

interface Feed extends Annotations {
  language: Language;
  id: string;
  title: string;
  titleLanguage: Language;
  /** Instants, of which the newest is that of the feed. */
  updated: readonly string[];
  /** What else the feed says of its item. */
  about?: readonly string[];
  rights?: string;
  /** The HTML page with the same content. */
  page: string | undefined;
  entries: readonly Card[];
  /** The JSON Pointer of the entries in the view. */
  pointer: string;
  /** The feed of the whole list, if `entries` is truncated. */
  wholeList?: string | undefined;
}

// An empty feed needs an update time, too (RFC 4287 §4.1.1); a constant keeps its bytes the same.
const epoch = '1970-01-01T00:00:00Z';

const textConstruct = (name: string, value: string, language: Language) =>
  element(name, { type: 'text', 'xml:lang': language }, value);

const link = (rel: string, href: string, type?: string, hreflang?: string) =>
  element('link', { rel, href, type, hreflang });

// Ids are permanent (RFC 4287 §4.2.6.1), so they have the first slug, which stays a redirect after a rename. Each
// translation has an id of its own: a reader who subscribes to two languages gets both.
const idOf = (origin: string, language: Language, id: ItemId): string =>
  `${origin}/${language}/${id.slice(0, id.indexOf('/'))}/${firstSlugOf(id)}`;

// The licence as a link (RFC 4946), and as a sentence for people.
const writeRights = (licence: string, language: Language) => [
  link('license', licence),
  textConstruct('rights', messagesFor(language).t('feed.rights', { licence }), language),
];

// What no source confirms of an item is a statement beside its name; Atom has no other place for one than a category.
const writeDoubts = (feed: Pick<Feed, 'language' | 'unverified'>, kind: Kind, pointer: string) => {
  const { t } = messagesFor(feed.language);
  const doubts = { name: t('feed.unverifiedName'), kind: t('feed.unverifiedKind', { context: kind }) };
  return Object.entries(doubts)
    .filter(([member]) => feed.unverified.includes(`${pointer}/${member}`))
    .map(([member, label]) => element('category', { term: `unverified-${member}`, label }));
};

const kindLabel = ({ language, unverified }: Pick<Feed, 'language' | 'unverified'>, kind: Kind, pointer: string) => {
  const messages = messagesFor(language);
  return unverified.includes(pointer) ? unverifiedText(messages, kind, pointer) : messages.t(`kinds.${kind}`);
};

// The day of a meeting or a document, which Atom has no element for: DCMI Metadata Terms.
const writeDay = ({ unverified }: Pick<Feed, 'unverified'>, kind: Kind, values: Values, pointer: string) => {
  const { day = '' } = definitionOf(kind).feed ?? {};
  const value = values[day];
  return typeof value === 'string' && !unverified.includes(`${pointer}/${day}`)
    ? [element('dcterms:date', {}, value)]
    : [];
};

const writeEntries = (feed: Feed, { origin }: Urls): string[] => {
  const { language, entries } = feed;
  const dependencyOf = dependencyLookup(feed);
  const writeSummary = (kind: Kind, value: unknown, pointer: string) =>
    typeof value === 'string'
      ? [textConstruct('summary', withUnverifiedMark({ ...feed, kind }, value, pointer), languageAt(feed, pointer))]
      : [];
  return entries.map((card, index) => {
    const { id } = dependencyOf(card);
    const pointer = `${feed.pointer}/${index}`;
    const summary = definitionOf(card.kind).feed?.summary;
    return element('entry', {}, [
      element('id', {}, idOf(origin, language, id)),
      // A title is required (RFC 4287 §4.1.2): without a name in this language it is the slug.
      card.name === null
        ? element('title', {}, card.slug)
        : textConstruct('title', card.name, languageAt(feed, `${pointer}/name`)),
      element('published', {}, card.published),
      element('updated', {}, card.modified),
      ...writeDay(feed, card.kind, card, pointer),
      link('alternate', pageOf(card), 'text/html', language),
      element('category', { term: card.kind, label: kindLabel(feed, card.kind, `${pointer}/kind`) }),
      ...writeDoubts(feed, card.kind, pointer),
      ...(summary ? writeSummary(card.kind, card[summary], `${pointer}/${summary}`) : []),
      ...writeRights(card.licence, language),
    ]);
  });
};

const writeFeed = (feed: Feed, urls: Urls): string => {
  const { language, id, title, titleLanguage, updated, about, rights, page, wholeList } = feed;
  const { origin, self, next, first, alternates, formats, mediaTypes } = urls;
  const { t } = messagesFor(language);
  const content = [
    element('id', {}, id),
    textConstruct('title', title, titleLanguage),
    element('updated', {}, updated.toSorted().at(-1) ?? epoch),
    element('author', {}, [element('name', {}, t('home.title')), element('uri', {}, `${origin}/${language}`)]),
    link('self', self, mediaType, language),
    // Feed readers open the first alternate, whatever its type.
    ...(page ? [link('alternate', page, 'text/html', language)] : []),
    ...Object.entries(alternates).map(([tag, href]) => link('alternate', href, mediaType, tag)),
    ...Object.entries(formats).flatMap(([extension, href]) =>
      extension === 'atom' || href === page ? [] : [link('alternate', href, mediaTypes[extension], language)],
    ),
    // Paged feeds: RFC 5005 §3.
    ...(next || first !== self ? [link('first', first, mediaType)] : []),
    ...(next ? [link('next', next, mediaType)] : []),
    ...(wholeList ? [link('related', wholeList, mediaType)] : []),
    ...(about ?? []),
    ...(rights ? writeRights(rights, language) : []),
    ...writeEntries(feed, urls),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:dcterms': 'http://purl.org/dc/terms/',
    'xml:lang': language,
  };
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('feed', attributes, content)}\n`;
};

/** The feed of a view that is a list of cards. */
const listFeed = (view: RecentChangesView, title: string, page: string | undefined, { first }: Urls): Feed => ({
  ...view,
  id: first,
  page,
  title,
  titleLanguage: view.language,
  updated: view.items.map(dependencyLookup(view)).map(({ published }) => published),
  ...(view.licence && { rights: view.licence }),
  entries: view.items,
  pointer: '/items',
});

/** Atom, RFC 4287: feeds of a collection, of the recent changes, and of the list in an item that its kind's `feed` names. */
export const atom: Format = {
  extension: 'atom',
  mediaType,
  contentType: `${mediaType}; charset=utf-8`,
  accepted: `${mediaType}; type=feed`,
  itemKinds: definitions.filter(({ feed }) => feed?.items).map(({ kind }) => kind),
  item: (view, urls) => {
    const { id, kind, slug, language, name, fields, modified, licence } = view;
    const list = definitionOf(kind).feed?.items ?? '';
    const entries = (fields[list] ?? []) as readonly Card[];
    const feed: Feed = {
      ...view,
      id: `${idOf(urls.origin, language, id)}.atom`,
      title: name ?? slug,
      titleLanguage: languageAt(view, '/name'),
      updated: [modified, ...entries.map(dependencyLookup(view)).map(({ published }) => published)],
      about: [...writeDay(view, kind, fields, ''), ...writeDoubts(view, kind, '')],
      rights: licence,
      page: urls.formats.html,
      entries,
      pointer: `/${list}`,
      wholeList: urls.more[`/${list}`],
    };
    return writeFeed(feed, urls);
  },
  collection: (view, urls) => {
    const { t } = messagesFor(view.language);
    const title = t('feed.collection', { collection: t(`kinds.${view.kind}`), service: t('home.title') });
    return writeFeed(listFeed(view, title, urls.formats.html, urls), urls);
  },
  recentChanges: (view, urls) => {
    const { t } = messagesFor(view.language);
    const home = `${urls.origin}/${view.language}`;
    return writeFeed(listFeed(view, t('feed.changes', { service: t('home.title') }), home, urls), urls);
  },
};
