import { env } from 'cloudflare:workers';
import { openDatabase } from '../../../src/database/connection.ts';
import { readCollection } from '../../../src/database/read/collection.ts';
import { readDocument } from '../../../src/database/read/documents.ts';
import { readRecentChanges } from '../../../src/database/read/recent.ts';
import type { Kind } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { annotationsOf, parseCard, parseView } from '../../../src/model/document.ts';
import type { CollectionView, ItemView, RecentChangesView, Urls } from '../../../src/model/view.ts';
import type { ViewType } from '../../../src/url.ts';
import { documentContext } from '../documents.ts';
import { rowsOf } from './matrix.ts';

const origin = 'https://example.jp';

/** A language that texts can fall back to. */
export const otherThan = (language: Language): Language => languageTags.find((tag) => tag !== language) ?? language;

const optionsFor = (language: Language) => ({ language, fallback: true, ...documentContext() });

const views = new Map<string, Promise<unknown>>();

/** Reads a view once, however many formats write it. */
const memoized = <View>(key: string, read: () => Promise<View>): Promise<View> => {
  const view = views.get(key) ?? read();
  views.set(key, view);
  return view as Promise<View>;
};

/** The view of an item of content/. */
export const itemView = (kind: Kind, slug: string, language: Language): Promise<ItemView> =>
  memoized(`${language}/${kind}/${slug}`, async () => {
    const document = await readDocument(openDatabase(env.DB), kind, slug, optionsFor(language));
    if (!document) throw new Error(`${kind}/${slug} is not stored`);
    const { item, head, view } = document;
    return parseView(item, view ?? '', head);
  });

/** The view of a whole collection of content/, on one page. */
export const collectionView = (kind: Kind, language: Language): Promise<CollectionView> =>
  memoized(`${language}/${kind}`, async () => {
    const page = await readCollection(openDatabase(env.DB), kind, { filters: {}, limit: 100 }, optionsFor(language));
    const { cards, annotations, total, next, filters } = page;
    return { kind, language, items: cards.map(parseCard), total, next, filters, ...annotations };
  });

/** The view of what was published last. */
export const recentChangesView = (language: Language): Promise<RecentChangesView> =>
  memoized(`${language}/changes`, async () => {
    const { cards } = await readRecentChanges(openDatabase(env.DB), optionsFor(language));
    return { language, items: cards.map(parseCard), ...annotationsOf(cards.map(({ head }) => head)) };
  });

/** The URLs of a view in a format. */
export const urlsOf = (
  { viewType, kind, slug }: { viewType: ViewType; kind?: Kind; slug?: string },
  extension: string,
  language: Language,
): Urls => {
  const path = viewType === 'recentChanges' ? 'changes' : [kind, slug].filter(Boolean).join('/');
  const urlIn = (tag: string, format: string) => `${origin}/${tag}/${path}.${format}`;
  const rows = rowsOf(viewType, kind);
  const others = languageTags.filter((tag) => tag !== language);
  return {
    id: `${origin}/${path}`,
    origin,
    self: urlIn(language, extension),
    canonical: urlIn(language, extension),
    alternates: Object.fromEntries(others.map((tag) => [tag, urlIn(tag, extension)])),
    formats: Object.fromEntries(rows.map((row) => [row.extension, urlIn(language, row.extension)])),
    mediaTypes: Object.fromEntries(rows.map((row) => [row.extension, row.mediaType])),
    first: urlIn(language, extension),
    flags: new Set(),
    more: {},
  };
};
