import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { type ProblemCode, problemCodes, problemStatuses } from '../../../src/problem-codes.ts';
import { type Answer, ask } from '../../support/ask.ts';

const origin = 'https://example.jp';
const titleOf = (language: Language, code: ProblemCode) => locales[language].problems[code].title;

/** What every answer carries, whatever was asked. */
const expectManners = ({ status, headers }: Answer) => {
  expect(headers.get('Cache-Control')).toMatch(status >= 500 ? /^no-store$/ : /^(?:public, max-age=60|no-store)$/);
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(headers.get('Access-Control-Expose-Headers')).toContain('X-Request-Id');
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
  expect(headers.get('X-Request-Id')).toMatch(/./);
  expect(headers.get('Set-Cookie')).toBeNull();
};

const expectProblem = (answer: Answer, code: ProblemCode, language: Language, members: object = {}) => {
  const { status, headers, json } = answer;
  expect(json).toEqual({
    type: `${origin}/problems/${code}`,
    title: titleOf(language, code),
    status: problemStatuses[code],
    detail: expect.stringMatching(language === 'ja' ? /[ぁ-ん]/ : /^[^ぁ-ん]+$/),
    ...members,
  });
  expect({ status, type: headers.get('Content-Type'), language: headers.get('Content-Language') }).toEqual({
    status: problemStatuses[code],
    type: 'application/problem+json',
    language,
  });
  expectManners(answer);
};

const long = 'a'.repeat(5000);
const collection = { available: kinds };
const extensions = { available: formatsOf('item', 'actions').map(({ extension }) => extension) };
const listExtensions = { available: formatsOf('collection', 'actions').map(({ extension }) => extension) };

describe('a path where nothing is → a problem with its code', () => {
  it.each<[string, ProblemCode, Language, object?]>([
    ['/ja/nope', 'unknown-collection', 'ja', collection],
    ['/en/nope/data.json', 'unknown-collection', 'en', collection],
    ['/en/Actions/data.json', 'unknown-collection', 'en', collection],
    ['/en/actions%2Fdata', 'unknown-collection', 'en', collection],
    ['/en/actions%5Cdata', 'unknown-collection', 'en', collection],
    ['/en/__proto__', 'unknown-collection', 'en', collection],
    ['//evil.example', 'unknown-collection', 'ja', collection],
    ['/fr/actions/data', 'unknown-language', 'ja', { available: languageTags }],
    ['/EN/actions', 'unknown-language', 'ja', { available: languageTags }],
    ['/en/actions/data.exe', 'unknown-format', 'en', extensions],
    ['/ja/actions/data.JSON', 'unknown-format', 'ja', extensions],
    ['/ja/actions/data.', 'unknown-format', 'ja', extensions],
    ['/en/actions.json.json', 'unknown-format', 'en', listExtensions],
    [
      '/ja/terms/dfft.atom',
      'unknown-format',
      'ja',
      { available: formatsOf('item', 'terms').map((each) => each.extension) },
    ],
    ['/ja/actions/data.csv', 'unknown-format', 'ja', extensions],
    ['/en/changes.json', 'unknown-format', 'en', { available: ['atom'] }],
    ['/ja/changes', 'unknown-collection', 'ja', collection],
    ['/changes', 'unknown-collection', 'ja', collection],
    ['/ja/changes/data.atom', 'unknown-collection', 'ja', collection],
    ['/en/actions/..%2f..%2fetc%2fpasswd', 'malformed-slug', 'en'],
    ['/ja/actions/..%2fdata', 'malformed-slug', 'ja'],
    ['/en/actions/%00', 'malformed-slug', 'en'],
    ['/en/actions/data%00.json', 'malformed-slug', 'en'],
    ['/en/actions/data%0d%0aSet-Cookie:x=1', 'malformed-slug', 'en'],
    ['/ja/actions/Data', 'malformed-slug', 'ja'],
    ["/en/actions/data'--", 'malformed-slug', 'en'],
    ['/en/actions/%F0%9F%92%A9', 'malformed-slug', 'en'],
    ['/en/actions/%ff%fe', 'malformed-slug', 'en'],
    ['/en/actions/data/more', 'not-found', 'en'],
    ['/ja/actions/constructor.json', 'not-found', 'ja'],
    ['/problems/nope', 'not-found', 'ja'],
    ['/problems/__proto__', 'not-found', 'ja'],
  ])('%s', async (path, code, language, members) => {
    expectProblem(await ask(path), code, language, { instance: path, ...members });
  });

  it('5,000 characters, which are not repeated back', async () => {
    const answers = [await ask(`/en/actions/${long}`), await ask(`/en/${long}`), await ask(`/${long}.${long}`)];
    expectProblem(answers[0] as Answer, 'malformed-slug', 'en');
    expectProblem(answers[1] as Answer, 'unknown-collection', 'en', collection);
    expectProblem(answers[2] as Answer, 'unknown-collection', 'ja', collection);
    for (const { text } of answers) expect(text.length).toBeLessThan(1000);
  });

  it.each(['/ja/actions/%2e%2e', '/ja/actions/..', '/ja/./actions/../'])('%s is what it means: /ja', async (path) => {
    expect((await ask(path)).headers.get('Location')).toBe(`${origin}/ja`);
  });
});

describe('a parameter that is unknown, malformed or repeated is refused by name', () => {
  const known = ['after', 'fallback', 'limit', 'modified_since', 'partnership', 'status'];
  it.each<[string, string, Language, object?]>([
    ['/ja/actions.json?colour=red', 'colour', 'ja', { available: known }],
    ['/en/actions.json?Limit=2', 'Limit', 'en', { available: known }],
    ['/en/actions.json?__proto__=1', '__proto__', 'en', { available: known }],
    ['/en/actions.json?$t(home.title)=1', '$t(home.title)', 'en', { available: known }],
    ['/en/actions/data.json?limit=2', 'limit', 'en', { available: ['fallback'] }],
    ['/en/actions/data.json?fallback=ja', 'fallback', 'en', { available: ['none'] }],
    ['/ja/actions.json?limit=', 'limit', 'ja'],
    ...['0', '101', '1e9', '-1', '1.5', '+1', '%201', '01', '1%00', '１', 'NaN'].map(
      (limit): [string, string, Language] => [`/en/actions.json?limit=${limit}`, 'limit', 'en'],
    ),
    ['/ja/actions.json?limit=2&limit=2', 'limit', 'ja'],
    ['/en/actions.json?after=', 'after', 'en'],
    ['/en/actions.json?after=%ff', 'after', 'en'],
    ['/en/actions.json?after=W10', 'after', 'en'],
    [`/en/actions.json?after=${long}`, 'after', 'en'],
    ['/en/actions.json?status=finished', 'status', 'en', { available: ['announced', 'ongoing', 'done'] }],
    ['/ja/actions.json?partnership=Japan', 'partnership', 'ja'],
    [`/en/actions.json?partnership=${long}`, 'partnership', 'en'],
    ['/en/actions.json?modified_since=yesterday', 'modified_since', 'en'],
    ['/en/actions.json?modified_since=2025-02-29', 'modified_since', 'en'],
    ['/en/actions.json?modified_since=2025-02-28T00:00:00%2B25:00', 'modified_since', 'en'],
  ])('%s', async (path, parameter, language, members) => {
    const instance = path.split('?')[0];
    expectProblem(await ask(path), 'invalid-parameter', language, { instance, parameter, ...members });
  });

  it('says what would be right', async () => {
    const detailOf = async (path: string) => ((await ask(path)).json as { detail: string }).detail;
    expect(await detailOf('/ja/actions.json?limit=0')).toBe(
      'パラメーター「limit」の値が正しくありません。1から100までの整数を指定してください。',
    );
    expect(await detailOf('/en/actions.json?status=x')).toBe(
      'The value of the parameter “status” is not valid. The values are announced, ongoing, done.',
    );
    expect(await detailOf(`/en/actions.json?${long}=1`)).toMatch(/^There is no parameter “a{100}”\.$/);
  });
});

describe('headers may hold anything', () => {
  const signs = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).filter(
    (c) => !/[\r\n]/.test(c),
  );
  const names = ['Accept', 'Accept-Language', 'If-None-Match', 'Cookie', 'Range', 'If-Modified-Since', 'Content-Type'];
  it.each([
    ['8 KB', 'x'.repeat(8192)],
    ['8 KB of commas', ','.repeat(8192)],
    ['1,000 ranges', Array.from({ length: 1000 }, (_, n) => `x${n}/y;q=0.${n}`).join(', ')],
    ['1,000 languages', Array.from({ length: 1000 }, (_, n) => `a${'-b'.repeat(n % 9)};q=0.${n}`).join(',')],
    ['binary rubbish', signs.join('')],
    ['open quotes', `"${'\\"'.repeat(2000)}`],
  ])('%s', async (_, value) => {
    const headers = Object.fromEntries(names.map((name) => [name, value]));
    const paths = ['/ja/actions/data.json', '/actions/data', '/', '/en/nope', '/docs', '/problems/not-found'];
    for (const path of paths) {
      const answer = await ask(path, { headers });
      expect([200, 404, 406], path).toContain(answer.status);
      expectManners(answer);
    }
  });
});

describe('when the record cannot be read', () => {
  afterEach(() => env.DB.exec('ALTER TABLE elsewhere RENAME TO derived'));

  it('the reader gets Retry-After, and nothing of the cause', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await env.DB.exec('ALTER TABLE derived RENAME TO elsewhere');
    const answer = await ask('/en/actions/data.json');
    expectProblem(answer, 'unavailable', 'en', { instance: '/en/actions/data.json' });
    expect(answer.headers.get('Retry-After')).toBe('30');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.text).not.toMatch(/D1|SQL|editions|stack|\.ts/);
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });
});

it('any path and any headers → a documented status, never a 5xx', async () => {
  const word = fc.oneof(
    fc.constantFrom('ja', 'en', ...kinds, 'data', 'data.json', 'problems', 'docs', '..', '%2e', '%00', '?', '#', '//'),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
    fc.webPath(),
  );
  const query = fc.oneof(
    fc.constant(''),
    fc.webQueryParameters().map((text) => `?${text}`),
  );
  const value = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) });
  const headers = fc.record({ Accept: value, 'Accept-Language': value, 'If-None-Match': value }, { requiredKeys: [] });
  const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND');
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 5 }), query, headers, method, async (words, search, fields, verb) => {
      const answer = await ask(`/${words.join('/')}${search}`, { headers: fields, method: verb });
      expect([200, 204, 304, 308, 400, 404, 405, 406]).toContain(answer.status);
      expectManners(answer);
    }),
    { numRuns: 400 },
  );
});

it('every code has its words', () => expect(problemCodes.map((code) => titleOf('en', code))).not.toContain(undefined));
