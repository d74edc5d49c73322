import type { Field } from '../../resources/fields.ts';
import type { Words } from '../../words.ts';
import { address, plainText } from './text.ts';

type Fact = Extract<Field, { type: 'fact' }>;
type Say = (key: string, values?: object) => string;

// Where a field is called otherwise than elsewhere: by kind or list, and field.
const elsewhere: Readonly<Record<string, string>> = {
  'actions.outcomes': 'settled',
  'attendances.mode': 'attendance',
  'attendances.side': 'sideAlone',
  'documents.date': 'issued',
};

/** What a field is called in what it stands in: a kind, or a list or group by name. */
export const labelOf = ({ t }: Words, name: string, within: string): string =>
  (t as unknown as Say)(`label.${elsewhere[`${within}.${name}`] ?? name}`);

// Codes of one name mean one thing wherever they stand; only the kinds of commitments share theirs with other kinds.
const coded: Readonly<Record<string, string>> = {
  level: 'level',
  mode: 'mode',
  status: 'status',
  type: 'type',
  kind: 'commitment',
};

const repeated = ({ t }: Words, interval: string): string => {
  const [, number = '', unit = ''] = /^R\d*\/P(\d+)([YMWD])$/.exec(interval) ?? [];
  if (!unit) return interval;
  return number === '1' && unit === 'Y'
    ? t('recurrence.year')
    : (t as unknown as Say)(`recurrence.${unit}`, { number });
};

/** A fact in words, as Markdown. */
export const factText = (words: Words, name: string, value: unknown, field: Fact): string => {
  const { t, date, ordinal, country, languageName } = words;
  if (field.worded === 'date') return plainText(date(String(value)));
  if (field.worded === 'ordinal') return plainText(ordinal(Number(value)));
  const text = String(value);
  if (coded[name]) return plainText((t as unknown as Say)(`codes.${coded[name]}.${text}`));
  if (name === 'side' || name === 'country') return plainText(country(text));
  if (name === 'language') return plainText(languageName(text));
  if (name === 'recurrence') return plainText(repeated(words, text));
  return /^https?:/.test(text) ? address(text) : plainText(text);
};

const dueText = ({ t, date }: Words, due: Readonly<Record<string, unknown>>): string => {
  const [from, until] = [due.from, due.until].map((day) => (day ? date(String(day)) : undefined));
  const period =
    from && until
      ? t('due.between', { from, until })
      : from
        ? t('due.from', { from })
        : until && t('due.until', { until });
  const said = due.text;
  if (!said) return plainText(period ?? '');
  return plainText(period ? String(said) + t('page.aside', { text: period }) : String(said));
};

const sizeText = ({ t }: Words, { stated, exact }: Readonly<Record<string, unknown>>): string =>
  plainText(t(exact ? 'size.exact' : 'size.about', { stated: String(stated) }));

/** Groups that are said in one breath, by name. */
export const groupTexts: Readonly<
  Record<string, { text: (words: Words, group: Readonly<Record<string, unknown>>) => string; said: string }>
> = {
  due: { text: dueText, said: 'text' },
  size: { text: sizeText, said: 'stated' },
};
