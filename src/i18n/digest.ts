import { locales } from '../../locales/index.generated.ts';
import { languageTags } from '../languages.ts';
import { digestOf } from '../lib/digest.ts';
import { lazy } from '../lib/lazy.ts';

/** Returns a digest of all words, names and titles of every language: computed once an isolate. */
export const localesDigest = lazy(() => digestOf(locales));

/** Returns a digest of the names and titles alone. */
export const namesDigest = lazy(() =>
  digestOf(languageTags.map((language) => [language, locales[language].names, locales[language].titles])),
);
