import { chapters } from '../../src/pages/site/docs/openapi.ts';
import type { Node } from './builder.ts';
import { collectRefs } from './references.ts';

/**
 * Assigns each schema to the chapter of the API reference that shows it (`x-chapter`): the one that its name begins
 * with, or that of the only tag whose operations use it. Schemas that several tags use have none: the overview shows them.
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
    return (
      chapters.find((tag) => schema.toLowerCase().startsWith(tag)) ?? (users.length === 1 ? users[0]?.tag : undefined)
    );
  };
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => {
    const chapter = chapterOf(name);
    return [name, { ...(schema as Node), ...(chapter && { 'x-chapter': chapter }) }];
  });
  return { ...components, schemas: Object.fromEntries(schemas) };
};
