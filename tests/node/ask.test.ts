import { describe, expect, it } from 'vitest';
import { type Answer, ask, openApiFaults } from '../support/ask.ts';
import { operationAt } from '../support/published.ts';

const path = '/ja/actions/data.json';
const good = await ask(path);
const bad = (change: Partial<Answer>, requestPath = path, method = 'GET') =>
  openApiFaults(method, requestPath, { ...good, ...change });
const withBody = (change: object) => bad({ text: JSON.stringify({ ...(good.json as object), ...change }) });
const withHeader = (name: string, value: string | null) => {
  const headers = new Headers(good.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return bad({ headers });
};

describe('an answer is compared with the published OpenAPI document', () => {
  it.each([
    ['a number for a name', { name: 7 }, 'the body at #/name: '],
    ['a status there is not', { status: 'cancelled' }, 'the body at #/status: '],
    ['a field that is not documented', { secret: 'x' }, 'the body at #/secret: '],
    ['another kind', { kind: 'councils' }, 'the body at #/kind: '],
    ['a reference without its link', { partnership: { kind: 'partnerships' } }, 'the body at #/partnership: '],
    ['an instant that is none', { modified: 'yesterday' }, 'the body at #/modified: '],
  ])('a body with %s fails, and it says where', (_, change, where) => {
    expect(withBody(change)).toEqual([expect.stringContaining(where), ...withBody(change).slice(1)]);
  });

  it.each([
    ['is missing', 'ETag', null, 'the header etag is missing'],
    [
      'says something else',
      'Access-Control-Allow-Origin',
      'https://example.org',
      'the header access-control-allow-origin: ',
    ],
    ['is not documented', 'Set-Cookie', 'a=b', 'the header set-cookie is not documented: a=b'],
    ['belongs to a negotiated URL', 'Vary', 'Accept', 'the header vary: '],
  ])('a header that %s fails: %s', (_, name, value, fault) => {
    expect(withHeader(name, value)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ['a status that is not documented', bad({ status: 418 }), 'documents no 418'],
    ['a content type that is not', withHeader('Content-Type', 'text/plain'), 'the content type text/plain is none of'],
    ['a body that is not JSON', bad({ text: '{' }), 'the body is not JSON'],
    ['a body where there is none', bad({ status: 304 }), 'there must be no body'],
    ['a body to HEAD', bad({}, path, 'HEAD'), 'an answer to HEAD has a body'],
    ['a parameter that is not documented', bad({}, `${path}?colour=red`), 'documents no parameter colour'],
  ])('%s fails', (_, faults, fault) => expect(faults).toEqual([expect.stringContaining(fault)]));

  it('a problem that its URL does not document fails', async () => {
    const { status, headers, text } = await ask('/ja/actions/nope.json');
    expect(openApiFaults('GET', '/ja/actions.json', { status, headers, text })).toEqual([
      expect.stringContaining('the body at #/type: '),
    ]);
  });

  it('an answer of the service has no fault', () => expect(bad({})).toEqual([]));
});

it.each([
  ['/ja/actions/data.json', '/{language}/actions/{slug}.json'],
  ['/ja/actions/data', '/{language}/actions/{slug}'],
  ['/roles/participants', '/roles/{slug}'],
  ['/actions.json', '/actions.json'],
  ['/ja/actions/data.xml', 'elsewhere'],
  ['/actions/', '/actions'],
  ['/ja', '/{language}'],
  ['/', '/'],
  ['/problems/not-found', '/problems/{code}'],
  ['/ja/actions/data/more', 'elsewhere'],
])('%s is documented as %s', (requestPath, template) =>
  expect(operationAt('GET', requestPath).template).toBe(template),
);
