import source from '../../../node_modules/schema-dts/dist/schema.d.ts?raw';

// The vocabulary of schema.org as the package schema-dts publishes it: a declaration for each type, with its own
// properties, what it extends, and what each property may be.
interface Declared {
  parents: string[];
  properties: Map<string, string[]>;
}

const declared = new Map<string, Declared>();
for (const [, name = '', parents = '', body = ''] of source.matchAll(
  /interface (\w+) extends ([^{]+) ?\{\n([\s\S]*?)^\}/gm,
)) {
  const properties = [...body.matchAll(/^ {4}"(\w+)"\??: SchemaValue<(.+), "\w+">;$/gm)];
  declared.set(name, {
    parents: parents.split(',').map((parent) => parent.trim()),
    properties: new Map(properties.map(([, property = '', range = '']) => [property, range.split(' | ')])),
  });
}
if (declared.size < 1000) throw new Error(`only ${declared.size} declarations were read`);

/** The declarations that a type consists of. */
const lineage = (name: string): Declared[] => {
  const own = declared.get(name);
  return own ? [own, ...own.parents.flatMap(lineage)] : [];
};

// A type has a leaf, but for Role and its like, which are generic there.
const leafOf = (type: string) => (declared.has(`${type}Leaf`) ? `${type}Leaf` : `${type}Base`);

const ancestors = (type: string): Set<string> => {
  const names = (name: string): string[] => [name, ...(declared.get(name)?.parents.flatMap(names) ?? [])];
  return new Set([type, ...names(leafOf(type)).map((name) => name.replace(/(?:Base|Leaf)$/, ''))]);
};

/** Every property there is. */
export const everyProperty = new Set([...declared.values()].flatMap(({ properties }) => [...properties.keys()]));
/** Every type there is. */
export const everyType = new Set([...declared.keys()].map((name) => name.replace(/(?:Base|Leaf)$/, '')));

/** What a property of a type may be; undefined where the type has no such property. */
export const rangeOf = (type: string, property: string): string[] | undefined => {
  const ranges = lineage(leafOf(type)).flatMap(({ properties }) => properties.get(property) ?? []);
  // A Role has the property that led to it, too (https://schema.org/Role).
  if (ranges.length === 0 && type === 'Role')
    return [...declared.values()].flatMap(({ properties }) => properties.get(property) ?? []);
  return ranges.length > 0 ? ranges : undefined;
};

/** Whether a thing of a type may be the value of a property with such a range. */
export const fits = (type: string, range: readonly string[]): boolean =>
  type === 'Role' || range.some((each) => ancestors(type).has(each));
