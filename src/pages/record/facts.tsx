import type { Child } from 'hono/jsx';
import { factText, labelOf, periodText } from '../../i18n/values.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { CodeLabel, DateText, UrlLink } from '../fields.tsx';
import { has, type PageView, textAt } from '../pointer.ts';
import { LocalizedText, Marks, type PointerProps, Reference } from '../text.tsx';

// The usual names of the media types of documents; another type is displayed as it is.
const mediaTypeNames: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'text/html': 'HTML' };

/** The size of a file as its page states it: 311 KB. */
const fileSizeAt = (view: PageView, at: string): string | undefined => textAt(view, `${at}/stated`) ?? undefined;

/** The name of the field that is displayed so; undefined where there is none. */
const nameByDisplay = (fields: Fields, display: 'mediaType' | 'fileSize'): string | undefined =>
  Object.keys(fields).find((name) => {
    const field = fields[name];
    return (field?.type === 'fact' || field?.type === 'group') && field.display === display;
  });

/** The format and the size of the file that an object describes, as one value: PDF、311 KB. */
export const fileAt = (view: PageView, at: string, fields: Fields): string => {
  const mediaType = textAt(view, `${at}/${nameByDisplay(fields, 'mediaType')}`) ?? '';
  const first = mediaTypeNames[mediaType] ?? mediaType;
  const second = fileSizeAt(view, `${at}/${nameByDisplay(fields, 'fileSize')}`);
  return second ? view.messages.t('page.joined', { first, second }) : first;
};

/** The days of the period at a pointer, or the words of its source for them; undefined where it has neither. */
export const periodAt = (view: PageView, at: string): string | undefined => {
  const [from, until, text] = ['from', 'until', 'text'].map((part) => textAt(view, `${at}/${part}`) ?? undefined);
  return text || periodText(view.messages, { from, until }, view.messages.gregorian);
};

const Group = ({ view, at, field }: PointerProps & { field: Extract<Field, { type: 'group' }> }) => {
  if (field.display === 'fileSize') return <>{fileSizeAt(view, at)}</>;
  if (has(view, `${at}/text`)) return <LocalizedText view={view} at={`${at}/text`} briefly />;
  return <>{periodAt(view, at)}</>;
};

const Fact = ({ view, at, field }: PointerProps & { field: Extract<Field, { type: 'fact' }> }) => {
  // An item's answer has an ordinal in words, a card has the number alone.
  if (field.display === 'ordinal' && has(view, `${at}Text`))
    return <LocalizedText view={view} at={`${at}Text`} briefly />;
  switch (field.display) {
    case undefined:
    case 'mediaType':
      return <LocalizedText view={view} at={at} briefly />;
    case 'code':
      return <CodeLabel view={view} at={at} of={field.codeList ?? ''} />;
    case 'date':
      return <DateText view={view} at={at} />;
    case 'url':
      return <UrlLink view={view} at={at} />;
    default:
      return (
        <>
          {factText(view.messages, field, textAt(view, at), view.messages.day)}
          <Marks view={view} at={at} />
        </>
      );
  }
};

/** The value of a field at a pointer, as its definition says; nothing for a list. */
export const FieldValue = ({ view, at, field }: PointerProps & { field: Field }): Child => {
  switch (field.type) {
    case 'fact':
      return <Fact view={view} at={at} field={field} />;
    case 'text':
      return field.partial ? <UrlLink view={view} at={at} /> : <LocalizedText view={view} at={at} />;
    case 'name':
      return <LocalizedText view={view} at={at} briefly />;
    case 'link':
      return <Reference view={view} at={at} />;
    case 'group':
      return <Group view={view} at={at} field={field} />;
    default:
      return null;
  }
};

/** Whether a field is displayed as a labelled fact: not as a paragraph, a list, or together with another field. */
export const isFact = (field: Field, fields: Fields): boolean => {
  if (field.dataOnly) return false;
  if (field.type === 'fact') return !field.hidden;
  if (field.type === 'text') return field.partial === true;
  if (field.type !== 'group') return field.type === 'name' || field.type === 'link';
  return field.display === 'period' || (field.display === 'fileSize' && !nameByDisplay(fields, 'mediaType'));
};

/** Whether a field is displayed as a paragraph. */
export const isParagraph = (field: Field): boolean => field.type === 'text' && !field.partial;

const hasValue = (view: PageView, at: string, field: Field): boolean =>
  field.type === 'group' && field.display === 'period' ? periodAt(view, at) !== undefined : has(view, at);

/** The facts of the object at a pointer in the order of `names`, each with its label; a fact without a value is left out. */
export const Facts = ({
  view,
  at = '',
  fields,
  names,
  inline,
}: {
  view: PageView;
  at?: string;
  fields: Fields;
  names: readonly string[];
  inline?: true;
}) => {
  const rows = names.flatMap((name) => {
    const field = fields[name];
    const pointer = `${at}/${name}`;
    if (!field || !hasValue(view, pointer, field)) return [];
    const isFile =
      field.type === 'fact' && field.display === 'mediaType' && nameByDisplay(fields, 'fileSize') !== undefined;
    return [
      {
        label: isFile ? view.messages.t('label.file') : labelOf(view.messages, name, field),
        value: isFile ? fileAt(view, at, fields) : <FieldValue view={view} at={pointer} field={field} />,
      },
    ];
  });
  if (rows.length === 0) return null;
  return (
    <dl class={inline ? 'inline' : 'facts'}>
      {rows.map(({ label, value }) => (
        <div>
          <dt {...(inline && { 'data-colon': view.messages.t('card.colon', { label: '' }) })}>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
