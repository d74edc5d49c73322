import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';

/** When the records of content/ are loaded in tests, and in the examples. */
export const loadedOn = '2026-11-23T00:00:00Z';

const slugs: Readonly<Record<Kind, string>> = {
  partnerships: 'japan-uk-digital-partnership',
  councils: 'council-2-2024',
  actions: 'data',
  outcomes: 'council-2-2024-data',
  participants: 'kozuki-ryosuke',
  organisations: 'digital-agency',
  roles: 'meti-state-minister',
  documents: 'progress-report-2024',
  terms: 'dfft',
};

/** The path of the published example of a kind in a language. */
export const exampleAddress = (kind: Kind, language: Language): string => `/${language}/${kind}/${slugs[kind]}.json`;
