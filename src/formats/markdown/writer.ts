import { messagesFor } from '../../i18n/messages.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { type Annotations, type Card, languageAt } from '../../model/view.ts';
import { address, linked, plainText } from './text.ts';
import { factText, groupTexts, labelOf } from './values.ts';

type Values = Readonly<Record<string, unknown>>;
type Noted = Pick<Annotations, 'fallbacks' | 'unverified'> & { language: Language };

const isSection = ({ type }: Field) => type === 'list' || type === 'incoming' || type === 'entries';
const isParagraph = (field: Field) => field.type === 'text' && !field.partial;
const indented = (line: string) => `  ${line}`;

/** Writes what readings hold as Markdown, lines and blocks. */
export const writerOf = (noted: Noted) => {
  const words = messagesFor(noted.language);
  const { t, languageName } = words;
  const doubtful = new Set(noted.unverified);

  // A text from another language, and what no source confirms, say so where they stand.
  const marked = (markdown: string, at: string): string => {
    const used = languageAt(noted, at);
    const remarks = [
      ...(used === noted.language ? [] : [t('page.onlyInBriefly', { language: languageName(used) })]),
      ...(doubtful.has(at) ? [t('page.unverified')] : []),
    ];
    return markdown + remarks.map((text) => t('page.aside', { text })).join('');
  };

  const text = (value: unknown, at: string): string =>
    value === null ? plainText(t('page.absent')) : marked(plainText(String(value)), at);
  const reference = ({ name, slug, href }: Card, at: string): string =>
    marked(linked(name ?? slug, href), `${at}/name`);

  const valueText = (name: string, field: Field, value: unknown, at: string): string => {
    switch (field.type) {
      case 'fact':
        return marked(factText(words, name, value, field), at);
      case 'text':
        return field.partial && value !== null ? marked(address(String(value)), at) : text(value, at);
      case 'link':
        return reference(value as Card, at);
      case 'group': {
        const known = groupTexts[name];
        return known ? marked(known.text(words, value as Values), `${at}/${known.said}`) : '';
      }
      default:
        return text(value, at);
    }
  };

  const named = (what: string, value: string): string => t('page.named', { what: plainText(what), value });

  /** One line for each field, and indented below it what it consists of. `within` is the kind or the list they are of. */
  const bullets = (
    fields: Fields,
    values: Values,
    at: string,
    within: string,
    without: readonly string[] = [],
  ): string[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      const value = values[name];
      if (value === undefined || without.includes(name) || (field.type === 'fact' && field.hidden)) return [];
      const label = labelOf(words, name, within);
      const here = `${at}/${name}`;
      const inner = isSection(field)
        ? section(name, field, value, here)
        : field.type === 'group' && !groupTexts[name] && bullets(field.fields, value as Values, here, name);
      if (!inner) return [`- ${named(label, valueText(name, field, value, here))}`];
      return inner.length > 0 ? [`- ${plainText(label)}`, ...inner.map(indented)] : [];
    });

  /** An entry of a list: what it is first of all, and the rest of it below. */
  const entry = (fields: Fields, values: Values, at: string, within: string): string[] => {
    const known = Object.entries(fields).filter(([name]) => values[name] !== undefined);
    const [head] = [
      ...known.filter(([, field]) => isParagraph(field)),
      ...known.filter(([, { type }]) => type === 'link'),
      ...known,
    ];
    if (!head) return [];
    const [name, field] = head;
    const first = `- ${valueText(name, field, values[name], `${at}/${name}`)}`;
    return [first, ...bullets(fields, values, at, within, [name]).map(indented)];
  };

  const entriesLines = (
    field: Extract<Field, { type: 'entries' }>,
    entries: readonly Values[],
    at: string,
  ): string[] => {
    const list = definitionOf(field.kind as Kind).fields[field.list];
    const fields = list?.type === 'list' ? list.fields : {};
    return entries.flatMap((each, index) => {
      const here = `${at}/${index}`;
      const head = `- ${reference(each[field.as] as Card, `${here}/${field.as}`)}`;
      return [head, ...bullets(fields, each, here, field.list).map(indented)];
    });
  };

  /** The lines of a list. */
  const section = (name: string, field: Field, value: unknown, at: string): string[] => {
    if (field.type === 'incoming')
      return (value as Card[]).flatMap((card, index) => {
        const here = `${at}/${index}`;
        const inner = bullets(definitionOf(card.kind).fields, card, here, card.kind, [field.relation]);
        return [`- ${reference(card, here)}`, ...inner.map(indented)];
      });
    if (field.type === 'entries') return entriesLines(field, value as Values[], at);
    if (field.type !== 'list') return [];
    const { fields, by } = field;
    if (!by) return (value as Values[]).flatMap((each, index) => entry(fields, each, `${at}/${index}`, name));
    return Object.entries(value as Record<string, Values[]>).flatMap(([group, entries]) => {
      const fact = fields[by];
      const called = fact?.type === 'fact' ? factText(words, by, group, fact) : plainText(group);
      const lines = entries.flatMap((each, index) => entry(fields, each, `${at}/${group}/${index}`, name));
      return [`- ${called}`, ...lines.map(indented)];
    });
  };

  const only = (fields: Fields, wanted: (field: Field) => boolean): Fields =>
    Object.fromEntries(Object.entries(fields).filter(([, field]) => wanted(field)));

  /** What stands under a title: texts as paragraphs, then a line for each other field; of a card its lists, too. */
  const body = (kind: Kind, values: Values, at: string, lists: boolean): string[] => {
    const { fields } = definitionOf(kind);
    const texts = Object.keys(only(fields, isParagraph)).filter((name) => values[name] !== undefined);
    const others = only(fields, (field) => !isParagraph(field) && (lists || !isSection(field)));
    const lines = bullets(others, values, at, kind);
    return [
      ...texts.map((name) => text(values[name], `${at}/${name}`)),
      ...(lines.length > 0 ? [lines.join('\n')] : []),
    ];
  };

  /** Each list of an item under a heading of its own. */
  const sections = (kind: Kind, values: Values, more: Readonly<Record<string, string>>): string[] =>
    Object.entries(definitionOf(kind).fields).flatMap(([name, field]) => {
      if (!isSection(field) || values[name] === undefined) return [];
      const lines = section(name, field, values[name], `/${name}`);
      if (lines.length === 0) return [];
      const rest = more[`/${name}`];
      return [
        `## ${plainText(labelOf(words, name, kind))}`,
        lines.join('\n'),
        ...(rest ? [linked(t('page.more'), rest)] : []),
      ];
    });

  return { words, text, marked, reference, body, sections };
};
