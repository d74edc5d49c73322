import * as z from 'zod';
import { formatsIn, formatsOf } from '../../src/formats/index.ts';
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
import { enumerationList, shareSchema, toJsonSchema } from './schemas.ts';

/** The schema of a language. */
export const languageSchema = z.enum(languageTags).meta({ id: 'Language' });

const pathParameter = (
  builder: DocumentBuilder,
  name: 'language' | 'format' | 'code' | 'chapter',
  schema: Node,
  component: string = name,
): Node =>
  builder.share('parameters', component, () => ({
    name,
    in: 'path',
    required: true,
    description: builder.message('parameters', name),
    ...schema,
  }));

/** The `{language}` of a path. */
export const languageParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'language', { schema: shareSchema(builder, languageSchema), example: builder.language });

/** The `{code}` of a path: a problem code. */
export const codeParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'code', { schema: { type: 'string', enum: problemCodes }, example: 'not-found' });

/** The `{chapter}` of a path: a tag of the document. */
export const chapterParameter = (builder: DocumentBuilder): Node =>
  pathParameter(builder, 'chapter', { schema: { type: 'string', enum: chapters }, example: 'actions' });

// The names of components are part of the published document.
const viewNames: Readonly<Record<ViewType, string>> = { item: 'item', collection: 'page', recentChanges: 'changes' };

/** The name of a type of view in the names of components. */
export const viewNameOf = (viewType: ViewType): string => viewNames[viewType];

/** The `{format}` of a path: the extensions of the formats of a view. */
export const formatParameter = (builder: DocumentBuilder, kind: Kind | undefined, viewType: ViewType): Node => {
  const values = formatsOf(viewType, kind).map(({ extension }) => extension);
  return pathParameter(
    builder,
    'format',
    { schema: { type: 'string', enum: values }, example: values[0] },
    `format.${viewNameOf(viewType)}.${values.join('.')}`,
  );
};

const slugParameter = (builder: DocumentBuilder, kind: Kind): Node =>
  builder.share('parameters', `slug.${kind}`, () => ({
    name: 'slug',
    in: 'path',
    required: true,
    description: interpolate(builder.message('parameters', 'slug'), builder.messages.kinds[kind]),
    schema: toJsonSchema(slug()),
    example: builder.examples[kind].slug,
  }));

/** The schemas of parameters that are numbers; the ones that validate queries are schemas of strings. */
const numberSchemas: Readonly<Record<string, Node>> = {
  limit: { type: 'integer', minimum: 1, maximum: maxPageSize, default: pageSize },
};

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
  }));
};

/** The query parameters of a view. */
export const queryParameters = (
  builder: DocumentBuilder,
  kind: Kind | undefined,
  viewType: ViewType,
  language?: AnswerLanguage,
): Node[] =>
  Object.entries(parametersOf(viewType, kind, language, language && formatsIn(language, viewType, kind)[0])).map(
    ([name, parameter]) => queryParameter(builder, kind, name, parameter),
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
export const parametersFor = (builder: DocumentBuilder, kind: Kind, viewType: ViewType, form: UrlForm): Node[] => [
  ...(form === 'full' || form === 'language' ? [languageParameter(builder)] : []),
  ...(viewType === 'item' ? [slugParameter(builder, kind)] : []),
  ...(form === 'full' || form === 'format' ? [formatParameter(builder, kind, viewType)] : []),
  ...queryParameters(builder, kind, viewType, form === 'multilingual' ? multilingual : undefined),
  ...headerParameters(builder, [...negotiationHeaders(form), 'If-Match', 'If-None-Match']),
];
