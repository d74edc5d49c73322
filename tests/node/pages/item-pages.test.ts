import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { type Element, type Read, readPage } from '../../support/pages/reader.ts';
import { at } from '../../support/pointer.ts';
import { recordFiles } from '../../support/records.ts';

const origin = 'https://example.jp';
const limit = 40 * 1024;

interface Body {
  name: string;
  fallbacks: Record<string, Language>;
  unverified: string[];
  [field: string]: unknown;
}

const items = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`);
const bytes = (text: string) => new TextEncoder().encode(text).length;

// Reading a page takes longer than writing it: each is read once.
const read = new Map<string, Promise<Read>>();
const pageAt = (path: string): Promise<Read> => {
  const page = read.get(path) ?? ask(path).then(({ text }) => readPage(text));
  read.set(path, page);
  return page;
};

const labelled = ({ attributes }: Element, name: string, value: string) => attributes[name] === value;

const hasUnverified = (page: Read): boolean =>
  page.named('span').some(({ attributes }) => attributes.class?.split(' ').includes('mark-doubt'));
const hasExplanation = (page: Read, language: Language): boolean =>
  page.named('p').some(({ text }) => text === messagesFor(language).t('page.unverifiedHelp'));

// Where a text stands: what stands around such an element and holds nothing else says it only through that.
const innermost = ({ all }: Read, expectedText: string): Element[] => {
  const matching = all.filter(({ text }) => text === expectedText);
  return matching.filter(({ attributes }) => !matching.some(({ parents }) => parents.includes(attributes)));
};

describe.each(languageTags)('every record has a page in %s', (language) => {
  const others: readonly (string | undefined)[] = languageTags.filter((tag) => tag !== language);

  it.each(kinds)(
    '%s: one heading of the first order, one way home, no script, nothing from elsewhere',
    async (kind) => {
      for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
        const path = `/${language}/${item}.html`;
        const { status, headers, text } = await ask(path);
        expect(status, path).toBe(200);
        expect(headers.get('Content-Type'), path).toBe('text/html; charset=utf-8');
        expect(bytes(text), path).toBeLessThanOrEqual(limit);
        const page = await pageAt(path);
        expect(page.named('html')[0]?.attributes.lang, path).toBe(language);
        expect(page.named('h1'), path).toHaveLength(1);
        expect(page.named('main'), path).toHaveLength(1);
        expect(page.named('script'), path).toEqual([]);
        expect(page.named('style'), path).toEqual([]);
        expect(
          page.all.filter(({ attributes }) => 'style' in attributes || 'onclick' in attributes),
          path,
        ).toEqual([]);
        const fetched = [...page.named('img'), ...page.named('iframe'), ...page.named('object')];
        expect(fetched, path).toEqual([]);
        for (const { attributes } of page.named('link').filter((link) => labelled(link, 'rel', 'stylesheet')))
          expect(attributes.href, path).toMatch(/^\/styles\/pages\.[0-9a-f]{12}\.css$/);
        const ids = page.all.map(({ attributes }) => attributes.id).filter((id) => id !== undefined);
        expect(new Set(ids).size, path).toBe(ids.length);
        const named = page.all.flatMap(({ attributes }) => [
          attributes['aria-labelledby'],
          attributes['aria-describedby'],
        ]);
        for (const id of named.filter((id) => id !== undefined)) expect(ids, `${path} ${id}`).toContain(id);
      }
    },
  );

  it.each(kinds)('%s: its alternates name each other, and the language that is asked of the reader', async (kind) => {
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const alternatesOf = async (tag: string) => {
        const page = await pageAt(`/${tag}/${item}.html`);
        const links = page.named('link').map(({ attributes }) => attributes);
        const forms = links.filter(({ rel, type }) => rel === 'alternate' && type && !type.endsWith('+oembed'));
        const written = formatsOf('item', kind).filter(({ extension }) => extension !== 'html');
        expect(forms.map(({ type, href }) => [type, href])).toEqual(
          written.map(({ extension, mediaType }) => [mediaType, `${origin}/${tag}/${item}.${extension}`]),
        );
        const canonical = links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href);
        expect(canonical).toEqual([`${origin}/${tag}/${item}.html`]);
        const alternates = links.filter((link) => link.hreflang !== undefined);
        return Object.fromEntries(alternates.map(({ hreflang = '', href }) => [hreflang, href]));
      };
      const expected = Object.fromEntries(languageTags.map((tag) => [tag, `${origin}/${tag}/${item}.html`]));
      expect(await alternatesOf(language), item).toEqual({ ...expected, 'x-default': `${origin}/${item}.html` });
      const { headers } = await ask(`/${item}.html`, { headers: { 'Accept-Language': language } });
      expect(headers.get('Content-Location')).toBe(expected[language]);
    }
  });

  it.each(kinds)('%s: what is borrowed carries its language, and nothing else does', async (kind) => {
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const body = (await ask(`/${language}/${item}.json`)).json as Body;
      const page = await pageAt(`/${language}/${item}.html`);
      const foreign = page.all.filter(
        ({ attributes, path }) => others.includes(attributes.lang) && !path.includes('nav.languages'),
      );
      const borrowed = Object.keys(body.fallbacks).map((pointer) => String(at(body, pointer)));
      const aliases = (body.aliases as { text: string; language: string }[])
        .filter((alias) => alias.language !== language)
        .map(({ text }) => text);
      for (const { text } of foreign) expect([...borrowed, ...aliases], `${item} ${text}`).toContain(text);
      for (const [pointer, tag] of Object.entries(body.fallbacks)) {
        const shown = innermost(page, String(at(body, pointer)));
        for (const { attributes, parents } of shown)
          expect([attributes.lang, ...parents.map(({ lang }) => lang)], `${item}${pointer}`).toContain(tag);
      }
      if (body.fallbacks['/name']) {
        const { t, languageName } = messagesFor(language);
        const note = t('page.onlyInBriefly', { language: languageName(body.fallbacks['/name']) });
        expect(page.named('h1')[0]?.text, item).toContain(note);
      }
    }
  });

  it.each(kinds)('%s: what no source confirms is marked where it stands', async (kind) => {
    const mark = messagesFor(language).t('page.unverified');
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const body = (await ask(`/${language}/${item}.json`)).json as Body;
      const page = await pageAt(`/${language}/${item}.html`);
      // The reading stands above the name.
      const inHeading = ['/name', '/reading'].some((pointer) => body.unverified.includes(pointer));
      expect(page.named('h1')[0]?.text.includes(mark), item).toBe(inHeading);
      for (const pointer of body.unverified.filter((each) => /^\/aliases\/\d+$/.test(each))) {
        const { text } = at(body, pointer) as { text: string };
        const cells = page.named('td').filter(({ path }) => path.includes('section'));
        expect(
          cells.map((cell) => cell.text),
          item,
        ).toContain(`${text} ${mark}`);
      }
      const links = page.named('a').filter(({ path }) => path.includes('main'));
      for (const pointer of body.unverified.filter((each) => each.endsWith('/action/name'))) {
        const name = String(at(body, pointer));
        for (const link of links.filter(({ text }) => text === name))
          expect(link.after, item + pointer).toContain(mark);
      }
      expect(hasExplanation(page, language), item).toBe(body.unverified.length > 0);
      expect(hasUnverified(page), item).toEqual(body.unverified.length > 0);
    }
  });

  it.each(['', ...kinds.map((kind) => `/${kind}.html`)])(
    '%s: the mark of doubt is explained, and only where it is',
    async (path) => {
      const { text } = await ask(`/${language}${path}`, { headers: { Accept: 'text/html' } });
      const page = await readPage(text);
      expect(hasExplanation(page, language)).toBe(hasUnverified(page));
    },
  );

  it('a meeting’s number is kept in one piece wherever its name stands', async () => {
    const page = await pageAt('/ja/councils/council-2-2024.html');
    const whole = page.named('span').filter(({ attributes }) => attributes.class === 'whole');
    for (const around of ['nav.trail', 'h1'])
      expect(
        whole.filter(({ path }) => path.includes(around)).map(({ text }) => text),
        around,
      ).toContain('第2回');
  });

  it.each(kinds)('%s: sources are told by their whole addresses, so that paper keeps them', async (kind) => {
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const page = await pageAt(`/${language}/${item}.html`);
      const links = page.named('a').filter(({ path }) => path.includes('ul.sources'));
      const { sources } = (await ask(`/${language}/${item}.json`)).json as { sources: { href: string }[] };
      expect(
        links.map(({ text }) => text),
        item,
      ).toEqual(sources.map(({ href }) => href.replace('https://', '').replace(/\/$/, '')));
    }
  });
});

describe('a collection is a page', () => {
  const pageOf = async (path: string) => readPage((await ask(path)).text);

  it.each(kinds)('%s: every item, in the order of the list', async (kind) => {
    for (const language of languageTags) {
      const { text } = await ask(`/${language}/${kind}.html`);
      expect(bytes(text), kind).toBeLessThanOrEqual(limit);
      const page = await readPage(text);
      const body = (await ask(`/${language}/${kind}.json`)).json as { items: { slug: string }[]; total: number };
      const cards = page.named('h2').flatMap(({ links }) => links);
      expect(cards).toEqual(body.items.map(({ slug }) => `/${language}/${kind}/${slug}`));
      expect(page.text).toContain(messagesFor(language).t('collection.total', { count: body.total }));
      expect(page.named('h1').map(({ text }) => text)).toEqual([locales[language].ui.kinds[kind as Kind]]);
    }
  });

  it.each([
    ['/ja/terms.html', 'Excel用のcsv', '/ja/terms.csv?excel=1'],
    ['/en/outcomes.html?status=done&limit=1', 'csv for Excel', '/en/outcomes.csv?excel=1&limit=100&status=done'],
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
      '共同作業：Cyber resilience 英語のみ 未確認',
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

  it('what a filter borrows is marked as anywhere', async () => {
    const page = await pageOf('/ja/outcomes.html?action=cyber-resilience');
    const [filter] = page.all.filter(({ name, path }) => name === 'li' && path.includes('section.filters'));
    expect(filter?.text).toBe('共同作業：Cyber resilience 英語のみ 未確認');
    const spans = page.named('span').filter(({ path }) => path.includes('section.filters'));
    expect(spans.map(({ text, attributes }) => [text, attributes.lang])).toEqual([
      ['Cyber resilience', 'en'],
      ['英語のみ', undefined],
      ['未確認', undefined],
    ]);
  });

  it.each([
    ['/ja/outcomes.html', ['council', 'action'], []],
    ['/en/outcomes.html?council=council-2-2024&status=ongoing', ['council', 'action'], ['status']],
    ['/en/documents.html?council=council-2-2024', ['publisher'], ['council']],
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
  ])('%s: whose form offers less than the whole list might, says so to all', async (path, expectedText) => {
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

  it('what a form has left open is no parameter of the page; a program is told of its mistake', async () => {
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
    expect(seen).toEqual(all.items.map(({ slug }) => `/en/participants/${slug}`));
  });

  it('an empty one says so', async () => {
    const page = await pageOf('/ja/outcomes.html?council=no-such-council');
    expect(page.text).toContain('該当する記録はありません。');
  });
});
