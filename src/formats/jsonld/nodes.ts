import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf } from '../../kinds/index.ts';
import type { Property, Role, SchemaOrg } from '../../kinds/schema-org.ts';
import type { Urls } from '../../model/view.ts';
import { type Card, type CollectionView, languageAt } from '../../model/view.ts';
import { withUnverifiedMark } from '../annotations.ts';

type Node = Readonly<Record<string, unknown>>;
type Noted = Pick<CollectionView, 'language' | 'fallbacks' | 'unverified'>;

/** Values of an item or an entry: what they are, where they stand, and what they stand in. */
interface Values {
  values: Readonly<Record<string, unknown>>;
  /** Their fields, where a definition says them. */
  fields: Fields;
  at: string;
  item: Pick<Values, 'values' | 'at'>;
}

/** Writes what readings hold as nodes of schema.org. */
export const writerOf = (noted: Noted, { origin }: Urls) => {
  const doubtful = new Set(noted.unverified);

  // A text says which language it really is in (JSON-LD 1.1 §4.2.4).
  const tagged = (text: unknown, pointer: string) =>
    typeof text === 'string' ? { '@value': text, '@language': languageAt(noted, pointer) } : undefined;

  // A thing is called something even where no source confirms it: then the name says so, as on pages.
  const nameOf = ({ name }: Card, at: string) =>
    name === null ? undefined : tagged(withUnverifiedMark(noted, name, `${at}/name`), `${at}/name`);

  const nodeOf = (card: Card, at: string, inner: Readonly<Record<string, unknown>> = card): Node => {
    const { schemaOrg, fields } = definitionOf(card.kind);
    const name = nameOf(card, at);
    return {
      '@type': schemaOrg.type,
      '@id': `${origin}/${card.kind}/${card.slug}`,
      ...(name && { name }),
      ...(name && schemaOrg.type === 'Role' && { roleName: name }),
      ...(schemaOrg.type === 'DefinedTerm' && { inDefinedTermSet: `${origin}/${card.kind}` }),
      ...propertiesOf(schemaOrg, { values: inner, fields, at, item: { values: inner, at } }),
    };
  };

  const roleOf = (property: string, { to, office, within, on }: Role, { values, at, item }: Values): Node[] => {
    const holder = values[to] as Card | undefined;
    if (!holder) return [];
    const held = values[office] as Card | undefined;
    const roleName = held && nameOf(held, `${at}/${office}`);
    const day = on && !doubtful.has(`${item.at}/${on}`) ? item.values[on] : undefined;
    const [belonging] = within ? roleOf('memberOf', { to: within, office }, { values, at, item, fields: {} }) : [];
    return [
      {
        '@type': 'Role',
        ...(roleName && { roleName }),
        ...(day !== undefined && { startDate: day, endDate: day }),
        [property]: { ...nodeOf(holder, `${at}/${to}`), ...(belonging && { memberOf: belonging }) },
      },
    ];
  };

  const written = (value: unknown, field: Field | undefined, at: string): unknown[] => {
    if (field?.type === 'link') return [nodeOf(value as Card, at)];
    if (field?.type === 'incoming') return (value as Card[]).map((card, index) => nodeOf(card, `${at}/${index}`));
    const words = (field?.type === 'text' && !field.partial) || field?.type === 'name';
    const said = words ? tagged(value, at) : value;
    return said === undefined || said === null ? [] : [said];
  };

  const entriesOf = (value: unknown, at: string): [entry: Readonly<Record<string, unknown>>, at: string][] =>
    Array.isArray(value)
      ? value.map((entry, index) => [entry, `${at}/${index}`])
      : Object.entries(value as object).flatMap(([group, entries]) => entriesOf(entries, `${at}/${group}`));

  const say = (
    property: Property,
    value: unknown,
    field: Field | undefined,
    from: Values,
    at: string,
  ): [string, unknown[]] => {
    if (typeof property === 'string') return [property, written(value, field, at)];
    const { property: name } = property;
    if ('members' in property) return [name, [property.members[String(value)]]];
    const { item } = from;
    const entries = entriesOf(value, at);
    if ('role' in property)
      return [
        name,
        entries.flatMap(([values, here]) => roleOf(name, property.role, { values, fields: {}, at: here, item })),
      ];
    const { thing } = property;
    const fields = field?.type === 'list' ? field.fields : {};
    return [
      name,
      entries.map(([values, here]) => ({
        '@type': thing.type,
        ...propertiesOf(thing, { values, fields, at: here, item }),
      })),
    ];
  };

  const propertiesOf = ({ fields: known }: SchemaOrg, from: Values): Record<string, unknown> => {
    const said: Record<string, unknown[]> = {};
    for (const [path, properties] of Object.entries(known)) {
      const [name = '', inner] = path.split('.');
      const outer = from.fields[name];
      const field = inner && outer?.type === 'group' ? outer.fields[inner] : outer;
      const whole = from.values[name];
      const value = inner ? (whole as Record<string, unknown> | undefined)?.[inner] : whole;
      const at = `${from.at}/${path.replace('.', '/')}`;
      // There is no word for a doubt: what no source confirms is not said at all.
      if (value === undefined || value === null || doubtful.has(at)) continue;
      for (const property of [properties].flat() as Property[]) {
        const [as, values] = say(property, value, field, from, at);
        said[as] = [...(said[as] ?? []), ...values];
      }
    }
    const entries = Object.entries(said).filter(([, values]) => values.length > 0);
    return Object.fromEntries(entries.map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
  };

  return { nodeOf };
};
