import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { type Element, type Read, readPage } from '../../support/pages/reader.ts';

const origin = 'https://example.jp';
/** The limit of a page, in bytes. */
const limit = 40 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text).length;

const labelled = ({ attributes }: Element, name: string, value: string) => attributes[name] === value;

describe('a collection is a page', () => {
  const pageOf = async (path: string) => readPage((await ask(path)).text);

  it.each(kinds)('%s: every item, in the order of the list', async (kind) => {
    for (const language of languageTags) {
      const { text } = await ask(`/${language}/${kind}.html`);
      expect(bytes(text), kind).toBeLessThanOrEqual(limit);
      const page = await readPage(text);
      const body = (await ask(`/${language}/${kind}.json`)).json as { items: { slug: string }[]; total: number };
      const cards = page.named('h2').flatMap(({ links }) => links);
      expect(cards).toEqual(body.items.map(({ slug }) => `/${language}/${kind}/${slug}.html`));
      expect(page.text).toContain(messagesFor(language).t('collection.total', { count: body.total }));
      expect(page.named('h1').map(({ text }) => text)).toEqual([locales[language].ui.kinds[kind as Kind]]);
    }
  });

  it.each([
    ['/ja/terms.html', 'CSV（Excel用）', '/ja/terms.csv?excel=1'],
    ['/en/outcomes.html?status=done&limit=1', 'CSV for Excel', '/en/outcomes.csv?excel=1&limit=100&status=done'],
  ])('%s leads to a file that Excel opens without garbling Japanese', async (path, name, href) => {
    const page = await pageOf(path);
    expect(page.named('a').filter(({ text }) => text === name)).toMatchObject([{ attributes: { href } }]);
    const { status, headers } = await ask(href);
    expect([status, headers.get('Link')?.split(';')[0]]).toEqual([200, `<${origin}${href}>`]);
  });

  it('its filters are shown by name, and can be taken away', async () => {
    const page = await pageOf('/ja/outcomes.html?council=council-2-2024&status=ongoing');
    const filters = page.all.find(({ attributes }) => attributes.class === 'filters');
    expect(filters?.text).toContain('会合：第2回日英デジタルパートナーシップ政務級会合');
    expect(filters?.text).toContain('状況：継続中');
    expect(filters?.links).toEqual(['/ja/outcomes.html']);
  });

  it.each([
    ['/ja/councils.html?participant=kozuki-ryosuke', '出席者：上月良祐', 'ja'],
    [
      '/en/documents.html?council=council-2-2024',
      'Meeting: Second Ministerial Japan-UK Digital Partnership Council',
      'en',
    ],
    [
      '/ja/outcomes.html?action=cyber-resilience&council=council-3-2025',
      '共同作業：Cyber resilience 日本語名なし 名称未確認',
      'ja, en',
    ],
    ['/ja/outcomes.html?council=no-such-council', '会合：no-such-council', 'ja'],
  ])('%s: also where no item on the page shows that name', async (path, expectedText, languages) => {
    const { headers, text } = await ask(path);
    const page = await readPage(text);
    const filters = page.all.filter(({ name, path: around }) => name === 'li' && around.includes('section.filters'));
    expect(filters.map((filter) => filter.text)).toContain(expectedText);
    expect(headers.get('Content-Language')).toBe(languages);
    const { json } = await ask(path.replace('.html', '.json'));
    expect(JSON.stringify(json)).not.toContain('/filters/');
  });

  it('a fallback in a filter is marked', async () => {
    const page = await pageOf('/ja/outcomes.html?action=cyber-resilience');
    const [filter] = page.all.filter(({ name, path }) => name === 'li' && path.includes('section.filters'));
    expect(filter?.text).toBe('共同作業：Cyber resilience 日本語名なし 名称未確認');
    const spans = page.named('span').filter(({ path }) => path.includes('section.filters'));
    expect(spans.map(({ text, attributes }) => [text, attributes.lang])).toEqual([
      ['Cyber resilience', 'en'],
      ['日本語名なし', undefined],
      ['名称未確認', undefined],
    ]);
  });

  it.each([
    ['/ja/outcomes.html', ['council', 'action'], []],
    ['/en/outcomes.html?council=council-2-2024&status=ongoing', ['council', 'action'], ['status']],
    ['/en/documents.html?council=council-2-2024', ['council', 'publisher'], []],
    ['/ja/roles.html?fallback=none', ['organisation'], ['fallback']],
    ['/ja/terms.html', [], []],
    ['/ja/outcomes.html?council=no-such-council', [], []],
  ])(
    '%s can be filtered by what its items link to: without a script, and by nothing that finds nothing',
    async (path, by, hiddenNames) => {
      const page = await pageOf(path);
      const form = page.named('form').find(({ attributes }) => attributes.class === 'choosing');
      const selects = page.named('select').filter(({ path: around }) => around.includes('form.choosing'));
      expect(selects.map(({ attributes }) => attributes.name)).toEqual(by);
      expect(page.named('input').map(({ attributes }) => attributes.name)).toEqual(hiddenNames);
      const labels = page.named('label').map(({ attributes }) => attributes.for);
      expect(labels).toEqual(selects.map(({ attributes }) => attributes.id));
      const parameters = new URL(path, origin).searchParams;
      for (const { attributes } of selects) {
        const options = page.named('option').filter(({ parents }) => parents.includes(attributes));
        const chosen = options
          .filter((option) => 'selected' in option.attributes)
          .map((option) => option.attributes.value);
        expect(chosen).toEqual(parameters.has(attributes.name ?? '') ? [parameters.get(attributes.name ?? '')] : []);
        for (const option of options) {
          // What a browser sends: all fields, those that were left open as empty values.
          const sent = new URLSearchParams([
            ...parameters,
            ...by.map((name) => [name, parameters.get(name) ?? ''] as [string, string]),
          ]);
          for (const name of by) sent.set(name, parameters.get(name) ?? '');
          sent.set(attributes.name ?? '', option.attributes.value ?? '');
          let answer = await ask(`${form?.attributes.action}?${sent}`);
          if (answer.status === 308) answer = await ask((answer.headers.get('Location') ?? '').slice(origin.length));
          expect(answer.status).toBe(200);
          expect((await readPage(answer.text)).named('h2').flatMap(({ links }) => links)).not.toEqual([]);
        }
      }
    },
  );

  it.each([
    ['/ja/outcomes.html', undefined],
    ['/ja/outcomes.html?limit=3', locales.ja.ui.collection.choosable],
    ['/en/outcomes.html?limit=3', locales.en.ui.collection.choosable],
  ])('%s: a form with fewer options than the whole collection has says so', async (path, expectedText) => {
    const notes = async (page: Read) => {
      const ids = page.named('select').map(({ attributes }) => attributes['aria-describedby']);
      expect(ids).not.toEqual([]);
      return ids.map((id) => id && page.all.find(({ attributes }) => attributes.id === id)?.text);
    };
    const page = await pageOf(path);
    expect(new Set(await notes(page))).toEqual(new Set([expectedText]));
    const next = page.named('a').find((link) => labelled(link, 'rel', 'next'))?.attributes.href;
    expect(next === undefined).toBe(expectedText === undefined);
    if (next) expect(new Set(await notes(await pageOf(next)))).toEqual(new Set([expectedText]));
  });

  it('empty fields of a form are redirected away; in JSON they are 400', async () => {
    const { status, headers } = await ask('/ja/outcomes.html?council=&action=data&limit=');
    expect([status, headers.get('Location')]).toEqual([308, `${origin}/ja/outcomes.html?action=data`]);
    expect((await ask('/ja/outcomes.json?council=&action=data')).status).toBe(400);
  });

  it('pages lead on to the next and back to the first; a place in a list is no alternate of another', async () => {
    let page = await pageOf('/en/participants.html?limit=8');
    const seen: string[] = [];
    for (;;) {
      seen.push(...page.named('h2').flatMap(({ links }) => links.filter((href) => /participants\/./.test(href))));
      const next = page.named('a').find((link) => labelled(link, 'rel', 'next'));
      if (!next) break;
      page = await pageOf(next.attributes.href ?? '');
      const first = page.all.find(({ attributes }) => attributes.class === 'pages')?.links[0];
      expect(first).toBe('/en/participants.html?limit=8');
      expect(page.named('link').filter(({ attributes }) => attributes.hreflang)).toEqual([]);
    }
    const all = (await ask('/en/participants.json')).json as { items: { slug: string }[] };
    expect(seen).toEqual(all.items.map(({ slug }) => `/en/participants/${slug}.html`));
  });

  it('an empty one says so', async () => {
    const page = await pageOf('/ja/outcomes.html?council=no-such-council');
    expect(page.text).toContain('該当する記録はありません。');
  });
});
