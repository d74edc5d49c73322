import type { Node } from './builder.ts';

const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [inner as string] : refsIn(inner)));

/** Collects the references in a part of the document and in the components that it refers to. */
const collectRefs = (
  components: Readonly<Record<string, Node>>,
  part: unknown,
  refs = new Set<string>(),
): Set<string> => {
  for (const ref of refsIn(part)) {
    if (refs.has(ref)) continue;
    refs.add(ref);
    const [type = '', name = ''] = ref.split('/').slice(-2);
    collectRefs(components, components[type]?.[name], refs);
  }
  return refs;
};

/**
 * Assigns each schema to the chapter of the API reference that shows it (`x-chapter`): the tag that its name begins with,
 * or the only tag whose operations use it. Schemas that several tags use have none: the overview shows them.
 */
export const assignChapters = (
  components: Readonly<Record<string, Node>>,
  paths: Node,
  tags: readonly string[],
): Readonly<Record<string, Node>> => {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods as Node)) as { tags: string[] }[];
  const usages = tags.map((tag) => ({
    tag,
    refs: collectRefs(
      components,
      operations.filter((operation) => operation.tags.includes(tag)),
    ),
  }));
  const chapterOf = (schema: string): string | undefined => {
    const users = usages.filter(({ refs }) => refs.has(`#/components/schemas/${schema}`));
    return tags.find((tag) => schema.toLowerCase().startsWith(tag)) ?? (users.length === 1 ? users[0]?.tag : undefined);
  };
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => {
    const chapter = chapterOf(name);
    return [name, { ...(schema as Node), ...(chapter && { 'x-chapter': chapter }) }];
  });
  return { ...components, schemas: Object.fromEntries(schemas) };
};
