import * as z from 'zod';
import { formatsOf } from '../../src/formats/index.ts';
import { type Parameter, parametersOf } from '../../src/http/query-parameters.ts';
import { maxPageSize, pageSize } from '../../src/kinds/definition.ts';
import { slug } from '../../src/kinds/fields.ts';
import type { Kind } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { chapters } from '../../src/pages/site/docs/openapi.ts';
import { problemCodes } from '../../src/problem-codes.ts';
import type { ViewType } from '../../src/url.ts';
import type { Draft, Node } from './builder.ts';
import { type Form, fill } from './messages.ts';
import { codesOf, jsonSchemaOf, shareSchema } from './schemas.ts';

/** A language of the service, as a component. */
export const languageSchema = z.enum(languageTags).meta({ id: 'Language' });

const inPath = (
  draft: Draft,
  name: 'language' | 'format' | 'code' | 'chapter',
  values: Node,
  as: string = name,
): Node =>
  draft.share('parameters', as, () => ({
    name,
    in: 'path',
    required: true,
    description: draft.word('parameters', name),
    ...values,
  }));

/** The `language` of a path. */
export const languageParameter = (draft: Draft): Node =>
  inPath(draft, 'language', { schema: shareSchema(draft, languageSchema), example: draft.language });

/** The `code` of a problem in a path. */
export const codeParameter = (draft: Draft): Node =>
  inPath(draft, 'code', { schema: { type: 'string', enum: problemCodes }, example: 'not-found' });

/** The `chapter` of the reference in a path: one for each tag of this document. */
export const chapterParameter = (draft: Draft): Node =>
  inPath(draft, 'chapter', { schema: { type: 'string', enum: chapters }, example: 'actions' });

/** The `format` of a path: those there are of what it leads to. */
export const formatParameter = (draft: Draft, kind: Kind | undefined, what: ViewType): Node => {
  const values = formatsOf(what, kind).map(({ extension }) => extension);
  return inPath(
    draft,
    'format',
    { schema: { type: 'string', enum: values }, example: values[0] },
    `format.${what}.${values.join('.')}`,
  );
};

const slugParameter = (draft: Draft, kind: Kind): Node =>
  draft.share('parameters', `slug.${kind}`, () => ({
    name: 'slug',
    in: 'path',
    required: true,
    description: fill(draft.word('parameters', 'slug'), draft.words.kinds[kind]),
    schema: jsonSchemaOf(slug()),
    example: draft.examples[kind].slug,
  }));

/** A query is text; where the schema that checks the text describes a number, readers are told the number. */
const numbers: Readonly<Record<string, Node>> = {
  limit: { type: 'integer', minimum: 1, maximum: maxPageSize, default: pageSize },
};

const queryParameter = (
  draft: Draft,
  kind: Kind | undefined,
  name: string,
  { schema, expected, values }: Parameter,
): Node => {
  const as = { link: `filter.${name}`, status: `status.${kind}` }[expected as string] ?? name;
  const told = draft.word(expected === 'link' ? 'filters' : 'parameters', name);
  return draft.share('parameters', as, () => ({
    name,
    in: 'query',
    description: expected === 'status' ? `${told}\n${codesOf(draft, kind ?? '', name, values ?? [])}` : told,
    schema: numbers[name] ?? jsonSchemaOf(schema()),
  }));
};

/** Which file of the sitemap. */
export const partParameter = (draft: Draft): Node =>
  draft.share('parameters', 'part', () => ({
    name: 'part',
    in: 'query',
    description: draft.word('parameters', 'part'),
    schema: { type: 'integer', minimum: 1, maximum: 9999 },
  }));

/** The `query` of what a URL leads to. */
export const queryParameters = (draft: Draft, kind: Kind | undefined, what: ViewType): Node[] =>
  Object.entries(parametersOf(what, kind)).map(([name, parameter]) => queryParameter(draft, kind, name, parameter));

/** Which headers are consulted for a form of URL: they are its `Vary`. */
export const consultedFor = (form: Form): readonly ('Accept' | 'Accept-Language')[] =>
  ({
    full: [],
    language: ['Accept'] as const,
    format: ['Accept-Language'] as const,
    bare: ['Accept', 'Accept-Language'] as const,
  })[form];

/** The request headers that a URL consults. A name with a dot is one of several by that name. */
export const headerParameters = (
  draft: Draft,
  names: readonly ('Accept' | 'Accept.problem' | 'Accept-Language' | 'If-Match' | 'If-None-Match')[],
): Node[] =>
  names.map((named) =>
    draft.share('parameters', named, () => ({
      name: named.split('.')[0],
      in: 'header',
      description: draft.word('parameters', named),
      schema: { type: 'string' },
    })),
  );

/** All parameters of an operation on the record: path, query, headers. */
export const parametersFor = (draft: Draft, kind: Kind, what: ViewType, form: Form): Node[] => [
  ...(form === 'full' || form === 'language' ? [languageParameter(draft)] : []),
  ...(what === 'item' ? [slugParameter(draft, kind)] : []),
  ...(form === 'full' || form === 'format' ? [formatParameter(draft, kind, what)] : []),
  ...queryParameters(draft, kind, what),
  ...headerParameters(draft, [...consultedFor(form), 'If-Match', 'If-None-Match']),
];
