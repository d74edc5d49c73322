import type { Messages } from '../../i18n/messages.ts';
import { factText, periodText } from '../../i18n/values.ts';
import type { Field, GroupDisplay } from '../../kinds/fields.ts';
import { autolink, escapeText } from './text.ts';

/** Writes a fact as Markdown: days by both calendars, URLs as links, a side as its country. */
export const writeFact = (messages: Messages, field: Extract<Field, { type: 'fact' }>, value: unknown): string => {
  const text = factText(messages, field, value, messages.day);
  return field.display === 'url' ? autolink(text) : escapeText(text);
};

/** Writes a period: the words of its source, and its days. */
const writePeriod = (messages: Messages, { from, until, text }: { from?: string; until?: string; text?: string }) => {
  const days = periodText(messages, { from, until }, messages.gregorian);
  if (!text) return escapeText(days ?? '');
  return escapeText(days ? text + messages.t('page.aside', { text: days }) : text);
};

type Write = (messages: Messages, group: never) => string;

/** Groups that are one value: how to write them, and the member whose marks they have. */
export const groups: Readonly<Record<GroupDisplay, { write: Write; text: string }>> = {
  period: { write: writePeriod, text: 'text' },
  fileSize: {
    write: (_, { stated }: { stated: string }) => escapeText(stated),
    text: 'stated',
  },
};
