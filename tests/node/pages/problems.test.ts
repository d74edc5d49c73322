import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const asBrowser = (path: string, languages: string) =>
  ask(path, { headers: { Accept: browser, 'Accept-Language': languages } });
const mainOf = async (text: string) => {
  const page = await readPage(text);
  const links = page.named('a').filter(({ path }) => path.includes('main.width'));
  return { page, links: links.map(({ text: lead, attributes }) => [lead, attributes.href] as const) };
};

describe('a browser that excludes every language of the service', () => {
  it.each([
    ['/actions/data', 'fr;q=1, *;q=0', 'ja'],
    ['/actions/data', 'ja;q=0, en;q=0', 'ja'],
    ['/', 'fr;q=1, *;q=0', 'ja'],
    ['/en/actions/data', 'fr;q=1, *;q=0', 'en'],
    ['/actions/data', 'en;q=0.1, *;q=0', 'en'],
  ])(
    '%s with Accept-Language: %s is a page in %s all the same, with links to the other languages',
    async (path, header, language) => {
      const { status, headers, text } = await asBrowser(path, header);
      expect([status, headers.get('Content-Language')]).toEqual([200, language]);
      const { page } = await mainOf(text);
      expect(page.named('html')[0]?.attributes.lang).toBe(language);
      const switched = page.named('a').filter(({ path: around }) => around.includes('nav.languages'));
      expect(switched.map(({ attributes }) => attributes.hreflang)).toEqual(
        languageTags.filter((tag) => tag !== language),
      );
    },
  );

  it('gets no 406; a client that accepts no format of the service does, and not as a page', async () => {
    const headers = { Accept: 'image/png', 'Accept-Language': 'fr;q=1, *;q=0' };
    const answer = await ask('/actions/data', { headers });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([406, 'application/problem+json']);
    expect(answer.json).toMatchObject({ available: expect.arrayContaining(['text/html', 'application/json']) });
  });
});

describe('the page of a 404 has links to what exists', () => {
  it.each([
    ['/en/actions/data.pdf', '/en/actions/data', 'fr'],
    ['/actions.pdf', '/actions', 'en'],
    ['/en/actions/data.csv', '/en/actions/data', 'ja'],
    ['/ja/actions.ics', '/ja/actions', 'en'],
  ])('%s: the item or collection in each of its formats', async (path, stem, header) => {
    const { status, text } = await asBrowser(path, header);
    expect(status).toBe(404);
    const { links } = await mainOf(text);
    for (const extension of ['json', 'html', 'md']) expect(links).toContainEqual([extension, `${stem}.${extension}`]);
    for (const [extension, href = ''] of links.filter(([, href]) => href?.startsWith(`${stem}.`)))
      expect((await ask(href)).status, extension).toBe(200);
  });

  it('/fr/actions/data: the same path in the languages of the service', async () => {
    const { links } = await mainOf((await asBrowser('/fr/actions/data', 'en')).text);
    expect(links.slice(0, 2)).toEqual([
      ['日本語', '/ja/actions/data'],
      ['English', '/en/actions/data'],
    ]);
  });

  it('/ja/events: the collections that exist, by name and once', async () => {
    const { page, links } = await mainOf((await asBrowser('/ja/events', 'en')).text);
    expect(links.filter(([, href]) => href === '/ja/actions.html')).toEqual([['共同作業', '/ja/actions.html']]);
    expect(page.named('code')).toEqual([]);
  });
});

describe('a withdrawal with a notice in one language only', () => {
  beforeEach(startOver);

  const notices = { ja: '用語を統合しました。<b>', en: 'The term was merged. <b>' };
  it.each([
    ['ja', 'en', 'この項目は2026年12月2日（令和8年12月2日）に公開を終了しました。'],
    ['en', 'ja', 'This item was withdrawn on 2 December 2026. '],
  ] as const)(
    'a reader of %s gets the notice in %s, with its language in the markup',
    async (reader, writer, before) => {
      const withdrawal = { date: '2026-12-02T00:00:00Z', notice: { [writer]: notices[writer] } };
      await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: withdrawal, en: withdrawal } }));
      const { headers, text } = await asBrowser(`/${reader}/terms/dfft`, reader);
      expect(headers.get('Content-Language')).toBe(`${reader}, ${writer}`);
      const { page } = await mainOf(text);
      const lead = page.all.find(({ attributes }) => attributes.class === 'lead');
      expect(lead?.text).toBe(before + notices[writer]);
      const marked = page.all.filter(({ path, attributes }) => path.includes('main.width') && attributes.lang);
      expect(marked.map((each) => [each.attributes.lang, each.text])).toEqual([[writer, notices[writer]]]);
      const own = await asBrowser(`/${writer}/terms/dfft`, reader);
      expect(own.headers.get('Content-Language')).toBe(writer);
      expect(own.text).not.toContain(`<span lang="${writer}">${notices[writer].slice(0, 5)}`);
      const { json } = await ask(`/${reader}/terms/dfft.json`);
      expect(json).toMatchObject({ detail: before + notices[writer] });
      expect(json).not.toHaveProperty('quoted');
    },
  );
});

describe('when the database cannot be read', () => {
  beforeEach(startOver);
  afterEach(async () => {
    await env.DB.exec('ALTER TABLE elsewhere RENAME TO derived');
    vi.restoreAllMocks();
  });

  it.each([
    ['/actions/data', 'ja', '一時的に利用できません', 'もう一度表示する'],
    ['/actions/data', 'en', 'Not available at the moment', 'Try again'],
    ['/en/outcomes.html?status=ongoing', 'ja', 'Not available at the moment', 'Try again'],
    ['/ja/terms/dfft', 'fr;q=1, *;q=0', '一時的に利用できません', 'もう一度表示する'],
  ])(
    '%s in a browser that prefers %s is a 503 page with a link to try again, and Retry-After',
    async (path, header, title, retry) => {
      const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      await env.DB.exec('ALTER TABLE derived RENAME TO elsewhere');
      const { status, headers, text } = await asBrowser(path, header);
      expect([status, headers.get('Retry-After')]).toEqual([503, '30']);
      expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(headers.get('Cache-Control')).toBe('no-store');
      const { page, links } = await mainOf(text);
      expect(page.named('h1').map(({ text: lead }) => lead)).toEqual([title]);
      expect(page.named('html')[0]?.attributes.lang).toBe(headers.get('Content-Language'));
      // An empty reference leads to the page's own URL, with its query (RFC 3986 §4.4).
      expect(links[0]).toEqual([retry, '']);
      expect(links).toContainEqual([
        expect.stringContaining('503'),
        `/${headers.get('Content-Language')}/problems/unavailable`,
      ]);
      expect(text).not.toMatch(/D1_|SQL|elsewhere|stack|\.ts\b/);
      expect(logged).toHaveBeenCalledOnce();
    },
  );
});
