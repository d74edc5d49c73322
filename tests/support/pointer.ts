/** What a JSON Pointer (RFC 6901) leads to in a document; undefined where it leads to nothing. */
export const at = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      document,
    );

/** Every reference in a document, at whatever depth: `{kind, slug, name, href}` and what a card adds to it. */
export const referencesIn = (value: unknown): { kind: string; slug: string; name: string | null; href: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(referencesIn);
  const isReference = ['kind', 'slug', 'name', 'href'].every((key) => Object.hasOwn(value, key));
  return isReference ? [value as ReturnType<typeof referencesIn>[number], ...inside] : inside;
};

/** Returns a copy of a document in which a JSON Pointer leads to a value; what is missing on the way is made. */
export const set = <Document extends object>(document: Document, pointer: string, value: unknown): Document => {
  const parts = pointer.split('/').slice(1);
  const last = parts.pop() ?? '';
  const copy = structuredClone(document);
  let inner = copy as Record<string, unknown>;
  for (const part of parts) {
    inner[part] ??= {};
    inner = inner[part] as Record<string, unknown>;
  }
  inner[last] = value;
  return copy;
};
