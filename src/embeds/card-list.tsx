import { label } from '../i18n/messages.ts';
import { factText } from '../i18n/values.ts';
import type { Field, Fields } from '../kinds/fields.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import type { ItemReference } from '../model/view.ts';
import { LocalizedValue } from '../pages/text.tsx';
import { type CardView, Reference } from './view.tsx';

/** How many entries of a list a card has; the item's page has the rest. */
const maxEntries = 3;

type Values = Readonly<Record<string, unknown>>;
interface EntryProps {
  view: CardView;
  at: string;
  entry: Values;
}

const isReference = (value: unknown): value is ItemReference =>
  typeof (value as ItemReference | undefined)?.href === 'string';

const nameOf = (fields: Fields, wanted: (field: Field) => boolean): string =>
  Object.keys(fields).find((name) => fields[name] && wanted(fields[name])) ?? '';

/** An entry of a list of the item's own: its text, its status and the words for its period. */
const OwnEntry = ({ view, at, entry, fields }: EntryProps & { fields: Fields }) => {
  const text = nameOf(fields, ({ type }) => type === 'text');
  const status = nameOf(fields, (field) => field.type === 'fact' && field.codeList === 'status');
  const period = nameOf(fields, (field) => field.type === 'group' && field.display === 'period');
  const periodWords = (entry[period] as { text?: string } | undefined)?.text;
  const field = fields[status];
  return (
    <>
      <LocalizedValue view={view} at={`${at}/${text}`}>
        {String(entry[text])}
      </LocalizedValue>{' '}
      <span class="joint-card-aside">
        {field?.type === 'fact' && factText(view.messages, field, entry[status], view.messages.day)}
        {periodWords && (
          <>
            {view.messages.t('card.separator')}
            <LocalizedValue view={view} at={`${at}/${period}/text`}>
              {periodWords}
            </LocalizedValue>
          </>
        )}
      </span>
    </>
  );
};

/** An item that links here, by what distinguishes it from the others: the item of the card has its name above. */
const LinkingItem = ({ view, at, entry }: { view: CardView; at: string; entry: ItemReference }) => {
  const { kind, slug, fields } = view.item;
  const [part, other] = Object.entries(entry).find(
    (one): one is [string, ItemReference] => isReference(one[1]) && !(one[1].kind === kind && one[1].slug === slug),
  ) ?? ['', entry];
  const date = nameOf(definitionOf(entry.kind).fields, (field) => field.type === 'fact' && field.worded === 'date');
  // A day that is the item's own, too, is among the facts of the card.
  const day = fields[date] === entry[date] ? undefined : (entry[date] as string | undefined);
  return (
    <>
      <Reference view={view} at={part ? `${at}/${part}` : at} to={entry}>
        {other.name ?? other.slug}
      </Reference>
      {day && <span class="joint-card-aside"> {view.messages.day(day)}</span>}
    </>
  );
};

/** An entry of another item's list that links here: that item, and the first two links of the entry. */
const LinkingEntry = ({ view, at, entry, field }: EntryProps & { field: Extract<Field, { type: 'entries' }> }) => {
  const list = definitionOf(field.kind as Kind).fields[field.list];
  const fields = list?.type === 'list' ? list.fields : {};
  const links = Object.keys(fields).filter((name) => fields[name]?.type === 'link');
  return (
    <>
      <Reference view={view} at={`${at}/${field.as}`} to={entry[field.as] as ItemReference} />{' '}
      <span class="joint-card-aside">
        {links
          .slice(0, 2)
          .flatMap((name) => (isReference(entry[name]) ? [{ name, card: entry[name] }] : []))
          .map(({ name, card }, index) => (
            <>
              {index > 0 && view.messages.t('card.separator')}
              <LocalizedValue view={view} at={`${at}/${name}/name`}>
                {card.name ?? card.slug}
              </LocalizedValue>
            </>
          ))}
      </span>
    </>
  );
};

/** The first entries of the list that a kind has for embedded cards. */
export const CardList = ({ view }: { view: CardView }) => {
  const { item, definition, messages } = view;
  const name = definition.cardList;
  const field = name === undefined ? undefined : definition.fields[name];
  const entries = ((name && item.fields[name]) || []) as readonly Values[];
  if (!field || entries.length === 0) return null;
  return (
    <>
      <p class="joint-card-label">{label(messages.t, 'card', `recent.${item.kind}`)}</p>
      <ul class="joint-card-list">
        {entries.slice(0, maxEntries).map((entry, index) => {
          const at = `/${name}/${index}`;
          return (
            <li>
              {field.type === 'incoming' && <LinkingItem view={view} entry={entry as ItemReference} at={at} />}
              {field.type === 'entries' && <LinkingEntry view={view} entry={entry} at={at} field={field} />}
              {field.type === 'list' && <OwnEntry view={view} entry={entry} at={at} fields={field.fields} />}
            </li>
          );
        })}
      </ul>
    </>
  );
};
