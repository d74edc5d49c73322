import type { Node } from './builder.ts';
import { collectRefs } from './references.ts';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const mapValues = (node: Node, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(value)]));

/**
 * Allows in a schema what may be added later: further members of every object, and further values of every list of
 * codes, whose known ones are then in `x-extensible-enum`.
 */
const openSchema = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(openSchema);
  if (!isNode(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !(key === 'additionalProperties' && inner === false));
  return Object.fromEntries(
    kept.map(([key, inner]) => {
      if (key === 'enum') return ['x-extensible-enum', inner];
      // The keys of `properties` are names, which may be those of keywords.
      return [key, key === 'properties' && isNode(inner) ? mapValues(inner, openSchema) : openSchema(inner)];
    }),
  );
};

const openContents = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(openContents);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'schema' ? openSchema(inner) : openContents(inner)]),
  );
};

const openResponses = (operation: Node): Node => ({ ...operation, responses: openContents(operation.responses) });

/**
 * Opens the schemas of all responses for what may be added later. Those of requests stay closed: what the service does
 * not know, it refuses. A schema that both use is open.
 */
export const openAnswers = (
  paths: Node,
  components: Readonly<Record<string, Node>>,
): { paths: Node; components: Readonly<Record<string, Node>> } => {
  const operations = Object.values(paths).flatMap((item) => Object.values(item as Node) as Node[]);
  const answers = collectRefs(
    components,
    operations.map(({ responses }) => responses),
  );
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => {
    return [name, answers.has(`#/components/schemas/${name}`) ? openSchema(schema) : schema];
  });
  return {
    paths: mapValues(paths, (item) => mapValues(item as Node, (operation) => openResponses(operation as Node))),
    components: {
      ...components,
      responses: openContents(components.responses) as Node,
      schemas: Object.fromEntries(schemas),
    },
  };
};
