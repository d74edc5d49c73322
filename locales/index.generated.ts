// Written by `npm run locales` from config.json and locales/. Do not edit.
import jaNames from './ja/names.json' with { type: 'json' };
import jaTitles from './ja/titles.json' with { type: 'json' };
import jaUi from './ja/ui.json' with { type: 'json' };
import jaProblems from './ja/problems.json' with { type: 'json' };
import jaSite from './ja/site.json' with { type: 'json' };
import enNames from './en/names.json' with { type: 'json' };
import enTitles from './en/titles.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enSite from './en/site.json' with { type: 'json' };

/** The locale files that the Worker reads, by language and namespace. */
export const locales = {
  'ja': { names: jaNames, titles: jaTitles, ui: jaUi, problems: jaProblems, site: jaSite },
  'en': { names: enNames, titles: enTitles, ui: enUi, problems: enProblems, site: enSite },
};

/** The tag of a language of this partnership. */
export type Language = keyof typeof locales;
