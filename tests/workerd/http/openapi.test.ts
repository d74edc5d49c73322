import { describe, expect, it, vi } from 'vitest';
import { editor } from '../../../src/http/editor/app.ts';
import { parametersOf } from '../../../src/http/query-parameters.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { problemCodes } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';
import { faultsIn, methods, type Operation, published, publishedIn, resolve } from '../../support/published.ts';

const everyOperation = Object.entries(published.paths).flatMap(([template, item]) =>
  methods.flatMap((method) => (item[method] ? [{ template, method, operation: item[method] }] : [])),
);
const isEditorial = ({ template }: { template: string }) => template.startsWith('/editor/');
const operations = everyOperation.filter((each) => !isEditorial(each));
const editorial = everyOperation.filter(isEditorial);

const parametersIn = ({ parameters = [] }: Operation) => parameters.map((parameter) => resolve(parameter));

/** The path that a reader gets who tries an operation with the examples of its parameters. */
const exampleOf = (template: string, operation: Operation): string => {
  const parameters = parametersIn(operation);
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const query = new URLSearchParams(needed.map(({ name = '', example }) => [name, String(example)]));
  const path = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((written, { name, example }) => written.replace(`{${name}}`, String(example)), template);
  return query.size > 0 ? `${path}?${query}` : path;
};

const everyIn = (value: unknown, key: string): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...everyIn(inner, key)]);
};

describe('the published document is what is served', () => {
  it.each(operations)('$template answers 200 with its example', async ({ template, operation }) => {
    expect((await ask(exampleOf(template, operation))).status).toBe(200);
  });

  it.each(editorial)('$method $template answers 401 to nobody', async ({ template, method, operation }) => {
    vi.spyOn(console, 'warn').mockImplementationOnce(() => {});
    expect((await ask(exampleOf(template, operation), { method: method.toUpperCase() })).status).toBe(401);
  });

  it('what needs an identity is under /editor, and nothing else', () => {
    expect(everyOperation.filter(({ operation }) => operation.security)).toEqual(editorial);
    expect(operations.filter(({ method }) => method !== 'get')).toEqual([]);
  });

  it('every route under /editor is documented, and nothing else', () => {
    const documented = editorial.map(({ method, template }) => `${method.toUpperCase()} ${template}`);
    const served = editor(() => [])
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} /editor${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(documented.toSorted()).toEqual([...new Set(served)].toSorted());
  });

  it.each(languageTags)('/openapi.json is the document in %s', async (language) => {
    const { json, headers } = await ask('/openapi.json', { headers: { 'Accept-Language': language } });
    expect(json).toEqual(publishedIn(language));
    expect(headers.get('Content-Language')).toBe(language);
  });

  it('every kind has ten paths: an item and a collection, each with language, format, both, neither, or in all languages', () => {
    const of = (kind: string) => operations.filter(({ template }) => new RegExp(`/${kind}(?:[./]|$)`).test(template));
    expect(kinds.map((kind) => [kind, of(kind).length])).toEqual(kinds.map((kind) => [kind, 10]));
  });

  it('every problem is documented at some URL', () => {
    const patterns = everyIn(published.components, 'pattern').map(String);
    const documented = (code: string) => patterns.some((pattern) => new RegExp(pattern).test(`/problems/${code}`));
    const problems = patterns.filter((pattern) => pattern.startsWith('/problems/'));
    expect(problems.length).toBeGreaterThan(0);
    // Of an item of a set, a problem is a code among the results.
    const ofSets = everyIn(published.components.schemas.Result, 'enum').flat();
    expect(problemCodes.filter((code) => !documented(code) && !ofSets.includes(code))).toEqual([]);
  });

  it('every filter of a collection is documented, and nothing else', () => {
    for (const kind of kinds) {
      const operation = published.paths[`/{language}/${kind}.{format}`]?.get as Operation;
      const query = parametersIn(operation).filter((parameter) => parameter.in === 'query');
      expect(query.map(({ name }) => name)).toEqual(Object.keys(parametersOf('collection', kind)));
    }
  });

  it('limit is documented with the bounds that are checked', () => {
    const operation = published.paths['/{language}/actions.{format}']?.get as Operation;
    const { schema = {} } = parametersIn(operation).find(({ name }) => name === 'limit') ?? {};
    const { limit } = parametersOf('collection', 'actions');
    for (const number of [-1, 0, 1, 9, 10, 50, 99, 100, 101, 1000, 1.5])
      expect([number, faultsIn(number, schema).length === 0]).toEqual([
        number,
        limit?.schema().safeParse(String(number)).success,
      ]);
  });
});

describe('the OpenAPI documents', () => {
  it.each(languageTags)('every reference in %s leads somewhere', (language) => {
    const document = publishedIn(language);
    const references = everyIn(document, '$ref').map(String);
    expect(references.length).toBeGreaterThan(1000);
    expect(references.map(($ref) => resolve({ $ref }, document))).not.toContain(undefined);
  });

  it.each(languageTags)('every example in %s is of the schema it stands beside', (language) => {
    const contents = everyIn(publishedIn(language), 'content') as Operation['responses'][string]['content'][];
    const examples = contents.flatMap((content) =>
      Object.values(content ?? {}).flatMap(({ schema, examples: all = {} }) =>
        Object.values(all).map((example) => ({ schema, value: resolve(example, publishedIn(language)).value })),
      ),
    );
    expect(examples.length).toBeGreaterThan(kinds.length);
    expect(examples.flatMap(({ schema, value }) => faultsIn(value, schema))).toEqual([]);
  });

  it('differ only in their texts', () => {
    const words = new Set([
      'title',
      'summary',
      'description',
      'x-displayName',
      'x-forms',
      'example',
      'examples',
      'info',
    ]);
    const bare = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(bare);
      if (typeof value !== 'object' || value === null) return value;
      const remainingEntries = Object.entries(value).filter(([key, inner]) => !(words.has(key) && !isProperty(inner)));
      return Object.fromEntries(remainingEntries.map(([key, inner]) => [key, bare(inner)]));
    };
    // A field may be called as a keyword is: then a schema stands there.
    const isProperty = (value: unknown) =>
      typeof value === 'object' && value !== null && ('type' in value || '$ref' in value);
    const [first, ...others] = languageTags.map((language) => bare(publishedIn(language)));
    for (const other of others) expect(other).toEqual(first);
  });
});
