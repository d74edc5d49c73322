import type { Child } from 'hono/jsx';
import { factText, labelOf } from '../i18n/values.ts';
import type { Field } from '../kinds/fields.ts';
import { hostOf } from '../lib/readable-url.ts';
import type { Card } from '../model/view.ts';
import { LocalizedValue } from '../pages/text.tsx';
import { type CardView, Reference } from './view.tsx';

// The format of a file, and its size as its page states it: PDF 311 KB.
const fileText = ({ item, definition }: CardView, { stated }: { stated: string }): string => {
  const [name = ''] =
    Object.entries(definition.fields).find(([, field]) => field.type === 'fact' && field.display === 'mediaType') ?? [];
  const mediaType = item.fields[name] as string | undefined;
  return [mediaType?.replace(/^.*\//, '').toUpperCase(), stated].filter(Boolean).join(' ');
};

/** The value of a fact; undefined for what a card displays elsewhere: texts, lists, the parts of a name. */
const displayedValue = (view: CardView, name: string, field: Field): Child | undefined => {
  const { item, messages } = view;
  const value = item.fields[name];
  if (field.type === 'link') return <Reference view={view} at={`/${name}`} to={value as Card} />;
  if (field.type === 'group' && field.display === 'fileSize') return fileText(view, value as { stated: string });
  if (field.type !== 'fact') return undefined;
  const text = factText(messages, field, value, messages.day);
  switch (field.display) {
    case 'date':
      return <time datetime={String(value)}>{text}</time>;
    case 'url':
      return <a href={text}>{hostOf(text)}</a>;
    // The name of an item in a series has its number; a media type is displayed with the size of its file.
    case 'ordinal':
    case 'mediaType':
      return undefined;
    default:
      return text;
  }
};

/** The facts that a kind lists for cards, each with its label; a fact without a value is left out. */
export const CardFacts = ({ view }: { view: CardView }) => {
  const { item, definition, messages } = view;
  const rows = definition.card.flatMap((name) => {
    const field = definition.fields[name];
    if (!field || item.fields[name] === undefined) return [];
    const value = displayedValue(view, name, field);
    if (value === undefined) return [];
    const label = field.type === 'group' ? messages.t('label.file') : labelOf(messages, name, field);
    return [{ name, label, value, link: field.type === 'link' }];
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
              <LocalizedValue view={view} at={`/${name}`}>
                {value}
              </LocalizedValue>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};
