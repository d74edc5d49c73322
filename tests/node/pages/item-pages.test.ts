import { describe, expect, it } from 'vitest';
import { fallbackText, unverifiedText } from '../../../src/i18n/annotations.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { formatsOfRecord } from '../../support/formats/of-record.ts';
import { type Element, type Read, readPage } from '../../support/pages/reader.ts';
import { at } from '../../support/pointer.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { newTerm, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const limit = 40 * 1024;

interface Body {
  kind: Kind;
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
  page.named('span').some(({ attributes }) => attributes.class?.split(' ').includes('mark-unverified'));
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
        const scripts = page.named('script').filter((one) => !labelled(one, 'type', 'application/ld+json'));
        expect(scripts, path).toEqual([]);
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
    for (const file of recordFiles.filter((each) => each.kind === kind)) {
      const item = `${kind}/${file.slug}`;
      const alternatesOf = async (tag: string) => {
        const page = await pageAt(`/${tag}/${item}.html`);
        const links = page.named('link').map(({ attributes }) => attributes);
        const forms = links.filter(({ rel, type }) => rel === 'alternate' && type && !type.endsWith('+oembed'));
        const written = formatsOfRecord(file).filter(({ extension }) => extension !== 'html');
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

  it.each(kinds)('%s: a fallback has a lang attribute, and nothing else has', async (kind) => {
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
      // A page in another language is cited as it calls itself.
      const cited = (body.sources as { title?: string; publisherName?: string; language: string }[])
        .filter((source) => source.language !== language)
        .flatMap(({ title, publisherName }) => [title, publisherName].filter((part) => part !== undefined));
      for (const { text } of foreign)
        if (!cited.some((part) => text.includes(part)))
          expect([...borrowed, ...aliases], `${item} ${text}`).toContain(text);
      for (const [pointer, tag] of Object.entries(body.fallbacks)) {
        const shown = innermost(page, String(at(body, pointer)));
        for (const { attributes, parents } of shown)
          expect([attributes.lang, ...parents.map(({ lang }) => lang)], `${item}${pointer}`).toContain(tag);
      }
      if (body.fallbacks['/name']) {
        const note = fallbackText(messagesFor(language), body.kind, '/name', body.fallbacks['/name']);
        expect(page.named('h1')[0]?.text, item).toContain(note);
      }
    }
  });

  it.each(kinds)('%s: what no source confirms is marked where it stands', async (kind) => {
    const markOf = (pointer: string) => unverifiedText(messagesFor(language), kind, pointer);
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const body = (await ask(`/${language}/${item}.json`)).json as Body;
      const page = await pageAt(`/${language}/${item}.html`);
      // The reading stands above the name.
      for (const pointer of ['/name', ...(kind === 'participants' ? ['/reading'] : [])])
        expect(page.named('h1')[0]?.text.includes(markOf(pointer)), item).toBe(body.unverified.includes(pointer));
      for (const pointer of body.unverified.filter((each) => /^\/aliases\/\d+$/.test(each))) {
        const { text } = at(body, pointer) as { text: string };
        const cells = page.named('td').filter(({ path }) => path.includes('section'));
        expect(
          cells.map((cell) => cell.text),
          item,
        ).toContain(`${text} ${markOf(pointer)}`);
      }
      const links = page.named('a').filter(({ path }) => path.includes('main'));
      for (const pointer of body.unverified.filter((each) => each.endsWith('/action/name'))) {
        const name = String(at(body, pointer));
        for (const link of links.filter(({ text }) => text === name))
          expect(link.after, item + pointer).toContain(markOf(pointer));
      }
      expect(hasExplanation(page, language), item).toBe(body.unverified.length > 0);
      expect(hasUnverified(page), item).toEqual(body.unverified.length > 0);
    }
  });

  it.each(['', ...kinds.map((kind) => `/${kind}.html`)])(
    '%s: the unverified mark is explained where it is used, and only there',
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

  it.each([
    ['日英デジタルパートナーシップ立ち上げ会合', '日英<wbr/>デジタルパートナーシップ<wbr/>立ち上げ会合'],
    ['サプライチェーン強靱化', 'サプライチェーン<wbr/>強靱化'],
    ['第2回日英デジタルパートナーシップ政務級会合', '日英<wbr/>デジタルパートナーシップ<wbr/>政務級会合'],
    ['デジタル庁とデータの取組', 'デジタル庁とデータの取組'],
    ['パートナーシップの会合', 'パートナーシップの会合'],
    ['Cyber resilience', 'Cyber resilience'],
  ])('a name may break between its words, not inside them: %s', async (name, broken) => {
    await put(newTerm('long-name', { ja: { name, reading: 'よみ', definition: '意味。' } }));
    expect((await ask('/ja/terms/long-name.html')).text).toMatch(new RegExp(`<h1>[^\\n]*${broken}[^\\n]*</h1>`));
    await startOver();
  });

  it.each(kinds)('%s: sources are cited by publisher and title, or show their whole URL', async (kind) => {
    const cite = {
      ja: (by: string, title: string) => `${by}「${title}」`,
      en: (by: string, title: string) => `${by}, “${title}”`,
    };
    for (const item of items.filter((each) => each.startsWith(`${kind}/`))) {
      const page = await pageAt(`/${language}/${item}.html`);
      const links = page.named('a').filter(({ path }) => path.includes('ul.sources'));
      const { sources } = (await ask(`/${language}/${item}.json`)).json as {
        sources: { href: string; title?: string; publisherName?: string }[];
      };
      expect(
        links.map(({ text }) => text),
        item,
      ).toEqual(
        sources.map(({ href, title, publisherName }) =>
          title && publisherName
            ? cite[language](publisherName, title)
            : title
              ? language === 'ja'
                ? `「${title}」`
                : `“${title}”`
              : href.replace('https://', '').replace(/\/$/, ''),
        ),
      );
    }
  });

  it('a page in another language is cited in that language, and marked as such', async () => {
    const page = await pageAt('/ja/councils/council-2-2024.html');
    const href = 'https://digital.go.jp/en/news/2eed0c53-be78-40f4-afc2-877e8ad6da4d';
    const links = page
      .named('a')
      .filter(({ attributes, path }) => attributes.href === href && path.includes('ul.sources'));
    expect(links.map(({ text, attributes }) => [text, attributes.hreflang])).toEqual([
      ['Digital Agency「The Second Ministerial Japan-UK Digital Partnership Council held」', 'en'],
    ]);
    const cited = page
      .named('span')
      .filter(({ path, attributes }) => path.includes('ul.sources') && attributes.lang === 'en');
    expect(cited.map(({ text }) => text)).toContain(links[0]?.text);
  });
});
