import { describe, expect, it, vi } from 'vitest';
import { formatsOf } from '../../../src/formats/index.ts';
import { editor } from '../../../src/http/editor/app.ts';
import { parametersOf } from '../../../src/http/query-parameters.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { partnership } from '../../../src/partnership.ts';
import { problemCodes } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';
import {
  documentOf,
  faultsIn,
  methods,
  type Operation,
  published,
  publishedIn,
  resolve,
} from '../../support/published.ts';

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
  const tried = operations.filter(({ template, operation }) => !exampleOf(template, operation).includes('undefined'));
  it.each(tried)('$template answers 200 with its example', async ({ template, operation }) => {
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

  it.each([
    ['/openapi.json', 'reading'],
    ['/openapi-editing.json', 'editing'],
  ] as const)('%s is the document about %s, and its server is the origin', async (path, api) => {
    for (const language of languageTags) {
      const { json, headers } = await ask(path, { headers: { 'Accept-Language': language } });
      const document = documentOf(api, language);
      const origin = 'https://example.jp';
      const externalDocs = { description: expect.any(String), url: `${origin}/docs` };
      expect(json).toEqual({ ...document, externalDocs, servers: [{ url: origin }] });
      expect(headers.get('Content-Language')).toBe(language);
    }
  });

  it('every format of a kind has a path of its own, with and without a language', () => {
    for (const kind of kinds)
      for (const viewType of ['item', 'collection'] as const) {
        const name = viewType === 'item' ? `/${kind}/{slug}` : `/${kind}`;
        const extensions = formatsOf(viewType, kind).map(({ extension }) => `.${extension}`);
        const expected = [
          `/mul${name}.json`,
          ...['', '/{language}'].flatMap((prefix) => ['', ...extensions].map((end) => prefix + name + end)),
        ];
        const found = operations.map(({ template }) => template).filter((template) => expected.includes(template));
        expect(found.toSorted()).toEqual(expected.toSorted());
      }
  });

  it('no operation responds with two media types, so that what a client is generated for has one type', () => {
    for (const { template, operation } of everyOperation)
      for (const [status, response] of Object.entries(operation.responses))
        expect(Object.keys(resolve(response).content ?? {}).length, `${template} ${status}`).toBeLessThanOrEqual(1);
    const mediaTypeOf = (template: string) =>
      Object.keys(published.paths[template]?.get?.responses[200]?.content ?? {});
    expect(mediaTypeOf('/{language}/actions/{slug}.json')).toEqual(['application/json']);
    expect(mediaTypeOf('/{language}/actions/{slug}')).toEqual(['application/json']);
    expect(mediaTypeOf('/{language}/actions/{slug}.html')).toEqual(['text/html']);
  });

  it('every answer may have further members and codes, and no request', () => {
    const responses = everyOperation.flatMap(({ operation }) => Object.values(operation.responses));
    const names = new Set<string>();
    const reach = (part: unknown) => {
      for (const $ref of everyIn(part, '$ref').map(String)) {
        if (names.has($ref)) continue;
        names.add($ref);
        reach(resolve({ $ref }));
      }
    };
    reach(responses);
    const schemas = [...names].filter((name) => name.includes('/schemas/')).map(($ref) => resolve({ $ref }));
    expect(schemas.length).toBeGreaterThan(kinds.length * 6);
    expect(everyIn([responses, schemas], 'additionalProperties')).not.toContain(false);
    expect(everyIn([responses, schemas], 'enum')).toEqual([]);
    expect(published.components.schemas.ActionsRecord).toMatchObject({ additionalProperties: false });
    expect(published.components.schemas.Actions?.properties?.status).toMatchObject({
      type: 'string',
      'x-extensible-enum': ['announced', 'ongoing', 'done'],
    });
  });

  it('programs are told to send the headers of a service token', () => {
    expect(documentOf('reading', 'en').components).not.toHaveProperty('securitySchemes');
    for (const { operation } of editorial)
      expect(operation.security?.[0]).toEqual({ serviceTokenId: [], serviceTokenSecret: [] });
    expect(documentOf('editing', 'en').components).toMatchObject({
      securitySchemes: {
        serviceTokenId: { type: 'apiKey', in: 'header', name: 'CF-Access-Client-Id' },
        serviceTokenSecret: { type: 'apiKey', in: 'header', name: 'CF-Access-Client-Secret' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    });
  });

  it('both state the licence of the content', () => {
    for (const api of ['reading', 'editing'] as const)
      expect(documentOf(api, 'ja').info.license).toEqual(partnership.licence);
    expect(documentOf('reading', 'ja').components.examples.readActionsJson).toMatchObject({
      value: { links: { licence: partnership.licence.url } },
    });
  });

  it('every problem is documented at some URL', () => {
    const documented = Object.values(published.components.responses).flatMap((each) => each['x-problem-codes'] ?? []);
    expect(documented.length).toBeGreaterThan(0);
    // Of an item of a set, a problem is a code among the results.
    const ofSets = everyIn(published.components.schemas.Result, 'x-extensible-enum').flat();
    expect(problemCodes.filter((code) => !documented.includes(code) && !ofSets.includes(code))).toEqual([]);
  });

  it('every filter of a collection is documented, and nothing else', () => {
    for (const kind of kinds) {
      for (const format of [undefined, ...formatsOf('collection', kind)]) {
        const template = `/{language}/${kind}${format ? `.${format.extension}` : ''}`;
        const operation = published.paths[template]?.get as Operation;
        const query = parametersIn(operation).filter((parameter) => parameter.in === 'query');
        const expected = Object.keys(parametersOf('collection', kind, undefined, format));
        expect(query.map(({ name }) => name)).toEqual(expected);
      }
    }
  });

  it('limit is documented with the bounds that are checked', () => {
    const operation = published.paths['/{language}/actions.json']?.get as Operation;
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
      'x-example-request',
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
