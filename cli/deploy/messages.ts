import { toolLocales } from '../../locales/tools.generated.ts';
import type { SettingFault } from '../../src/http/editor/access-settings.ts';
import type { Language } from '../../src/languages.ts';
import { interpolate } from '../../tools/openapi/messages.ts';

type DeployMessages = (typeof toolLocales)[Language]['deploy'];

/** The keys of the messages of a deployment, beside the titles of its steps and what a setting can lack. */
export type DeployMessage = Exclude<keyof DeployMessages, 'steps' | 'settingFaults'>;

/** The names of the steps. */
export type StepName = keyof DeployMessages['steps'];

/** Returns a message for the terminal, with values filled in. */
export const deployMessage = (
  language: Language,
  word: DeployMessage,
  values: Readonly<Record<string, string>> = {},
): string => interpolate(toolLocales[language].deploy[word], values);

/** Returns the title of a step, one line. */
export const stepTitle = (language: Language, name: StepName): string => toolLocales[language].deploy.steps[name];

/** Returns what is wrong with a setting of Access, one sentence. */
export const settingFault = (language: Language, fault: SettingFault['fault']): string =>
  toolLocales[language].deploy.settingFaults[fault];
