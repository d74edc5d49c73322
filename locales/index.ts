import enNames from './en/names.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enTitles from './en/titles.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import jaNames from './ja/names.json' with { type: 'json' };
import jaProblems from './ja/problems.json' with { type: 'json' };
import jaTitles from './ja/titles.json' with { type: 'json' };
import jaUi from './ja/ui.json' with { type: 'json' };

/** The words of every language, by namespace: one line a language. */
export const locales = {
  ja: { names: jaNames, titles: jaTitles, ui: jaUi, problems: jaProblems },
  en: { names: enNames, titles: enTitles, ui: enUi, problems: enProblems },
};
