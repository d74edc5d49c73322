import source from '../../../node_modules/schema-dts/dist/schema.d.ts?raw';

/** A type of schema.org, from the declarations of the package schema-dts. */
interface Declaration {
  parents: string[];
  properties: Map<string, string[]>;
}

const declarations = new Map<string, Declaration>();
for (const [, name = '', parents = '', body = ''] of source.matchAll(
  /interface (\w+) extends ([^{]+) ?\{\n([\s\S]*?)^\}/gm,
)) {
  const properties = [...body.matchAll(/^ {4}"(\w+)"\??: SchemaValue<(.+), "\w+">;$/gm)];
  declarations.set(name, {
    parents: parents.split(',').map((parent) => parent.trim()),
    properties: new Map(properties.map(([, property = '', range = '']) => [property, range.split(' | ')])),
  });
}
if (declarations.size < 1000) throw new Error(`only ${declarations.size} declarations were read`);

/** The declarations of a type and of all types it extends. */
const lineage = (name: string): Declaration[] => {
  const own = declarations.get(name);
  return own ? [own, ...own.parents.flatMap(lineage)] : [];
};

// The declaration of a type is `…Leaf`, except for generic ones (Role).
const leafOf = (type: string) => (declarations.has(`${type}Leaf`) ? `${type}Leaf` : `${type}Base`);

const ancestors = (type: string): Set<string> => {
  const names = (name: string): string[] => [name, ...(declarations.get(name)?.parents.flatMap(names) ?? [])];
  return new Set([type, ...names(leafOf(type)).map((name) => name.replace(/(?:Base|Leaf)$/, ''))]);
};

/** The names of all properties. */
export const everyProperty = new Set([...declarations.values()].flatMap(({ properties }) => [...properties.keys()]));
/** The names of all types. */
export const everyType = new Set([...declarations.keys()].map((name) => name.replace(/(?:Base|Leaf)$/, '')));

/** The types that a property of a type may have; undefined if the type has no such property. */
export const rangeOf = (type: string, property: string): string[] | undefined => {
  const ranges = lineage(leafOf(type)).flatMap(({ properties }) => properties.get(property) ?? []);
  // A Role also has the property that it is the value of (https://schema.org/Role).
  if (ranges.length === 0 && type === 'Role')
    return [...declarations.values()].flatMap(({ properties }) => properties.get(property) ?? []);
  return ranges.length > 0 ? ranges : undefined;
};

/** Whether a thing of a type may be the value of a property with these types. */
export const fits = (type: string, range: readonly string[]): boolean =>
  type === 'Role' || range.some((each) => ancestors(type).has(each));
