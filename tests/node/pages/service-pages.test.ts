import { describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { contactOf, operatorName } from '../../../src/operator.ts';
import { servicePages } from '../../../src/pages/service-paths.ts';
import { partnership } from '../../../src/partnership.ts';
import { ask } from '../../support/ask.ts';
import { markupFaults } from '../../support/pages/markup.ts';
import { readPage } from '../../support/pages/reader.ts';

const origin = 'https://example.jp';
const html = { headers: { Accept: 'text/html' } };
const contact = contactOf(partnership.operator.contact);
const notices = {
  ja: 'このサービスは、日英両政府の公式サイトではありません。公表資料をもとに作成しています。',
  en: 'This is not an official website of the government of Japan or of the United Kingdom. It is compiled from published sources.',
};

describe.each(languageTags)('in %s, a reader learns who publishes this', (language) => {
  it.each([
    '',
    '/actions',
    '/actions/data',
    '/participants/kozuki-ryosuke?fallback=none',
    '/docs',
    '/docs/terms',
    '/embed-builder',
    '/problems/not-found',
    '/actions/nope',
    '/nope',
    '/terms?limit=0',
    ...servicePages.map((name) => `/${name}`),
  ])('at the foot of %s: no government, and who does; with links to more, and to a contact', async (path) => {
    const page = await readPage((await ask(`/${language}${path}`, html)).text);
    const foot = page.named('footer')[0];
    expect(foot?.text).toContain(notices[language]);
    expect(foot?.text).toContain(operatorName(language));
    expect(foot?.links).toEqual(
      expect.arrayContaining([...servicePages.map((name) => `/${language}/${name}`), contact.href]),
    );
  });

  it.each(servicePages)(
    '/%s is a page with one heading, of the right size, whose links lead somewhere',
    async (name) => {
      const { status, headers, text } = await ask(`/${language}/${name}`);
      expect([status, headers.get('Content-Type'), headers.get('Content-Language'), headers.get('Vary')]).toEqual([
        200,
        'text/html; charset=utf-8',
        language,
        null,
      ]);
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(40 * 1024);
      expect(await markupFaults(text)).toEqual([]);
      expect(text).not.toMatch(/\{\{|\[object|undefined|<script/);
      const page = await readPage(text);
      expect(page.named('h1')).toHaveLength(1);
      const links = page.named('link').map(({ attributes }) => attributes);
      expect(links.find(({ rel }) => rel === 'canonical')?.href).toBe(`${origin}/${language}/${name}`);
      expect(links.filter(({ hreflang }) => hreflang).map(({ hreflang, href }) => [hreflang, href])).toEqual([
        ...languageTags.map((tag) => [tag, `${origin}/${tag}/${name}`]),
        ['x-default', `${origin}/${name}`],
      ]);
      const main = page.named('a').filter(({ path }) => path.some((each) => each.startsWith('main')));
      for (const { attributes } of main.filter((link) => link.attributes.href?.startsWith('/')))
        expect((await ask(attributes.href ?? '', html)).status, attributes.href).toBe(200);
      expect(main.map(({ text: label, attributes }) => [label, attributes.href])).toContainEqual([
        contact.text,
        contact.href,
      ]);
    },
  );

  it.each(servicePages)('/%s without a language is the same, by Accept-Language', async (name) => {
    const { status, headers, text } = await ask(`/${name}`, { headers: { 'Accept-Language': language } });
    expect([status, headers.get('Vary'), headers.get('Content-Location')]).toEqual([
      200,
      'Accept-Language',
      `${origin}/${language}/${name}`,
    ]);
    expect(text).toBe((await ask(`/${language}/${name}`)).text);
  });

  it.each(servicePages)('/%s has no parameters, no slash at its end, and nothing below it', async (name) => {
    for (const path of [`/${language}/${name}?utm_source=x`, `/${language}/${name}/`]) {
      const { status, headers } = await ask(path);
      expect([status, headers.get('Location')]).toEqual([308, `${origin}/${language}/${name}`]);
    }
    expect((await ask(`/${language}/${name}/x`)).status).toBe(404);
    expect((await ask(`/${language}/${name}`, { method: 'POST' })).status).toBe(405);
  });
});

it('the privacy page names what a line of the log has, and says what it has not', async () => {
  const { text } = await ask('/en/privacy');
  for (const part of ['number of the request', 'form of the URL', 'method', 'status code', 'language', 'format'])
    expect(text).toContain(part);
  expect(text).toContain('no IP address');
});
