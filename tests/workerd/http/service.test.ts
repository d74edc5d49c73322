import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { kinds, tables } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { problemCodes, problemStatuses } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';
// Of GET, the length is known to the runtime alone.
const perRequest = ['x-request-id', 'server-timing', 'content-length'];
const withoutId = (headers: Headers) => [...headers].filter(([name]) => !perRequest.includes(name));
const named = (headers: Headers, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, headers.get(name)]));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const caching = { 'Cache-Control': 'public, max-age=60' };

describe('public URLs can only be read', () => {
  const paths = ['/ja/actions/data.json', '/en/actions', '/', '/healthz', '/problems/not-found', '/docs', '/nope'];

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is refused', async (method) => {
    for (const path of paths) {
      const { status, headers, json } = await ask(path, { method, headers: { 'Accept-Language': 'en' } });
      const language: Language = path.startsWith('/ja') ? 'ja' : 'en';
      expect(status, path).toBe(405);
      expect(named(headers, 'Allow', 'Content-Language'), path).toEqual({
        Allow: 'GET, HEAD, OPTIONS',
        'Content-Language': language,
      });
      expect(json, path).toEqual({
        type: `${origin}/problems/method-not-allowed`,
        title: locales[language].problems['method-not-allowed'].title,
        status: 405,
        detail: language === 'ja' ? `このURLでは${method}は使えません。` : `${method} cannot be used at this URL.`,
        instance: path,
      });
    }
  });

  it('OPTIONS says how, also to a browser that asks beforehand', async () => {
    for (const path of [...paths, '/ja/']) {
      const { status, headers, text } = await ask(path, {
        method: 'OPTIONS',
        headers: { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'GET' },
      });
      expect({ status, text }, path).toEqual({ status: 204, text: '' });
      expect(
        named(headers, 'Allow', 'Access-Control-Allow-Methods', 'Access-Control-Allow-Origin', 'Cache-Control'),
      ).toEqual({
        Allow: 'GET, HEAD, OPTIONS',
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'public, max-age=60',
      });
      expect(headers.get('Access-Control-Allow-Headers')).toBe('*');
      expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
    }
  });

  it('HEAD is GET without its body, refusals included', async () => {
    for (const path of [...paths, '/ja/actions/nope', '/ja/actions?x=1', '/ja/', '/openapi.json', '/ja/actions.json']) {
      const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
      expect({ status: head.status, text: head.text }, path).toEqual({ status: get.status, text: '' });
      expect(withoutId(head.headers), path).toEqual(withoutId(get.headers));
    }
  });
});

describe('a trailing slash leads to the path without it, on our own origin', () => {
  it.each([
    ['/ja/', '/ja'],
    ['/ja/actions/', '/ja/actions'],
    ['/ja/actions/data.json/', '/ja/actions/data.json'],
    ['/actions///', '/actions'],
    ['/ja/actions/?limit=2&x=%2F', '/ja/actions?limit=2&x=%2F'],
    ['/nope/', '/nope'],
    ['//evil.example/', '//evil.example'],
    ['///evil.example//', '///evil.example'],
    ['/%2F/evil.example/', '/%2F/evil.example'],
  ])('%s → %s', async (path, to) => {
    const { status, headers, text } = await ask(path);
    expect({ status, text, to: headers.get('Location') }).toEqual({ status: 308, text: '', to: origin + to });
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(new URL(headers.get('Location') ?? '').origin).toBe(origin);
  });

  it('also where there is nothing but slashes', async () => {
    for (const path of ['//', '/////']) expect((await ask(path)).headers.get('Location')).toBe(`${origin}/`);
  });
});

describe('a person who opens a page that is not there', () => {
  it.each([
    ['/ja/nope', 'ja', 404, 'unknown-collection', 'Accept'],
    ['/nope', 'en', 404, 'unknown-collection', 'Accept, Accept-Language'],
    ['/en/actions/Data', 'en', 404, 'malformed-slug', 'Accept'],
    ['/ja/actions/nope', 'ja', 404, 'not-found', 'Accept'],
    ['/en/actions?limit=x', 'en', 400, 'invalid-parameter', 'Accept'],
  ] as const)('%s reads a page in %s', async (path, language, status, code, vary) => {
    const headers = { Accept: 'text/html', 'Accept-Language': 'en' };
    const answer = await ask(path, { headers });
    expect(answer.status).toBe(status);
    expect(named(answer.headers, 'Content-Type', 'Content-Language', 'Vary', ...Object.keys(caching))).toEqual({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      Vary: vary,
      ...caching,
    });
    expect(answer.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    expect(answer.text).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}">`));
    expect(answer.text).toContain(`<h1>${escaped(locales[language].problems[code].title)}</h1>`);
    expect(answer.text).toContain(`href="/${language}/problems/${code}"`);
  });

  it('what was asked stands in the page as text, never as markup', async () => {
    const path = '/ja/terms.json?<img src=x onerror=alert(1)>&"\'=1';
    const { text, status } = await ask('/en/<script>alert(1)</script>', { headers: { Accept: 'text/html' } });
    expect(status).toBe(404);
    expect(text).not.toContain('<script');
    expect((await ask(path)).json).toMatchObject({ parameter: '<img src' });
  });
});

describe('what a problem means is explained where its type leads', () => {
  it.each(problemCodes)('/problems/%s', async (code) => {
    for (const language of languageTags) {
      const { status, headers, text } = await ask(`/problems/${code}`, { headers: { 'Accept-Language': language } });
      const { title, help } = locales[language].problems[code];
      expect(status).toBe(200);
      expect(named(headers, 'Content-Type', 'Content-Language', 'Vary', ...Object.keys(caching))).toEqual({
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': language,
        Vary: 'Accept-Language',
        ...caching,
      });
      expect(text).toContain(`<html lang="${language}">`);
      for (const value of [
        `<h1>${escaped(title)}</h1>`,
        escaped(help),
        `<code>${code}</code>`,
        `${problemStatuses[code]}`,
      ])
        expect(text).toContain(value);
    }
  });

  it.each(languageTags)('one that there is not is nothing at that URL, in %s', async (language) => {
    const { status, json } = await ask('/problems/nope', { headers: { 'Accept-Language': language } });
    expect(status).toBe(404);
    expect(json).toMatchObject({ detail: locales[language].problems['not-found'].path });
  });
});

describe('the home says what there is and where', () => {
  it.each<[string, Record<string, string>, Language, string]>([
    ['/', {}, 'ja', 'Accept, Accept-Language'],
    ['/', { 'Accept-Language': 'en-GB' }, 'en', 'Accept, Accept-Language'],
    ['/ja', { 'Accept-Language': 'en-GB' }, 'ja', 'Accept'],
    ['/en', {}, 'en', 'Accept'],
  ])('%s with %o, to programs and to people in %s', async (path, headers, language, vary) => {
    const { ui } = locales[language];
    const other: Language = language === 'ja' ? 'en' : 'ja';
    const json = await ask(path, { headers });
    expect(json.json).toEqual({
      language,
      name: ui.home.title,
      description: ui.home.about,
      collections: kinds.map((kind) => ({ kind, name: ui.kinds[kind], href: `${origin}/${language}/${kind}` })),
      tables: tables.map(({ name }) => ({
        name,
        title: ui.tables[name as keyof typeof ui.tables],
        href: `${origin}/${language}/${name}.csv`,
      })),
      languages: languageTags,
      links: {
        self: `${origin}/${language}`,
        alternates: { [other]: `${origin}/${other}` },
        'service-desc': `${origin}/${language}/openapi.json`,
        'service-doc': `${origin}/${language}/docs`,
        status: `${origin}/readyz`,
        'api-catalog': `${origin}/.well-known/api-catalog`,
        changes: `${origin}/${language}/changes.atom`,
        oembed: `${origin}/oembed`,
        sitemap: `${origin}/sitemap.xml`,
        openapi: `${origin}/openapi.json`,
        docs: `${origin}/docs`,
      },
    });
    const html = await ask(path, { headers: { ...headers, Accept: 'text/html,*/*;q=0.8' } });
    for (const { status, headers: value } of [json, html])
      expect({ status, ...named(value, 'Content-Language', 'Content-Location', 'Vary', 'Link') }).toEqual({
        Link: [
          `<${origin}/${language}/openapi.json>; rel="service-desc"`,
          `<${origin}/${language}/docs>; rel="service-doc"`,
          `<${origin}/readyz>; rel="status"`,
          `<${origin}/.well-known/api-catalog>; rel="api-catalog"`,
        ].join(', '),
        status: 200,
        'Content-Language': language,
        'Content-Location': `${origin}/${language}`,
        Vary: vary,
      });
    // Where its lines may break is not part of the title.
    expect(html.text.replace(/<wbr\/>|<\/?span[^>]*>/g, '')).toContain(`<h1>${escaped(ui.home.title)}</h1>`);
    for (const kind of kinds) expect(html.text).toContain(`<a href="/${language}/${kind}.html">${ui.kinds[kind]}</a>`);
  });

  it('a campaign link leads to the home itself, whoever follows it', async () => {
    const page = await ask('/ja?utm_source=x', { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers.get('Location')]).toEqual([308, `${origin}/ja`]);
    expect((await ask('/ja?utm_source=x')).headers.get('Location')).toBe(`${origin}/ja`);
    expect((await ask('/en', { headers: { Accept: 'image/png' } })).json).toMatchObject({
      status: 406,
      available: ['application/json', 'text/html'],
    });
  });

  it.each(['/docs', '/ja/docs/actions', '/problems/not-found', '/en/problems/not-found', '/en'])(
    '%s: the same for every page',
    async (path) => {
      const { status, headers } = await ask(`${path}?utm_source=x`, { headers: { Accept: 'text/html' } });
      expect([status, headers.get('Location')]).toEqual([308, `${origin}${path}`]);
    },
  );

  it('/healthz says that the service runs, and is never kept', async () => {
    const { status, headers, text } = await ask('/healthz');
    expect({ status, text }).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect(named(headers, 'Content-Type', 'Cache-Control')).toEqual({
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  });
});
