import { fallbackOrder, type Language } from '../../languages.ts';
import { type Item, languagesOf } from '../../model/edition.ts';
import type { ReadOptions } from '../../model/view.ts';
import {
  collect,
  collecting,
  type FieldLocation,
  type LanguageLocalizer,
  type Links,
  type Localizer,
} from './localizer.ts';

const includes = (pointers: unknown, pointer: string): boolean => Array.isArray(pointers) && pointers.includes(pointer);

const textAt = (texts: object | undefined, { path }: FieldLocation): string | undefined => {
  let value: unknown = texts;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value as string | undefined;
};

/** Creates the localizer of one response in one language. */
export const createLocalizer = (
  options: ReadOptions,
  links: Links,
  lists: Localizer['lists'] = new Map(),
  collected = collect(),
): LanguageLocalizer => {
  const { language, fallback } = options;
  const { fallbacks, unverified } = collected;
  const order = fallbackOrder(language).filter((tag) => fallback || tag === language);
  const acceptable = new Map<Item, readonly Language[]>();
  const localizer: LanguageLocalizer = {
    ...collecting(collected),
    options,
    links,
    lists,
    translate: (pointer, write) => write(localizer, pointer),
    translateIfAny: (pointer, write) => write(localizer, pointer),
    acceptableLanguages: (item) => {
      const known = acceptable.get(item);
      if (known) return known;
      const available = languagesOf(item.edition);
      const languages = order.filter((tag) => available.includes(tag));
      acceptable.set(item, languages);
      return languages;
    },
    text: (location) => {
      const { edition } = location.item;
      const has = (tag: Language) => textAt(edition.texts[tag], location) !== undefined;
      const used = localizer.acceptableLanguages(location.item).find(has);
      if (!used) return languagesOf(edition).some(has) ? null : undefined;
      localizer.annotate(location, used);
      return textAt(edition.texts[used], location);
    },
    annotate: ({ item, pointer, ownPointer }, used = language) => {
      if (used !== language) fallbacks[pointer] = used;
      if (localizer.isUnverified(item, ownPointer, used)) unverified.add(pointer);
    },
    annotateFact: (location) => localizer.annotate(location),
    isUnverified: ({ edition: { facts, texts } }, ownPointer, used) =>
      includes(facts.unverified, ownPointer) || includes(texts[used]?.unverified, ownPointer),
    markUnverified: (pointer) => {
      unverified.add(pointer);
    },
  };
  return localizer;
};
