import { kinds } from '../../../kinds/index.ts';
import type { Language } from '../../../languages.ts';

/** The chapters of the reference, which are the tags of the document: one for each kind, and those for the rest. */
export const chapters = [...kinds, 'embeds', 'service', 'editor', 'editor-live', 'editor-all'] as const;

/** A schema, JSON Schema 2020-12, as far as the reference shows it. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: readonly Schema[];
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  /** In which chapter it is told of: none where several use it. */
  'x-chapter'?: string;
}

/** Where a component may stand itself or be referred to. */
type Or<Component> = Component | { $ref: string };

type Content = Readonly<Record<string, { schema: Schema; examples?: Readonly<Record<string, unknown>> }>>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  schema: Schema;
  required?: boolean;
  example?: unknown;
}

export interface Header {
  description: string;
  required?: boolean;
}

export interface Answer {
  description: string;
  headers?: Readonly<Record<string, Or<Header>>>;
  content?: Content;
}

export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters?: readonly Or<Parameter>[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, Or<Answer>>>;
  security?: readonly unknown[];
  /** What it is in all the forms of its URL, and what it is in this one. */
  'x-forms'?: { summary: string; description: string; form: string };
}

export interface Tag {
  name: string;
  description: string;
  'x-displayName': string;
}

/** The API as OpenAPI 3.1 tells it (`/openapi.json`), as far as the reference shows it. */
export interface Document {
  info: { summary: string; description: string };
  tags: readonly Tag[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: {
    schemas: Readonly<Record<string, Schema>>;
    headers: Readonly<Record<string, Header>>;
    securitySchemes: Readonly<Record<string, { name: string; description: string }>>;
  } & Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The name of the component that a reference names. */
export const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** A component, found by its reference where it does not stand there itself. */
export const resolveRef = <Component extends object>({ components }: Document, part: Or<Component>): Component => {
  if (!('$ref' in part)) return part;
  const [shelf = ''] = part.$ref.split('/').slice(-2);
  return components[shelf]?.[nameOf(part.$ref)] as Component;
};

/** An operation at one form of its URL. */
export interface OperationAtPath {
  method: string;
  path: string;
  operation: Operation;
}

/** What can be done at one or several forms of a URL, as one. */
export interface Group {
  summary: string;
  description: string;
  placed: readonly OperationAtPath[];
}

/** The operations of a chapter, those that differ in the form of their URL alone together. */
export const groupsOf = ({ paths }: Document, tag: string): Group[] => {
  const groups = new Map<string, Group & { placed: OperationAtPath[] }>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation.tags.includes(tag)) continue;
      const { summary, description } = operation['x-forms'] ?? operation;
      const group = groups.get(summary) ?? { summary, description, placed: [] };
      group.placed.push({ method, path, operation });
      groups.set(summary, group);
    }
  return [...groups.values()];
};

/** The schemas that a chapter tells of, or the first page. */
export const schemasIn = ({ components: { schemas } }: Document, chapter?: string): string[] =>
  Object.keys(schemas).filter((name) => schemas[name]?.['x-chapter'] === chapter);

/** Where the reference tells of a schema, by its name: a link. */
export type SchemaHref = (schema: string) => string;

/** Where each schema is told of, as a link from a page: in the chapter it belongs to, or on the first page. */
export const schemaHrefs =
  (language: Language, { components: { schemas } }: Document, here?: string): SchemaHref =>
  (schema) => {
    const home = schemas[schema]?.['x-chapter'];
    const page = home === here ? '' : `/${language}/docs${home ? `/${home}` : ''}`;
    return `${page}#schema-${schema}`;
  };
