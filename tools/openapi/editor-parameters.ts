import { itemStates } from '../../src/database/item-states.ts';
import type { Route } from '../../src/http/editor/routes.ts';
import { maxPageSize, pageSize } from '../../src/kinds/definition.ts';
import { kinds } from '../../src/kinds/index.ts';
import { slug } from '../../src/kinds/value-schemas.ts';
import { languageTags } from '../../src/languages.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { toJsonSchema } from './schemas.ts';

// A command takes its own tag, and that of a read, which may have the number of the other beside it.
const tagOf = { e: '"e[1-9][0-9]*(?:\\.[a-z0-9]+)*"', r: '"(?:e[1-9][0-9]*\\.)?r[1-9][0-9]*"' } as const;
const tags = (letter: 'e' | 'r') => `^(?:\\*|${tagOf[letter]}(?: *, *${tagOf[letter]})*)$`;
const text: Node = { schema: { type: 'string' } };

// By component: the part behind the dot keeps apart what has one name.
const parameters: Readonly<Record<string, (draft: DocumentBuilder) => Node>> = {
  kind: ({ sample }) => ({ in: 'path', schema: { type: 'string', enum: kinds }, example: sample.kind }),
  'slug.editor': ({ sample }) => ({ in: 'path', schema: toJsonSchema(slug()), example: sample.slug }),
  'language.editor': ({ language }) => ({
    in: 'path',
    schema: { type: 'string', enum: languageTags },
    example: language,
  }),
  revision: () => ({ in: 'path', schema: { type: 'integer', minimum: 1 }, example: 1 }),
  'If-Match.draft': () => ({ in: 'header', schema: { type: 'string', pattern: tags('r') } }),
  'If-Match.edition': () => ({ in: 'header', schema: { type: 'string', pattern: tags('e') } }),
  'If-Match.either': () => ({ in: 'header', schema: { type: 'string', pattern: `${tags('e')}|${tags('r')}` } }),
  'If-None-Match': () => ({ in: 'header', ...text }),
  'If-None-Match.create': () => ({ in: 'header', schema: { type: 'string', const: '*' } }),
  'limit.editor': () => ({
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: maxPageSize, default: pageSize },
  }),
  'after.editor': () => ({ in: 'query', ...text }),
  'kind.editor': () => ({ in: 'query', schema: { type: 'string', enum: kinds } }),
  of: () => ({ in: 'query', schema: { type: 'string', enum: ['items', 'revisions', 'drafts', 'events'] } }),
  until: () => ({ in: 'query', schema: { type: 'integer', minimum: 0 } }),
  before: () => ({ in: 'query', schema: { type: 'integer', minimum: 1 } }),
  item: () => ({ in: 'query', ...text }),
  base: () => ({ in: 'query', schema: { type: 'integer', minimum: 0 } }),
  state: () => ({ in: 'query', schema: { type: 'string', enum: itemStates } }),
};

/** Shares a parameter of the editor's API as a component, and refers to it. */
export const shareParameter = (draft: DocumentBuilder, component: string, isRequired = false): { $ref: string } => {
  const parameter = parameters[component];
  if (!parameter) throw new Error(`no schema for the parameter ${component}`);
  return draft.share('parameters', isRequired ? `${component}.required` : component, () => {
    const built = parameter(draft);
    return {
      name: component.split('.', 1).join(),
      ...((built.in === 'path' || isRequired) && { required: true }),
      description: draft.message('parameters', component),
      ...built,
    };
  });
};

const pathParameters = [
  ['kind', 'kind'],
  ['slug', 'slug.editor'],
  ['language', 'language.editor'],
  ['revision', 'revision'],
] as const;

// The public API has parameters of these names, too.
const inQuery: Readonly<Record<string, string>> = {
  limit: 'limit.editor',
  after: 'after.editor',
  kind: 'kind.editor',
};

/** Builds the parameters of a route: those of its path, its preconditions, and its query with `limit` first. */
export const routeParameters = (
  draft: DocumentBuilder,
  { method, path, ifMatch, orNone, etag, query = {} }: Route,
): Node[] => {
  const names = Object.keys(query).sort((one, other) => Number(other === 'limit') - Number(one === 'limit'));
  return [
    ...pathParameters.filter(([name]) => path.includes(`:${name}`)).map(([, each]) => shareParameter(draft, each)),
    ...(ifMatch ? [shareParameter(draft, `If-Match.${ifMatch}`, !orNone)] : []),
    ...(orNone ? [shareParameter(draft, 'If-None-Match.create')] : []),
    ...(method === 'GET' && etag ? [shareParameter(draft, 'If-None-Match')] : []),
    ...names.map((name) => shareParameter(draft, inQuery[name] ?? name)),
  ];
};
