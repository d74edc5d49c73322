import { beforeEach, describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { languages, languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { newTerm, startOver } from '../../support/state.ts';

/** The languages as Open Graph names them: ja_JP, en_GB. */
const locales = new Map(languages.map(({ tag, territory }) => [tag, `${tag}_${territory}`]));
const headOf = async (path: string) => {
  const { status, text } = await ask(path, { headers: { Accept: 'text/html' } });
  expect(status, path).toBe(200);
  const page = await readPage(text);
  const metas = page.named('meta').map(({ attributes }) => attributes);
  const contentOf = (property: string) =>
    metas.filter((meta) => meta.property === property).map(({ content }) => content);
  return { page, contentOf };
};

beforeEach(startOver);

it('Open Graph names Japanese ja_JP and English en_GB', () => {
  expect([locales.get('ja'), locales.get('en')]).toEqual(['ja_JP', 'en_GB']);
});

describe.each(languages)('who shares a link to a page in $tag', ({ tag: language, fallback }) => {
  it.each(['', '/councils', '/actions/data', '/outcomes?status=done'])(
    '%s: learns its language, and which others it is there in',
    async (path) => {
      const { contentOf } = await headOf(`/${language}${path}`);
      expect(contentOf('og:locale')).toEqual([locales.get(language)]);
      expect(contentOf('og:locale:alternate')).toEqual(
        [...locales.values()].filter((locale) => locale !== locales.get(language)),
      );
      for (const property of ['og:title', 'og:description', 'og:type', 'og:url', 'og:site_name'])
        expect(contentOf(property), property).toEqual([expect.stringMatching(/./)]);
    },
  );

  it('a page that is made of borrowed texts, or a place in a list, has no other', async () => {
    const term = { name: 'borrowed', definition: 'Said once.' };
    await put(newTerm('borrowed', { [fallback[0] ?? '']: term }));
    const list = await ask(`/${language}/terms.json?limit=2`);
    const next = new URL((list.json as { next: string }).next);
    for (const path of [`/${language}/terms/borrowed`, `/${language}/terms${next.search}`]) {
      const { contentOf } = await headOf(path);
      expect([contentOf('og:locale'), contentOf('og:locale:alternate')], path).toEqual([[locales.get(language)], []]);
    }
  });
});

describe.each(languageTags)('a feed reader that is given a page in %s', (language) => {
  it.each([
    ['', '/changes.atom'],
    ['/terms', '/terms.atom'],
    ['/actions/data', '/actions/data.atom'],
  ])('%s: finds its feed, and that there is one', async (path, feed) => {
    const { page } = await headOf(`/${language}${path}`);
    const found = page.named('link').filter(({ attributes }) => attributes.type === 'application/atom+xml');
    const href = `https://example.jp/${language}${feed}`;
    expect(found.map(({ attributes }) => [attributes.rel, attributes.href])).toEqual([['alternate', href]]);
    expect(found[0]?.attributes.title).toMatch(/./);
    expect((await ask(`/${language}${feed}`)).status).toBe(200);
  });
});

describe.each(languageTags)('a program that embeds what a link leads to, in %s', (language) => {
  it.each(kinds)('%s: finds in every item’s page how, as JSON and as XML', async (kind) => {
    for (const { slug } of recordFiles.filter((file) => file.kind === kind)) {
      const path = `/${language}/${kind}/${slug}`;
      const { page } = await headOf(path);
      const links = page.named('link').filter(({ attributes }) => attributes.type?.endsWith('+oembed'));
      expect(
        links.map(({ attributes }) => [attributes.rel, attributes.type]),
        path,
      ).toEqual([
        ['alternate', 'application/json+oembed'],
        ['alternate', 'text/xml+oembed'],
      ]);
      for (const { attributes } of links) {
        const { origin, pathname, search, searchParams } = new URL(attributes.href ?? '');
        expect([origin, pathname, searchParams.get('url')]).toEqual([
          'https://example.jp',
          '/oembed',
          `https://example.jp${path}.html`,
        ]);
        const { status, headers, text } = await ask(pathname + search);
        expect(status, path).toBe(200);
        expect(attributes.type).toContain(headers.get('Content-Type')?.replace(/;.*/, ''));
        expect(text).toContain(`/${language}/embed/${kind}/${slug}`);
      }
    }
  });

  it('a list is no item, and says nothing of it', async () => {
    const { page } = await headOf(`/${language}/actions`);
    expect(page.named('link').filter(({ attributes }) => attributes.type?.endsWith('+oembed'))).toEqual([]);
  });
});
