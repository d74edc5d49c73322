import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../src/formats/index.ts';
import { ask } from '../../support/ask.ts';
import { cachingOf } from '../../support/public-reads.ts';

const origin = 'https://example.jp';

/** The headers that say what was chosen, and who may keep it. */
const choiceIn = (headers: Headers) =>
  Object.fromEntries(
    ['Content-Type', 'Content-Language', 'Content-Location', 'Vary', 'Cache-Control'].map((name) => [
      name,
      headers.get(name),
    ]),
  );

const negotiated = (path: string, languages: string, vary: string) => ({
  'Content-Type': 'application/json',
  'Content-Language': languages,
  'Content-Location': `${origin}${path}`,
  Vary: vary,
  'Cache-Control': 'public, max-age=60',
});

const refused = (languages: string, vary: string) => ({
  ...negotiated('', languages, vary),
  'Content-Type': 'application/problem+json',
  'Content-Location': null,
});

const availableTypes = (path: string) =>
  formatsOf(path.endsWith('/data') ? 'item' : 'collection', 'actions').map(({ mediaType }) => mediaType);

describe('a reader requests a URL that is not canonical → the canonical representation', () => {
  it.each<[string, Record<string, string>, string, string, string]>([
    ['/ja/actions/data', {}, '/ja/actions/data.json', 'ja', 'Accept'],
    ['/en/actions/data', { 'Accept-Language': 'ja' }, '/en/actions/data.json', 'en', 'Accept'],
    ['/actions/data', {}, '/ja/actions/data.json', 'ja', 'Accept, Accept-Language'],
    ['/actions/data', { 'Accept-Language': 'en;q=0, *' }, '/ja/actions/data.json', 'ja', 'Accept, Accept-Language'],
    ['/actions/data', { 'Accept-Language': 'fr' }, '/ja/actions/data.json', 'ja', 'Accept, Accept-Language'],
    ['/actions/data', { 'Accept-Language': 'en-GB' }, '/en/actions/data.json', 'en', 'Accept, Accept-Language'],
    ['/actions/data.json', { 'Accept-Language': 'en-GB' }, '/en/actions/data.json', 'en', 'Accept-Language'],
    ['/en/participants/kozuki-ryosuke', {}, '/en/participants/kozuki-ryosuke.json', 'en', 'Accept'],
    ['/ja/councils/council-2-2024', {}, '/ja/councils/council-2-2024.json', 'ja, en', 'Accept'],
    ['/ja/actions?limit=2', {}, '/ja/actions.json?limit=2', 'ja', 'Accept'],
    ['/councils', { 'Accept-Language': 'en' }, '/en/councils.json', 'en', 'Accept, Accept-Language'],
    ['/councils.json', { 'Accept-Language': '' }, '/ja/councils.json', 'ja', 'Accept-Language'],
    ['/actions?status=ongoing&limit=2', {}, '/ja/actions.json?limit=2&status=ongoing', 'ja', 'Accept, Accept-Language'],
    ['/ja/actions/data?fallback=none', {}, '/ja/actions/data.json?fallback=none', 'ja', 'Accept'],
  ])('%s with %o', async (path, headers, location, languages, vary) => {
    const [answer, canonical] = [await ask(path, { headers }), await ask(location)];
    expect(answer.status).toBe(200);
    expect(choiceIn(answer.headers)).toEqual(negotiated(location, languages, vary));
    expect(choiceIn(canonical.headers)).toEqual({
      ...choiceIn(answer.headers),
      'Content-Location': null,
      Vary: null,
    });
    expect(answer.text).toBe(canonical.text);
    for (const name of ['ETag', 'Last-Modified', 'Link'])
      expect(answer.headers.get(name), name).toBe(canonical.headers.get(name));
    expect(answer.headers.get('ETag')).toMatch(/^"[0-9a-f]{24}-[0-9a-f]{24}"$/);
  });
});

describe('an extension decides, whatever is accepted', () => {
  it.each(['image/png', 'application/json;q=0', 'text/html', '*/*;q=0', '', 'rubbish;;;'])(
    'Accept: %s',
    async (Accept) => {
      const { status, headers, text } = await ask('/en/actions/data.json', { headers: { Accept } });
      expect(status).toBe(200);
      expect(headers.get('Vary')).toBeNull();
      expect(text).toBe((await ask('/en/actions/data.json')).text);
    },
  );
});

describe('a format is negotiated', () => {
  it.each([
    '*/*',
    'application/*',
    'Application/JSON; charset=utf-8',
    'text/html;q=0.1, */*;q=0.2',
    'text/html;q=0, */*;q=0.01',
    ' application/json ; q=0.001 , image/png',
  ])('Accept: %s is answered in JSON', async (Accept) => {
    const { status, headers } = await ask('/ja/actions/data', { headers: { Accept } });
    expect(status).toBe(200);
    expect(choiceIn(headers)).toEqual(negotiated('/ja/actions/data.json', 'ja', 'Accept'));
  });

  it.each([
    'text/html',
    'text/html;q=0.1, */*;q=0.01',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
    'TEXT/HTML;charset=utf-8',
  ])('Accept: %s is answered with a page', async (Accept) => {
    const { status, headers, text } = await ask('/ja/actions/data', { headers: { Accept } });
    expect(status).toBe(200);
    expect(choiceIn(headers)).toEqual({
      ...negotiated('/ja/actions/data.html', 'ja', 'Accept'),
      'Content-Type': 'text/html; charset=utf-8',
    });
    expect(text).toBe((await ask('/ja/actions/data.html')).text);
  });

  it.each([
    [
      '/ja/actions/data',
      'ja',
      'Accept',
      'ご指定の形式では提供していません',
      'Acceptヘッダーで指定された形式のうち、提供しているものがありません。',
    ],
    [
      '/en/actions',
      'en',
      'Accept',
      'Format not available',
      'None of the formats in the Accept header is available here.',
    ],
    [
      '/actions/data',
      'en',
      'Accept, Accept-Language',
      'Format not available',
      'None of the formats in the Accept header is available here.',
    ],
  ])('%s with Accept: image/png → 406 with the available formats', async (path, language, vary, title, detail) => {
    const { status, headers, json } = await ask(path, { headers: { Accept: 'image/png', 'Accept-Language': 'en' } });
    expect(status).toBe(406);
    expect(choiceIn(headers)).toEqual(refused(language, vary));
    expect(json).toEqual({
      type: `${origin}/problems/not-acceptable`,
      title,
      status: 406,
      detail,
      instance: path,
      available: availableTypes(path),
    });
  });
});

describe('a 404 is in the negotiated language', () => {
  it('/ja/actions/nope', async () => {
    const { status, headers, json } = await ask('/ja/actions/nope');
    expect(status).toBe(404);
    expect(choiceIn(headers)).toEqual(refused('ja', 'Accept'));
    expect((await cachingOf('/ja/actions/nope.json')).tags).toEqual(['actions/nope']);
    expect(json).toEqual({
      type: `${origin}/problems/not-found`,
      title: 'ページが見つかりません',
      status: 404,
      detail: '「nope」という項目は「共同作業」にありません。',
      instance: '/ja/actions/nope.json',
    });
  });

  it('/actions/nope.json with Accept-Language: en', async () => {
    const { status, headers, json } = await ask('/actions/nope.json', { headers: { 'Accept-Language': 'en' } });
    expect(status).toBe(404);
    expect(choiceIn(headers)).toEqual(refused('en', 'Accept-Language'));
    expect(json).toMatchObject({ title: 'Page not found', detail: 'There is no item “nope” in “Joint Actions”.' });
  });
});

describe('the host of a request is in no answer', () => {
  const claims = {
    Forwarded: 'host=evil.example;proto=http',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-Port': '8080',
    'X-Forwarded-Prefix': '/evil.example',
    'X-Host': 'evil.example',
    'X-HTTP-Method-Override': 'DELETE',
    'X-Original-URL': '/evil.example',
    'X-Rewrite-URL': '/evil.example',
    Origin: 'https://evil.example',
    Referer: 'https://evil.example/',
    Cookie: 'language=evil.example',
    Authorization: 'Bearer evil.example',
  };
  const withoutId = (headers: Headers) =>
    [...headers].filter(([name]) => !['x-request-id', 'server-timing'].includes(name));

  it.each(['/ja/actions/data', '/actions?limit=1', '/ja/actions/data.json', '/ja', '/', '/ja/nope', '/ja/actions/'])(
    '%s',
    async (path) => {
      const [honest, hostile] = [await ask(path), await ask(path, { headers: claims })];
      expect(hostile.status).toBe(honest.status);
      expect(hostile.text).toBe(honest.text);
      expect(withoutId(hostile.headers)).toEqual(withoutId(honest.headers));
      expect(JSON.stringify([...hostile.headers])).not.toContain('evil.example');
      expect(hostile.headers.get('Set-Cookie')).toBeNull();
    },
  );

  it('another host in the URL itself', async () => {
    const response = await exports.default.fetch('http://evil.example:8080/ja/actions?limit=1');
    expect(response.status).toBe(200);
    expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain('evil.example');
  });
});
