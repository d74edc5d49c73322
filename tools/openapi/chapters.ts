import type { Node } from './builder.ts';

const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, each]) => (key === '$ref' ? [each as string] : refsIn(each)));

/** All that something refers to, at whatever depth. */
const reached = (components: Readonly<Record<string, Node>>, part: unknown, known = new Set<string>()): Set<string> => {
  for (const ref of refsIn(part)) {
    if (known.has(ref)) continue;
    known.add(ref);
    const [shelf = '', name = ''] = ref.split('/').slice(-2);
    reached(components, components[shelf]?.[name], known);
  }
  return known;
};

/**
 * Says of each schema in which chapter of the reference it is told of (`x-chapter`): in that of the tag that its name
 * begins with, or of the one tag that uses it. A schema that several use has none: it is told of once, on the first page.
 */
export const inChapters = (
  components: Readonly<Record<string, Node>>,
  paths: Node,
  tags: readonly string[],
): Readonly<Record<string, Node>> => {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods as Node)) as { tags: string[] }[];
  const users = tags.map((tag) => {
    const own = operations.filter((operation) => operation.tags.includes(tag));
    return { tag, refs: reached(components, own) };
  });
  const chapterOf = (schema: string): string | undefined => {
    const using = users.filter(({ refs }) => refs.has(`#/components/schemas/${schema}`));
    return tags.find((tag) => schema.toLowerCase().startsWith(tag)) ?? (using.length === 1 ? using[0]?.tag : undefined);
  };
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => {
    const chapter = chapterOf(name);
    return [name, { ...(schema as Node), ...(chapter && { 'x-chapter': chapter }) }];
  });
  return { ...components, schemas: Object.fromEntries(schemas) };
};
