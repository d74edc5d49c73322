import { messagesFor } from '../../i18n/messages.ts';
import { labelOf } from '../../i18n/values.ts';
import { repeatedFields } from '../../kinds/definition.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type ItemReference, pageOf } from '../../model/view.ts';
import { type AnnotatedView, withFallbackMark, withMarks } from '../annotations.ts';
import { autolink, escapeText, link } from './text.ts';
import { groups, writeFact } from './values.ts';

type Values = Readonly<Record<string, unknown>>;

const isSection = ({ type }: Field) => type === 'list' || type === 'incoming' || type === 'entries';
const isParagraph = (field: Field) => field.type === 'text' && !field.partial;
const indent = (line: string) => `  ${line}`;

const filterFields = (fields: Fields, wanted: (field: Field) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => wanted(field)));

/** Returns functions that write parts of a view as Markdown. `pointer` is the JSON Pointer of the values in the view. */
export const createWriter = (view: AnnotatedView) => {
  const messages = messagesFor(view.language);
  const { t } = messages;
  const mark = (markdown: string, pointer: string): string => withMarks(view, markdown, pointer);

  /** A text or a name with its marks; null is a text that no acceptable language has. */
  const writeText = (value: unknown, pointer: string): string =>
    value === null ? escapeText(t('page.absent')) : mark(escapeText(String(value)), pointer);

  /**
   * A heading with the name of the item of a kind at a pointer. That no source confirms the name, or the kind, is a sentence
   * below: a heading is taken for the name itself.
   */
  const writeHeading = (level: '#' | '##', markdown: string, kind: Kind, item: string): string[] => [
    `${level} ${withFallbackMark(view, markdown, `${item}/name`)}`,
    ...(view.unverified.includes(`${item}/name`) ? [escapeText(t('feed.unverifiedName'))] : []),
    ...(view.unverified.includes(`${item}/kind`) ? [escapeText(t('feed.unverifiedKind', { context: kind }))] : []),
  ];

  /** A link to an item. */
  const writeReference = (item: ItemReference, pointer: string): string =>
    mark(mark(link(item.name ?? item.slug, pageOf(item)), `${pointer}/name`), `${pointer}/kind`);

  const writeValue = (field: Field, value: unknown, pointer: string): string => {
    switch (field.type) {
      case 'fact':
        return mark(writeFact(messages, field, value), pointer);
      case 'text':
        return field.partial && value !== null ? mark(autolink(String(value)), pointer) : writeText(value, pointer);
      case 'link':
        return writeReference(value as ItemReference, pointer);
      case 'group': {
        const group = field.display && groups[field.display];
        return group ? mark(group.write(messages, value as never), `${pointer}/${group.text}`) : '';
      }
      default:
        return writeText(value, pointer);
    }
  };

  /** A list item for each field, with its parts indented below. */
  const writeFields = (fields: Fields, values: Values, pointer: string, omitted: readonly string[] = []): string[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      const value = values[name];
      if (value === undefined || omitted.includes(name) || (field.type === 'fact' && field.hidden)) return [];
      const label = escapeText(labelOf(messages, name, field));
      const inner = `${pointer}/${name}`;
      const lines = isSection(field)
        ? writeSection(field, value, inner)
        : field.type === 'group' && !field.display && writeFields(field.fields, value as Values, inner);
      if (!lines) return [`- ${t('page.named', { what: label, value: writeValue(field, value, inner) })}`];
      return lines.length > 0 ? [`- ${label}`, ...lines.map(indent)] : [];
    });

  /** An entry of a list: its first text, or else its first link or value, and the other fields below. */
  const writeEntry = (fields: Fields, values: Values, pointer: string): string[] => {
    const present = Object.entries(fields).filter(([name]) => values[name] !== undefined);
    const [main] = [
      ...present.filter(([, field]) => isParagraph(field)),
      ...present.filter(([, { type }]) => type === 'link'),
      ...present,
    ];
    if (!main) return [];
    const [name, field] = main;
    const first = `- ${writeValue(field, values[name], `${pointer}/${name}`)}`;
    return [first, ...writeFields(fields, values, pointer, [name]).map(indent)];
  };

  /** The items that link to this one from an entry of a list, each with the fields of that entry. */
  const writeLinkingEntries = (
    field: Extract<Field, { type: 'entries' }>,
    entries: readonly Values[],
    pointer: string,
  ): string[] => {
    const other = definitionOf(field.kind as Kind);
    const list = other.fields[field.list];
    const fields = { ...repeatedFields(other, field.list), ...(list?.type === 'list' && list.fields) };
    return entries.flatMap((entry, index) => {
      const inner = `${pointer}/${index}`;
      const first = `- ${writeReference(entry[field.as] as ItemReference, `${inner}/${field.as}`)}`;
      return [first, ...writeFields(fields, entry, inner).map(indent)];
    });
  };

  /** The lines of a list. */
  const writeSection = (field: Field, value: unknown, pointer: string): string[] => {
    if (field.type === 'incoming')
      return (value as ItemReference[]).flatMap((card, index) => {
        const inner = `${pointer}/${index}`;
        const fields = writeFields(definitionOf(card.kind).fields, card, inner, [field.relation]);
        return [`- ${writeReference(card, inner)}`, ...fields.map(indent)];
      });
    if (field.type === 'entries') return writeLinkingEntries(field, value as Values[], pointer);
    if (field.type !== 'list') return [];
    const { fields, by } = field;
    const writeEntries = (entries: readonly Values[], inner: string) =>
      entries.flatMap((entry, index) => writeEntry(fields, entry, `${inner}/${index}`));
    if (!by) return writeEntries(value as Values[], pointer);
    return Object.entries(value as Record<string, Values[]>).flatMap(([group, entries]) => {
      const fact = fields[by];
      const title = fact?.type === 'fact' ? writeFact(messages, fact, group) : escapeText(group);
      return [`- ${title}`, ...writeEntries(entries, `${pointer}/${group}`).map(indent)];
    });
  };

  /** What follows a heading: texts as paragraphs, then a list of the other fields, which for a card includes its lists. */
  const writeBody = (kind: Kind, values: Values, pointer: string, withSections: boolean): string[] => {
    const { fields } = definitionOf(kind);
    const paragraphs = Object.keys(filterFields(fields, isParagraph)).filter((name) => values[name] !== undefined);
    const others = filterFields(fields, (field) => !isParagraph(field) && (withSections || !isSection(field)));
    const lines = writeFields(others, values, pointer);
    return [
      ...paragraphs.map((name) => writeText(values[name], `${pointer}/${name}`)),
      ...(lines.length > 0 ? [lines.join('\n')] : []),
    ];
  };

  /** The lists of an item, each with a heading; `more` has the URL of the whole list by JSON Pointer. */
  const writeSections = (kind: Kind, values: Values, more: Readonly<Record<string, string>>): string[] =>
    Object.entries(filterFields(definitionOf(kind).fields, isSection)).flatMap(([name, field]) => {
      const lines = values[name] === undefined ? [] : writeSection(field, values[name], `/${name}`);
      if (lines.length === 0) return [];
      const wholeList = more[`/${name}`];
      return [
        `## ${escapeText(labelOf(messages, name, field))}`,
        lines.join('\n'),
        ...(wholeList ? [link(t('page.more'), wholeList)] : []),
      ];
    });

  return { messages, mark, writeHeading, writeText, writeBody, writeSections };
};
