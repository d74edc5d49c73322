import type { Node } from './builder.ts';

const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [inner as string] : refsIn(inner)));

/** Collects the references in a part of the document and in the components that it refers to. */
export const collectRefs = (
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
