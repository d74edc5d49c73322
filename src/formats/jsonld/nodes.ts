import { messagesFor } from '../../i18n/messages.ts';
import { codeLabel } from '../../i18n/values.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Property, Role, SchemaOrg } from '../../kinds/schema-org.ts';
import { identifierOf } from '../../model/edition.ts';
import { type Annotations, dependencyLookup, type ItemReference, languageAt, type Urls } from '../../model/view.ts';
import type { AnnotatedView } from '../annotations.ts';

type Node = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

/** The values of an item, or of an entry of one of its lists. */
interface Subject {
  values: Values;
  /** Their fields; none for the entries that become a Role. */
  fields: Fields;
  /** The JSON Pointer of the values in the view. */
  pointer: string;
  /** The item that they belong to. */
  item: Pick<Subject, 'values' | 'pointer'>;
}

/** Returns a function that writes a card or an item as a node of schema.org, with its JSON Pointer in the view. */
export const createNodeWriter = (view: AnnotatedView & Pick<Annotations, 'dependencies'>, { origin }: Urls) => {
  const dependencyOf = dependencyLookup(view);
  const unverified = new Set(view.unverified);

  // Each string has the language it is really in (JSON-LD 1.1 §4.2.4).
  const languageString = (text: unknown, pointer: string) =>
    typeof text === 'string' ? { '@value': text, '@language': languageAt(view, pointer) } : undefined;

  const { language } = view;
  const messages = messagesFor(language);
  const nameOf = ({ name }: ItemReference, pointer: string) => languageString(name, `${pointer}/name`);

  // A name and a type that no source confirms are given, since nodes need them, with a statement of that beside them.
  const doubtOf = (kind: Kind, pointer: string) => {
    const statements = [
      ...(unverified.has(`${pointer}/name`) ? [messages.t('feed.unverifiedName')] : []),
      ...(unverified.has(`${pointer}/kind`) ? [messages.t('feed.unverifiedKind', { context: kind })] : []),
    ].map((text) => ({ '@value': text, '@language': language }));
    return statements.length > 0 && { disambiguatingDescription: statements.length > 1 ? statements : statements[0] };
  };

  const writeNode = (card: ItemReference, pointer: string, values: Values = card): Node => {
    const { schemaOrg, fields } = definitionOf(card.kind);
    const name = nameOf(card, pointer);
    // A thing with a page of its own (a ministry, a document) has that as its URL.
    const hasOwnPage = Object.values(schemaOrg.fields).flat().includes('url');
    return {
      '@type': schemaOrg.type,
      '@id': identifierOf(origin, dependencyOf(card).id),
      ...(name && { name }),
      ...(name && schemaOrg.type === 'Role' && { roleName: name }),
      ...(name && doubtOf(card.kind, pointer)),
      ...(!hasOwnPage && { url: `${origin}/${language}/${card.kind}/${card.slug}.html` }),
      ...(schemaOrg.type === 'DefinedTerm' && { inDefinedTermSet: `${origin}/${card.kind}` }),
      ...propertiesOf(schemaOrg, { values, fields, pointer, item: { values, pointer } }),
    };
  };

  /** A Role (https://schema.org/Role) between a property and its value; nothing if the entry has no such value. */
  const writeRole = (
    property: string,
    { to, office, within, on, at }: Role,
    { values, pointer, item }: Omit<Subject, 'fields'>,
  ): Node[] => {
    const holder = values[to] as ItemReference | undefined;
    if (!holder) return [];
    const officeCard = values[office] as ItemReference | undefined;
    const roleName = officeCard && nameOf(officeCard, `${pointer}/${office}`);
    const day = on && !unverified.has(`${item.pointer}/${on}`) ? item.values[on] : undefined;
    const days = day !== undefined && { startDate: day, endDate: day };
    const meeting = at === undefined ? undefined : (values[at] as ItemReference | undefined);
    const inner = { to: within ?? '', office, ...(on && { on }) };
    const [memberOf] = within ? writeRole('memberOf', inner, { values, pointer, item }) : [];
    return [
      {
        '@type': 'Role',
        ...(roleName && { roleName, ...doubtOf(officeCard.kind, `${pointer}/${office}`) }),
        ...days,
        // An office without a day would read as held today: the meeting says when.
        ...(meeting && { subjectOf: writeNode(meeting, `${pointer}/${at}`) }),
        [property]: { ...writeNode(holder, `${pointer}/${to}`), ...(memberOf && { memberOf }) },
      },
    ];
  };

  const writeValue = (value: unknown, field: Field | undefined, pointer: string): unknown[] => {
    if (field?.type === 'link') return [writeNode(value as ItemReference, pointer)];
    if (field?.type === 'incoming')
      return (value as ItemReference[]).map((card, index) => writeNode(card, `${pointer}/${index}`));
    const isText = (field?.type === 'text' && !field.partial) || field?.type === 'name';
    const written = isText ? languageString(value, pointer) : value;
    return written === undefined || written === null ? [] : [written];
  };

  /** The entries of a list, or of the lists of an object, each with its pointer. */
  const entriesOf = (value: unknown, pointer: string): [entry: Values, pointer: string][] =>
    Array.isArray(value)
      ? value.map((entry, index) => [entry, `${pointer}/${index}`])
      : Object.entries(value as object).flatMap(([group, entries]) => entriesOf(entries, `${pointer}/${group}`));

  const writeProperty = (
    property: Property,
    value: unknown,
    field: Field | undefined,
    item: Subject['item'],
    pointer: string,
  ): [name: string, values: unknown[]] => {
    // Other names are texts with a language, all in one form; that of an abbreviation no fact states.
    if (property === 'alternateName') return [property, [{ '@value': value, '@language': 'und' }]];
    if (typeof property === 'string') return [property, writeValue(value, field, pointer)];
    const { property: name } = property;
    if ('members' in property) return [name, [property.members[String(value)]]];
    if ('types' in property) {
      const type = property.types[String(value)];
      const label = codeLabel(messages, (field?.type === 'fact' && field.codeList) || '', String(value));
      return [name, type ? [{ '@type': type, name: { '@value': label, '@language': language } }] : []];
    }
    const entries = entriesOf(value, pointer);
    if ('role' in property)
      return [
        name,
        entries.flatMap(([values, entryPointer]) =>
          writeRole(name, property.role, { values, pointer: entryPointer, item }),
        ),
      ];
    const { thing } = property;
    const fields = field?.type === 'list' ? field.fields : {};
    return [
      name,
      entries.map(([values, entryPointer]) => ({
        '@type': thing.type,
        ...propertiesOf(thing, { values, fields, pointer: entryPointer, item }),
      })),
    ];
  };

  const propertiesOf = ({ fields: mapping }: SchemaOrg, subject: Subject): Record<string, unknown> => {
    const written: Record<string, unknown[]> = {};
    for (const [path, properties] of Object.entries(mapping)) {
      const [name = '', inner] = path.split('.');
      const outerField = subject.fields[name];
      const field = inner && outerField?.type === 'group' ? outerField.fields[inner] : outerField;
      const outer = subject.values[name];
      const value = inner ? (outer as Values | undefined)?.[inner] : outer;
      const pointer = `${subject.pointer}/${path.replace('.', '/')}`;
      // schema.org has no term for "unverified": such values are left out.
      if (value === undefined || value === null || unverified.has(pointer)) continue;
      for (const property of [properties].flat() as Property[]) {
        const [term, values] = writeProperty(property, value, field, subject.item, pointer);
        written[term] = [...(written[term] ?? []), ...values];
      }
    }
    const entries = Object.entries(written).filter(([, values]) => values.length > 0);
    return Object.fromEntries(entries.map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
  };

  return writeNode;
};
