import { label, type Messages } from '../../i18n/messages.ts';
import type { Field } from '../../kinds/fields.ts';
import { autolink, escapeText } from './text.ts';

type Fact = Extract<Field, { type: 'fact' }>;

// Where a field is called otherwise than elsewhere: by kind or list, and field.
const elsewhere: Readonly<Record<string, string>> = {
  'actions.outcomes': 'settled',
  'attendances.mode': 'attendance',
  'attendances.side': 'sideAlone',
  'documents.date': 'issued',
};

/** What a field is called in what it stands in: a kind, or a list or group by name. */
export const labelOf = ({ t }: Messages, name: string, within: string): string =>
  label(t, 'label', elsewhere[`${within}.${name}`] ?? name);

// The codes of commitments share the name of their field with kinds.
const codes: Readonly<Record<string, string>> = { kind: 'commitment' };

/** What a code means; a fact that is none is given as it is. */
const codeText = ({ t }: Messages, name: string, text: string): string => {
  const key = `${codes[name] ?? name}.${text}`;
  const translated = /^[a-z-]+$/.test(text) ? label(t, 'codes', key) : undefined;
  return translated === undefined || translated === `codes.${key}` ? text : translated;
};

const repeated = ({ t }: Messages, interval: string): string => {
  const [, number = '', unit = ''] = /^R\d*\/P(\d+)([YMWD])$/.exec(interval) ?? [];
  if (!unit) return interval;
  if (number === '1' && unit === 'Y') return t('recurrence.year');
  return label(t, 'recurrence', unit, { count: Number(number) });
};

/** A fact in words, as Markdown. */
export const factText = (words: Messages, name: string, value: unknown, field: Fact): string => {
  const { date, ordinal, country, languageName } = words;
  if (field.worded === 'date') return escapeText(date(String(value)));
  if (field.worded === 'ordinal') return escapeText(ordinal(Number(value)));
  const text = String(value);
  if (name === 'side' || name === 'country') return escapeText(country(text));
  if (name === 'language') return escapeText(languageName(text));
  if (name === 'recurrence') return escapeText(repeated(words, text));
  return /^https?:/.test(text) ? autolink(text) : escapeText(codeText(words, name, text));
};

const dueText = ({ t, date }: Messages, due: Readonly<Record<string, unknown>>): string => {
  const [from, until] = [due.from, due.until].map((day) => (day ? date(String(day)) : undefined));
  const period =
    from && until
      ? t('due.between', { from, until })
      : from
        ? t('due.from', { from })
        : until && t('due.until', { until });
  const said = due.text;
  if (!said) return escapeText(period ?? '');
  return escapeText(period ? String(said) + t('page.aside', { text: period }) : String(said));
};

const sizeText = ({ t }: Messages, { stated, exact }: Readonly<Record<string, unknown>>): string =>
  escapeText(t(exact ? 'size.exact' : 'size.about', { stated: String(stated) }));

/** Groups that are one value in words, by name: how to write them, and the member whose marks they take. */
export const groupTexts: Readonly<
  Record<string, { write: (messages: Messages, group: Readonly<Record<string, unknown>>) => string; text: string }>
> = {
  due: { write: dueText, text: 'text' },
  size: { write: sizeText, text: 'stated' },
};
