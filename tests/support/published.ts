import { type Schema, Validator } from '@cfworker/json-schema';
import type { Api } from '../../src/pages/site/docs/openapi.ts';

/** Of an OpenAPI document, what is read here; a part may be a reference to a component. */
interface Part {
  $ref?: string;
}
interface Header extends Part {
  required?: boolean;
  schema?: Schema;
}
interface Response extends Part {
  headers?: Record<string, Header>;
  content?: Record<string, { schema: Schema; examples?: Record<string, Part & { value?: unknown }> }>;
  'x-other-media-types'?: string[];
  'x-problem-codes'?: string[];
}
interface Parameter extends Part {
  name?: string;
  in?: string;
  required?: boolean;
  example?: unknown;
  schema?: Schema;
}
export interface Operation {
  operationId: string;
  tags: string[];
  parameters?: Parameter[];
  security?: Record<string, string[]>[];
  requestBody?: { content: NonNullable<Response['content']> };
  responses: Record<string, Response>;
}
/** The methods that paths have of their own. */
export const methods = ['get', 'put', 'patch', 'delete', 'post'] as const;
type PathItem = Partial<Record<(typeof methods)[number] | 'options', Operation>>;
type Shared = Record<'Everywhere' | 'Elsewhere', { get: Operation; options: Operation }>;
interface Document {
  info: { summary: string; license: { name: string; url: string } };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    headers: Record<string, Header>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
    examples: Record<string, { value?: unknown }>;
    pathItems: Shared;
  };
}

const files = import.meta.glob<Document>('../../public/openapi/*.json', { eager: true, import: 'default' });

/** The OpenAPI document of an API as it is published in a language. */
export const documentOf = (api: Api, language: string): Document => {
  const document = files[`../../public/openapi/${api}.${language}.json`];
  if (!document) throw new Error(`public/openapi/${api}.${language}.json is missing; run: npm run openapi`);
  return document;
};

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Closes a schema again: published schemas of answers allow what may be added later, but nothing is to be added that
 * they do not have.
 */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (key === 'x-extensible-enum') return ['enum', inner];
    if (key !== 'properties' || !isNode(inner)) return [key, closed(inner)];
    return [key, Object.fromEntries(Object.entries(inner).map(([name, each]) => [name, closed(each)]))];
  });
  const isOpen = isNode(value.properties) && value.additionalProperties === undefined && value.$ref === undefined;
  return { ...Object.fromEntries(entries), ...(isOpen && { additionalProperties: false }) };
};

const joinedIn = (language: string): Document => {
  const [reading, editing] = [documentOf('reading', language), documentOf('editing', language)];
  const types = ['schemas', 'headers', 'parameters', 'responses', 'examples'] as const;
  const join = (type: (typeof types)[number]) => ({ ...editing.components[type], ...reading.components[type] });
  return {
    ...reading,
    tags: [...reading.tags, ...editing.tags],
    paths: { ...reading.paths, ...editing.paths },
    components: { ...reading.components, ...Object.fromEntries(types.map((type) => [type, join(type)])) },
  };
};

const joined = new Map<string, Document>();

/** Both OpenAPI documents of a language in one. */
export const publishedIn = (language: string): Document => {
  const document = joined.get(language) ?? joinedIn(language);
  joined.set(language, document);
  return document;
};

/** The documents that answers are compared with; they are the same in every language but for their texts. */
export const published = publishedIn('en');

/** What a reference of a document leads to, or the part itself. */
export const resolve = <P extends Part>(part: P, document: unknown = published): P => {
  if (part.$ref === undefined) return part;
  const found = part.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
  if (!found) throw new Error(`the document has no ${part.$ref}`);
  return found as P;
};

const quote = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
const patternOf = (template: string): RegExp => {
  // A slug of the record ends at the first dot; what follows is the format. `mul` is the language of paths of its own where
  // a format is named, and negotiated like any other where none is.
  const slug = template.startsWith('/editor/') ? '[^/]+' : '[^/.]+';
  const pattern = quote(template)
    .replace('{slug}', slug)
    .replace('{language}', /\.\w+$/.test(template) ? '(?!mul/)[^/]+' : '[^/]+')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
};
// Literal segments go before those that are partly a parameter, and those before parameters (OpenAPI 3.1 §4.8.8).
const rank = (template: string): string =>
  template
    .split('/')
    .map((segment) =>
      segment.includes('{') ? (segment.startsWith('{') && segment.endsWith('}') && !segment.includes('.') ? 2 : 1) : 0,
    )
    .join('');

const templates = Object.entries(published.paths)
  .map(([template, item]) => ({ template, item, pattern: patternOf(template), rank: rank(template) }))
  .sort((one, other) => (one.rank < other.rank ? -1 : 1));

/** The operation that answers a method at a path, and the path's template; `Elsewhere` where no template matches. */
export const operationAt = (method: string, path: string): { template: string; operation: Operation } => {
  const { Everywhere, Elsewhere } = published.components.pathItems;
  // A path with trailing slashes is documented with the one it redirects to.
  const plain = path.replace(/(?<=.)\/+$/, '');
  const { template, item } = templates.find(({ pattern }) => pattern.test(plain)) ?? {
    template: 'elsewhere',
    item: {},
  };
  if (method === 'OPTIONS') return { template, operation: Everywhere.options };
  const own = item[method.toLowerCase() as (typeof methods)[number]];
  // A method that a path does not have is documented with its GET, or with `Elsewhere`.
  return { template, operation: own ?? item.get ?? Elsewhere.get };
};

const reference = /"#\/components\/schemas\/([^"]+)"/g;

/** A schema with those of the document that it refers to, directly or through others. */
const bundled = (schema: Schema): Schema => {
  const { schemas } = published.components;
  const used = new Map<string, Schema>();
  const add = (from: Schema) => {
    for (const [, name = ''] of JSON.stringify(from).matchAll(reference)) {
      const found = schemas[name];
      if (!found || used.has(name)) continue;
      used.set(name, found);
      add(found);
    }
  };
  add(schema);
  const text = JSON.stringify(closed({ ...schema, $defs: Object.fromEntries(used) }));
  return JSON.parse(text.replaceAll('"#/components/schemas/', '"#/$defs/')) as Schema;
};

const validators = new Map<string, Validator>();

/** What is wrong with a value by a schema of the document, one line each: where, and what. */
export const faultsIn = (value: unknown, schema: Schema): string[] => {
  const key = JSON.stringify(schema);
  const validator = validators.get(key) ?? new Validator(bundled(schema), '2020-12', false);
  validators.set(key, validator);
  const { errors } = validator.validate(value);
  // An error is repeated at everything around it; the innermost says what it is.
  const innermost = errors.filter(
    ({ instanceLocation: here }) => !errors.some(({ instanceLocation: there }) => there.startsWith(`${here}/`)),
  );
  return [...new Set(innermost.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`))];
};
