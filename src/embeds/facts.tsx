import type { Child } from 'hono/jsx';
import { label } from '../i18n/messages.ts';
import type { Field } from '../kinds/fields.ts';
import { definitionOf } from '../kinds/index.ts';
import type { Card, ItemView } from '../model/view.ts';
import { LocalizedText, Reference, wordsFor } from './text.tsx';

/** The host of a web address, by which readers know whose page it is. */
export const hostOf = (href: string): string => new URL(href).hostname.replace(/^www\./, '');

const file = (reading: ItemView): string => {
  const { mediaType, size } = reading.fields as { mediaType?: string; size?: { stated: string; exact: boolean } };
  const { t } = wordsFor(reading);
  const stated = size && t(`size.${size.exact ? 'exact' : 'about'}`, { stated: size.stated });
  return [mediaType?.replace(/^.*\//, '').toUpperCase(), stated].filter(Boolean).join(' ');
};

/** The value of one fact of a card; nothing where it is said elsewhere on the card. */
const shown = (reading: ItemView, name: string, field: Field): Child | undefined => {
  const value = reading.fields[name];
  if (field.type === 'link') return <Reference reading={reading} at={`/${name}`} to={value as Card} />;
  if (name === 'size') return file(reading);
  if (field.type !== 'fact' || typeof value !== 'string') return undefined;
  if (field.worded === 'date') return <time datetime={value}>{wordsFor(reading).day(value)}</time>;
  if (field.codes) return label(wordsFor(reading).t, 'codes', `${name}.${value}`);
  if (name === 'country') return wordsFor(reading).country(value);
  if (name === 'url') return <a href={value}>{hostOf(value)}</a>;
  return name === 'mediaType' ? undefined : value;
};

const labels: Readonly<Record<string, string>> = { size: 'file', url: 'url' };

/** The facts that a kind lists for cards, each with its label; what has no value is left out. */
export const Facts = ({ reading }: { reading: ItemView }) => {
  const { fields, card } = definitionOf(reading.kind);
  const { t } = wordsFor(reading);
  const issued = (name: string) =>
    reading.kind === 'documents' && name === 'date' ? 'issued' : (labels[name] ?? name);
  const rows = card.flatMap((name) => {
    const field = fields[name];
    if (!field || reading.fields[name] === undefined) return [];
    const value = shown(reading, name, field);
    return value === undefined
      ? []
      : [{ name, label: label(t, 'label', issued(name)), value, link: field.type === 'link' }];
  });
  if (rows.length === 0) return null;
  return (
    <dl class="joint-card-facts">
      {rows.map(({ name, label, value, link }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            {link ? (
              value
            ) : (
              <LocalizedText reading={reading} at={`/${name}`}>
                {value}
              </LocalizedText>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
