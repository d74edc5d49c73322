import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';
import { partnership } from '../../src/partnership.ts';

/** When the records of content/ are loaded in tests, and in the examples. */
export const loadedOn = '2026-11-23T00:00:00Z';

/** The path of the published example of a kind in a language. */
export const exampleAddress = (kind: Kind, language: Language): string =>
  `/${language}/${kind}/${partnership.examples[kind]}.json`;
