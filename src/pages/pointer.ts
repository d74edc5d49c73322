import { type Messages, messagesFor } from '../i18n/messages.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { Annotations, CollectionView, ItemView, Urls } from '../model/view.ts';

/** A reading or a page of a collection as its parts see it: every value is named by its JSON Pointer (RFC 6901). */
export interface PageView extends Pick<Annotations, 'fallbacks'> {
  kind: Kind;
  language: Language;
  messages: Messages;
  urls: Urls;
  root: unknown;
  unverified: ReadonlySet<string>;
}

/** Opens the view of an item. */
export const itemPageView = (reading: ItemView, places: Urls): PageView => ({
  kind: reading.kind,
  language: reading.language,
  messages: messagesFor(reading.language),
  urls: places,
  root: { ...reading.fields, name: reading.name, aliases: reading.aliases, sources: reading.sources },
  fallbacks: reading.fallbacks,
  unverified: new Set(reading.unverified),
});

/** Opens the view of one page of a collection. */
export const collectionPageView = (
  page: Pick<CollectionView, 'kind' | 'language' | 'items' | 'fallbacks' | 'unverified'> &
    Partial<Pick<CollectionView, 'filters'>>,
  places: Urls,
): PageView => ({
  kind: page.kind,
  language: page.language,
  messages: messagesFor(page.language),
  urls: places,
  root: { items: page.items, filters: page.filters?.items },
  fallbacks: { ...page.fallbacks, ...page.filters?.fallbacks },
  unverified: new Set([...page.unverified, ...(page.filters?.unverified ?? [])]),
});

const tokenOf = (token: string) => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** The value at a pointer; undefined where there is none. */
export const valueAt = (view: PageView, at: string): unknown =>
  at
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, token) => (value as Record<string, unknown> | null | undefined)?.[tokenOf(token)],
      view.root,
    );

/** The text at a pointer; null where it exists, but in no language this reader takes. */
export const textAt = (view: PageView, at: string): string | null | undefined => {
  const value = valueAt(view, at);
  return value === null ? null : value === undefined ? undefined : String(value);
};

/** The pointers of the entries of the list or object at a pointer, in order; none where there is none. */
export const entriesAt = (view: PageView, at: string): string[] =>
  Object.keys((valueAt(view, at) as object | undefined) ?? {}).map((key) => `${at}/${key}`);

/** Whether there is a value at a pointer. */
export const has = (view: PageView, at: string): boolean => valueAt(view, at) !== undefined;

/** A URL of ours as the path that leads there from any page of ours; others as they are. */
export const pathTo = (view: PageView, href: string): string => {
  const { origin } = view.urls;
  return href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
};

/** The text of a page's title, description and picture, where no element can say what it borrows. */
export const plainAt = (view: PageView, at: string): string => textAt(view, at) ?? view.messages.t('page.absent');
