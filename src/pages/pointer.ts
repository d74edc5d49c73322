import { type Messages, messagesFor } from '../i18n/messages.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { Annotations, CollectionView, ItemView, Urls } from '../model/view.ts';

/** What the parts of a page are given: an item or a collection, whose values they read by JSON Pointer (RFC 6901). */
export interface PageView extends Pick<Annotations, 'fallbacks'> {
  kind: Kind;
  language: Language;
  messages: Messages;
  urls: Urls;
  root: unknown;
  unverified: ReadonlySet<string>;
}

/** Returns the view that the page of an item is made of. */
export const itemPageView = (item: ItemView, urls: Urls): PageView => ({
  kind: item.kind,
  language: item.language,
  messages: messagesFor(item.language),
  urls,
  root: { ...item.fields, name: item.name, aliases: item.aliases, sources: item.sources },
  fallbacks: item.fallbacks,
  unverified: new Set(item.unverified),
});

/** Returns the view that a page of a collection is made of. */
export const collectionPageView = (
  collection: Pick<CollectionView, 'kind' | 'language' | 'items' | 'fallbacks' | 'unverified'> &
    Partial<Pick<CollectionView, 'filters'>>,
  urls: Urls,
): PageView => ({
  kind: collection.kind,
  language: collection.language,
  messages: messagesFor(collection.language),
  urls,
  root: { items: collection.items, filters: collection.filters?.items },
  fallbacks: { ...collection.fallbacks, ...collection.filters?.fallbacks },
  unverified: new Set([...collection.unverified, ...(collection.filters?.unverified ?? [])]),
});

const tokenOf = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Returns the value at a pointer; undefined where there is none. */
export const valueAt = (view: PageView, at: string): unknown =>
  at
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, token) => (value as Record<string, unknown> | null | undefined)?.[tokenOf(token)],
      view.root,
    );

/** Returns the value at a pointer as text; null for a text that is in no language that the reader accepts. */
export const textAt = (view: PageView, at: string): string | null | undefined => {
  const value = valueAt(view, at);
  return value === null ? null : value === undefined ? undefined : String(value);
};

/** Returns the pointers of the entries of the list or object at a pointer, in order; none where there is none. */
export const entriesAt = (view: PageView, at: string): string[] =>
  Object.keys((valueAt(view, at) as object | undefined) ?? {}).map((key) => `${at}/${key}`);

/** Whether there is a value at a pointer. */
export const has = (view: PageView, at: string): boolean => valueAt(view, at) !== undefined;

/** Returns the path of a URL of this service, with its query; any other URL as it is. */
export const pathTo = (view: PageView, href: string): string => {
  const { origin } = view.urls;
  return href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
};

/** Returns the text at a pointer for a title, a description or a chart, where no element could mark it. */
export const plainAt = (view: PageView, at: string): string => textAt(view, at) ?? view.messages.t('page.absent');
