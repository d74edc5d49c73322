import type { Field } from '../kinds/fields.ts';
import { label, type Messages } from './messages.ts';

type Fact = Extract<Field, { type: 'fact' }>;

/** Writes a day: by the language's own calendar (`date`), by the Gregorian one, or by both, as a `Messages` does. */
type WriteDay = (iso: string) => string;

/** Returns the label of a field. */
export const labelOf = ({ t }: Messages, name: string, field: Field): string => label(t, 'label', field.label ?? name);

/** Returns the label of a code; the code itself where its list has no such label. */
export const codeLabel = ({ t }: Messages, list: string, code: string): string => {
  const found = label(t, 'codes', `${list}.${code}`);
  return found === `codes.${list}.${code}` ? code : found;
};

/** Writes how often something repeats: `R/P2Y` as 2年ごと, every 2 years. An interval of several units is given as it is. */
export const recurrenceText = ({ t }: Messages, interval: string): string => {
  const [, number = '', unit = ''] = /^R\d*\/P(\d+)([YMWD])$/.exec(interval) ?? [];
  if (!unit) return interval;
  if (unit === 'Y' && number === '1') return t('recurrence.year');
  return label(t, 'recurrence', unit, { count: Number(number) });
};

/** Writes a period by its days; undefined where it has none. */
export const periodText = (
  { t }: Messages,
  days: { from?: string | undefined; until?: string | undefined },
  writeDay: WriteDay,
): string | undefined => {
  const [from, until] = [days.from, days.until].map((day) => (day ? writeDay(day) : undefined));
  if (from && until) return t('due.between', { from, until });
  if (from) return t('due.from', { from });
  return until && t('due.until', { until });
};

/** Writes a country as a heading of one side of a meeting: 英国側, United Kingdom. */
export const sideText = ({ t, country }: Messages, code: string): string => t('label.side', { country: country(code) });

/** Cites a page: 総務省「…」, Digital Agency, “…”; its title alone without a publisher, and nothing without a title. */
export const citationText = (
  { t }: Messages,
  { title, publisherName: publisher }: { title?: string | undefined; publisherName?: string | undefined },
): string | undefined =>
  title && (publisher ? t('record.citation', { publisher, title }) : t('record.title', { title }));

/** Writes a fact as plain text, as its field says. A URL, and a fact without a display, are given as they are. */
export const factText = (messages: Messages, { display, codeList = '' }: Fact, value: unknown, writeDay: WriteDay) => {
  const text = String(value);
  switch (display) {
    case 'code':
      return codeLabel(messages, codeList, text);
    case 'country':
      return messages.country(text);
    case 'side':
      return messages.country(text);
    case 'date':
      return writeDay(text);
    case 'language':
      return messages.languageName(text);
    case 'ordinal':
      return messages.ordinal(Number(value));
    case 'recurrence':
      return recurrenceText(messages, text);
    default:
      return text;
  }
};
