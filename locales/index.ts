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

/** The keys that one language has and another lacks; a plural's forms count as its key. */
type Absent<Base, Other> = {
  [Key in keyof Base & string]: Key extends keyof Other
    ? Base[Key] extends string
      ? never
      : `${Key}.${Absent<Base[Key], Other[Key]>}`
    : `${Key}_other` extends keyof Other
      ? never
      : Key;
}[keyof Base & string];

type Sentences = 'ui' | 'problems';
type Incomplete = {
  [Language in keyof typeof locales]: {
    [Part in Sentences]: Absent<(typeof locales)['ja'][Part], (typeof locales)[Language][Part]>;
  }[Sentences];
}[keyof typeof locales];

// A key that a language lacks does not compile: the error names it. Names and titles have their own check.
const complete: [Incomplete] extends [never] ? true : Incomplete = true;
void complete;
