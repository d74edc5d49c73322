import { type Language, languageTags, multilingual } from '../../languages.ts';
import type { Translations } from '../../model/view.ts';
import { createLocalizer } from './language-localizer.ts';
import { collect, collecting, type Links, type Localizer } from './localizer.ts';

/** The localizer of a response in all languages at once; `languages` are those of the texts that it has written. */
export type MultilingualLocalizer = Localizer<Translations, typeof multilingual> & { languages(): readonly Language[] };

/**
 * Creates the localizer of one response in all languages at once. A text is a map by language, and nothing is borrowed; the
 * pointer of a text in one language ends in the language: `/name/ja`.
 */
export const createMultilingualLocalizer = (
  origin: string,
  links: Links,
  lists: Localizer['lists'] = new Map(),
): MultilingualLocalizer => {
  const collected = collect();
  const written = new Set<Language>();
  const localizers = languageTags.map((language) =>
    createLocalizer({ language, fallback: false, origin }, links, lists, collected),
  );
  const translations: MultilingualLocalizer['translateIfAny'] = (pointer, write) => {
    const texts = localizers.map((localizer) => {
      const { language } = localizer.options;
      return [language, write(localizer, `${pointer}/${language}`)] as const;
    });
    if (texts.every(([, text]) => text === undefined)) return undefined;
    const known = texts.filter((each): each is [Language, string] => typeof each[1] === 'string');
    for (const [language] of known) written.add(language);
    return Object.fromEntries(known);
  };
  return {
    ...collecting(collected),
    options: { language: multilingual, fallback: false, origin },
    links,
    lists,
    translate: (pointer, write) => translations(pointer, write) ?? {},
    translateIfAny: translations,
    annotateFact: (location) => {
      for (const localizer of localizers) localizer.annotate(location);
    },
    languages: () => languageTags.filter((tag) => written.has(tag)),
  };
};
