import en from '../../locales/en/deploy.json' with { type: 'json' };
import ja from '../../locales/ja/deploy.json' with { type: 'json' };
import type { Language } from '../../src/languages.ts';
import { interpolate } from '../../tools/openapi/messages.ts';

// Each language has the keys of the other: else this does not compile.
const words = { ja, en } satisfies Record<Language, unknown> & { ja: typeof en; en: typeof ja };

/** Whatever a deployment may have to say beside the names of its steps. */
export type DeployWord = Exclude<keyof typeof ja, 'steps'>;

/** The steps there are. */
export type StepName = keyof typeof ja.steps;

/** Says something to whoever sits at the terminal. */
export const say = (language: Language, word: DeployWord, values: Readonly<Record<string, string>> = {}): string =>
  interpolate(words[language][word], values);

/** What a step is about to do, in a line. */
export const stepTitle = (language: Language, name: StepName): string => words[language].steps[name];
