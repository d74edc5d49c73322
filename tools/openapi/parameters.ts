import * as z from 'zod';
import type { Format } from '../../src/formats/format.ts';
import { type Parameter, parametersOf } from '../../src/http/query-parameters.ts';
import { maxPageSize, pageSize } from '../../src/kinds/definition.ts';
import type { Kind } from '../../src/kinds/index.ts';
import { slug } from '../../src/kinds/value-schemas.ts';
import { type AnswerLanguage, languageTags, multilingual } from '../../src/languages.ts';
import { chapters } from '../../src/pages/site/docs/openapi.ts';
import { problemCodes } from '../../src/problem-codes.ts';
import type { ViewType } from '../../src/url.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { interpolate, type UrlForm } from './messages.ts';
import { isByAccept, type RecordPath } from './record-path.ts';
import { enumerationList, toJsonSchema } from './schemas.ts';

/** The schema of a language. */
export const languageSchema = z.enum(languageTags).meta({ id: 'Language' });

const pathParameter = (
  builder: DocumentBuilder,
  name: 'language' | 'code' | 'chapter' | 'operation',
  schema: Node,
): Node =>
  builder.share('parameters', name, () => ({
    name,
    in: 'path',
    required: true,
    description: builder.message('parameters', name),
    ...schema,
  }));

/** The `{language}` of a path. */
export const languageParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'language', { schema: { type: 'string', enum: languageTags }, example: builder.language });

/** The `{code}` of a path: a problem code. */
export const codeParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'code', { schema: { type: 'string', enum: problemCodes }, example: 'not-found' });

/** The `{chapter}` of a path: a tag of the document. */
export const chapterParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'chapter', { schema: { type: 'string', enum: chapters }, example: 'actions' });

// The names of components are part of the published document.
const viewNames: Readonly<Record<ViewType, string>> = {
  item: 'item',
  collection: 'page',
  recentChanges: 'changes',
  table: 'table',
};

/** The name of a type of view in the names of components. */
export const viewNameOf = (viewType: ViewType): string => viewNames[viewType];

/** The `{operation}` of a path: the `operationId` of the first operation of a section. */
export const operationParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'operation', { schema: { type: 'string' }, example: 'readActionsJson' });

// Where not every item has the format, the example of the kind may be one that has not.
const slugParameter = (builder: DocumentBuilder, kind: Kind, { extension, hasItem }: Format): Node =>
  builder.share('parameters', `slug.${kind}${hasItem ? `.${extension}` : ''}`, () => ({
    name: 'slug',
    in: 'path',
    required: true,
    description: interpolate(builder.message('parameters', 'slug'), builder.messages.kinds[kind]),
    schema: toJsonSchema(slug()),
    ...(!hasItem && { example: builder.slugs[kind] }),
  }));

/** The schemas of parameters that are numbers; the ones that validate queries are schemas of strings. */
const numberSchemas: Readonly<Record<string, Node>> = {
  limit: { type: 'integer', minimum: 1, maximum: maxPageSize, default: pageSize },
};

// Of the parameters of a list, its example names the one that keeps it short.
const examples: Readonly<Record<string, Node>> = { limit: { example: 2 } };

const queryParameter = (
  builder: DocumentBuilder,
  kind: Kind | undefined,
  name: string,
  { schema, expected, values }: Parameter,
): Node => {
  const component = { link: `filter.${name}`, status: `status.${kind}` }[expected as string] ?? name;
  const description = builder.message(expected === 'link' ? 'filters' : 'parameters', name);
  return builder.share('parameters', component, () => ({
    name,
    in: 'query',
    description:
      expected === 'status'
        ? `${description}\n${enumerationList(builder, kind ?? '', name, values ?? [])}`
        : description,
    schema: numberSchemas[name] ?? toJsonSchema(schema()),
    ...examples[name],
  }));
};

/** The query parameters of a view, of every format or of one. */
export const queryParameters = (
  builder: DocumentBuilder,
  kind: Kind | undefined,
  viewType: ViewType,
  language?: AnswerLanguage,
  format?: Format,
): Node[] =>
  Object.entries(parametersOf(viewType, kind, language, format)).map(([name, parameter]) =>
    queryParameter(builder, kind, name, parameter),
  );

/** The request headers that are negotiated at a form of a URL: its `Vary`. */
export const negotiationHeaders = (form: UrlForm): readonly ('Accept' | 'Accept-Language')[] =>
  ({
    full: [],
    language: ['Accept'] as const,
    format: ['Accept-Language'] as const,
    bare: ['Accept', 'Accept-Language'] as const,
    multilingual: [],
  })[form];

/** Request headers. `Name.variant` is the header `Name` with another description. */
export const headerParameters = (
  builder: DocumentBuilder,
  names: readonly ('Accept' | 'Accept.problem' | 'Accept-Language' | 'If-Match' | 'If-None-Match')[],
): Node[] =>
  names.map((variant) =>
    builder.share('parameters', variant, () => ({
      name: variant.split('.')[0],
      in: 'header',
      description: builder.message('parameters', variant),
      schema: { type: 'string' },
    })),
  );

/** The query parameters of embeds, the embed builder and oEmbed; `group` is the second part of the component's name. */
export const embedParameter = (
  builder: DocumentBuilder,
  name: string,
  schema: Node,
  more: Node = {},
  group = 'embed',
): Node =>
  builder.share('parameters', `${name}.${group}`, () => ({
    name,
    in: 'query',
    description: builder.message('parameters', `${name}.${group}`),
    schema,
    ...more,
  }));

/** All parameters of an operation of the record: path, query, headers. */
export const parametersFor = (builder: DocumentBuilder, { kind, viewType, form, format }: RecordPath): Node[] => [
  ...(form === 'full' || form === 'language' ? [languageParameter(builder)] : []),
  ...(viewType === 'item' ? [slugParameter(builder, kind, format)] : []),
  ...queryParameters(
    builder,
    kind,
    viewType,
    form === 'multilingual' ? multilingual : undefined,
    isByAccept(form) ? undefined : format,
  ),
  ...headerParameters(builder, [...negotiationHeaders(form), 'If-Match', 'If-None-Match']),
];
