import { kinds } from '../../../kinds/index.ts';
import type { Language } from '../../../languages.ts';

/** What there is an OpenAPI document of: reading, which anyone may, and editing. */
export const apis = ['reading', 'editing'] as const;
export type Api = (typeof apis)[number];

/** The path of a document; its language is negotiated, or in front. */
export const documentPath = (api: Api): string => (api === 'reading' ? '/openapi.json' : '/openapi-editing.json');

/** The chapters about the editor's API: lists, an item until it is published, one that is live, and all items. */
export const editorChapters = ['editor-lists', 'editor', 'editor-live', 'editor-all'] as const;
export type EditorChapter = (typeof editorChapters)[number];

/** The chapters of the API reference: the tags of the documents. */
export const chapters = [...kinds, 'embeds', 'service', 'pages', ...editorChapters] as const;

/** A JSON Schema 2020-12, as far as the API reference shows it. */
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
  /** The known values of what may have others later. */
  'x-extensible-enum'?: readonly unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  /** The chapter that shows it; the overview if there is none. */
  'x-chapter'?: string;
  /** The schema that has most of its fields, in the same chapter: what is the same in both is shown there. */
  'x-like'?: string;
}

/** A component or a reference to it. */
type OrReference<Component> = Component | { $ref: string };

export interface Example {
  value: unknown;
}

type Content = Readonly<Record<string, { schema: Schema; examples?: Readonly<Record<string, OrReference<Example>>> }>>;

/** A request of the API: its path with its query, its header fields, and its body as a value of JSON. */
export interface ExampleRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}

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

export interface ResponseObject {
  description: string;
  headers?: Readonly<Record<string, OrReference<Header>>>;
  content?: Content;
  /** What `Accept` or a parameter may choose instead of the media type of `content`. */
  'x-other-media-types'?: readonly string[];
}

export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters?: readonly OrReference<Parameter>[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, OrReference<ResponseObject>>>;
  security?: readonly unknown[];
  /** A request that was sent, and whose answer is the example of the response; its body is that of the request body. */
  'x-example-request'?: Omit<ExampleRequest, 'body'>;
  /** The texts that all forms of its URL share, and the text about this form. */
  'x-forms'?: { summary: string; description: string; form: string };
}

export interface Tag {
  name: string;
  description: string;
  'x-displayName': string;
}

/** An OpenAPI 3.1 document (`/openapi.json`), as far as the API reference shows it. */
export interface Document {
  info: { summary: string; description: string };
  externalDocs?: { description: string; url: string };
  tags: readonly Tag[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: {
    schemas: Readonly<Record<string, Schema>>;
    headers: Readonly<Record<string, Header>>;
    securitySchemes?: Readonly<Record<string, { name?: string; description: string }>>;
  } & Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
}

/** Joins the documents of all APIs to the one that the API reference shows; what they share is the same in each. */
export const joinDocuments = ([first, ...others]: readonly [Document, ...Document[]]): Document =>
  others.reduce(
    (joined, { info, tags, paths, components }) => ({
      info: { ...joined.info, description: `${joined.info.description}\n\n${info.description}` },
      tags: [...joined.tags, ...tags],
      paths: { ...joined.paths, ...paths },
      components: Object.assign(
        { ...joined.components },
        ...Object.entries(components).map(([type, all]) => ({ [type]: { ...all, ...joined.components[type] } })),
      ),
    }),
    first,
  );

/** The name of the component in a reference: the last segment. */
export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** Resolves a reference; returns a component as it is. */
export const resolveRef = <Component extends object>(
  { components }: Document,
  part: OrReference<Component>,
): Component => {
  if (!('$ref' in part)) return part;
  const [type = ''] = part.$ref.split('/').slice(-2);
  return components[type]?.[refName(part.$ref)] as Component;
};

/** An operation at one form of its URL. */
export interface OperationAtPath {
  method: string;
  path: string;
  operation: Operation;
}

/** The operations that differ only in the form of their URL. */
export interface OperationGroup {
  summary: string;
  description: string;
  operations: readonly OperationAtPath[];
}

/** The operations of a chapter, grouped by what they do, in the order of the document. */
export const operationGroups = ({ paths }: Document, tag: string): OperationGroup[] => {
  const groups = new Map<string, OperationGroup & { operations: OperationAtPath[] }>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation.tags.includes(tag)) continue;
      const { summary, description } = operation['x-forms'] ?? operation;
      const group = groups.get(summary) ?? { summary, description, operations: [] };
      group.operations.push({ method, path, operation });
      groups.set(summary, group);
    }
  return [...groups.values()];
};

/** The names of the schemas that a chapter shows; without one, those of the overview. */
export const schemaNames = ({ components: { schemas } }: Document, chapter?: string): string[] =>
  Object.keys(schemas).filter((name) => schemas[name]?.['x-chapter'] === chapter);

/** Returns the link to a schema by its name. */
export type SchemaHref = (schema: string) => string;

/** Links to schemas from the page of a chapter, or from the overview. */
export const schemaHrefs =
  (language: Language, { components: { schemas } }: Document, currentChapter?: string): SchemaHref =>
  (schema) => {
    const chapter = schemas[schema]?.['x-chapter'];
    const page = chapter === currentChapter ? '' : `/${language}/docs${chapter ? `/${chapter}` : ''}`;
    return `${page}#schema-${schema}`;
  };
