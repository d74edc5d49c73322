import { beforeEach, describe, expect, it } from 'vitest';
import { parseFrameAncestors } from '../../../src/config.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { aDay, cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const withdrawal = { date: '2026-12-02', notice: { ja: '用語を統合しました。', en: 'The term was merged.' } };
const firstOf = async (kind: Kind) =>
  ((await ask(`/ja/${kind}.json`)).json as { items: { slug: string }[] }).items[0]?.slug;

beforeEach(startOver);

it('a card shows dates by both calendars, as pages do', async () => {
  expect((await ask('/ja/card/councils/council-2-2024')).text).toContain('>2024年1月16日（令和6年1月16日）</time>');
  expect((await ask('/en/card/councils/council-2-2024')).text).toContain('>16 January 2024</time>');
  expect((await ask('/ja/card/actions/data')).text).toContain(' 2024年1月16日（令和6年1月16日）</span>');
});

describe.each(languageTags)('the card of an item, in %s', (language) => {
  it.each(kinds)('is a fragment that names an item of %s, where it comes from and on which terms', async (kind) => {
    const slug = await firstOf(kind);
    const item = (await ask(`/${language}/${kind}/${slug}.json`)).json as { name: string; sources: { href: string }[] };
    const { status, headers, text } = await ask(`/${language}/card/${kind}/${slug}`);
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(text).toMatch(new RegExp(`^<article class="joint-card" lang="${language}" dir="ltr" data-kind="${kind}"`));
    expect(text.match(/<\/article>\n$/)).not.toBeNull();
    expect(text).toContain(`<a href="${origin}/${language}/${kind}/${slug}.html">`);
    expect(text).toContain(`<a href="${item.sources[0]?.href.replaceAll('&', '&amp;')}"`);
    expect(text).toContain('rel="license">CC BY 4.0</a>');
    expect(text).not.toMatch(/<script|<style|<h\d|undefined|\[object/);
    expect(headers.get('Link')).toContain(`<${origin}/${language}/${kind}/${slug}.html>; rel="canonical"`);
    expect(headers.get('Vary')).toBeNull();
  });

  it.each(kinds)('stands in a page of its own, which anyone may frame, for %s', async (kind) => {
    const slug = await firstOf(kind);
    const { status, headers, text } = await ask(`/${language}/embed/${kind}/${slug}?theme=dark`);
    expect(status).toBe(200);
    expect(text).toMatch(
      new RegExp(`^<!DOCTYPE html><html lang="${language}" class="joint-card-frame" data-theme="dark">`),
    );
    expect(text).toMatch(/<link rel="stylesheet" href="\/embed\/[\d.]+\/card\.css"\/>/);
    expect(text).toContain('<h1 class="joint-card-name">');
    expect(headers.get('Content-Security-Policy')).not.toContain('frame-ancestors');
    expect(headers.get('X-Frame-Options')).toBeNull();
  });
});

describe('a card', () => {
  it('says which of its texts are in another language', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } }));
    const { headers, text } = await ask('/ja/card/terms/quantum');
    expect(headers.get('Content-Language')).toBe('ja, en');
    expect(text).toContain('<span lang="en">The smallest amount.</span> <small>英語で表示</small>');
  });

  it('escapes whatever an editor may write', async () => {
    const name = `<script>alert("1")</script> & 'it' 🇬🇧`;
    await put(newTerm('odd', { ja: { name, definition: name }, en: { name, definition: name } }));
    for (const shape of ['card', 'embed']) {
      const { text } = await ask(`/ja/${shape}/terms/odd`);
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; ');
    }
  });

  it.each(['card', 'embed'])(
    'of the variant %s has the cache tags of what it shows, and is revalidated',
    async (shape) => {
      const first = await ask(`/ja/${shape}/actions/data`);
      const { lifetime, tags } = await cachingOf(`/ja/${shape}/actions/data`);
      expect(lifetime).toBe(aDay);
      expect(tags).toEqual(expect.arrayContaining(['actions/data', 'councils/council-2-2024']));
      expect(first.headers.get('Cache-Control')).toBe('public, max-age=60');
      const etag = first.headers.get('ETag') ?? '';
      const again = await ask(`/ja/${shape}/actions/data`, { headers: { 'If-None-Match': etag } });
      expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
      await put(nextEdition(await liveItem('councils', 'council-2-2024'), {}));
      expect((await ask(`/ja/${shape}/actions/data`, { headers: { 'If-None-Match': etag } })).status).toBe(200);
    },
  );

  it('has a tag of its own in each shape, language, and theme', async () => {
    const paths = [
      '/ja/card/actions/data',
      '/en/card/actions/data',
      '/ja/embed/actions/data',
      '/ja/embed/actions/data?theme=dark',
    ];
    const tags = await Promise.all(paths.map(async (path) => (await ask(path)).headers.get('ETag')));
    expect(new Set(tags).size).toBe(paths.length);
  });

  it.each([
    ['en-GB, ja;q=0.5', 'en'],
    ['ja-JP', 'ja'],
    ['fr', 'ja'],
  ])('whose URL names no language is in that of Accept-Language: %s', async (accepted, language) => {
    const { status, headers } = await ask('/card/actions/data', { headers: { 'Accept-Language': accepted } });
    expect(status).toBe(200);
    expect(headers.get('Content-Language')).toBe(language);
    expect(headers.get('Vary')).toBe('Accept-Language');
    expect(headers.get('Content-Location')).toBe(`${origin}/${language}/card/actions/data`);
  });

  it('is HTML whatever Accept asks for', async () => {
    const { status, headers } = await ask('/ja/card/actions/data', { headers: { Accept: 'image/png' } });
    expect({ status, vary: headers.get('Vary') }).toEqual({ status: 200, vary: null });
  });

  it('redirects a URL with tracking parameters', async () => {
    const { status, headers } = await ask('/ja/embed/actions/data?utm_source=x&theme=dark&fbclid=1');
    expect({ status, to: headers.get('Location') }).toEqual({
      status: 308,
      to: `${origin}/ja/embed/actions/data?theme=dark`,
    });
  });
});

describe('a problem in place of a card', () => {
  it.each<[string, number, string]>([
    ['/ja/card/actions/nothing', 404, 'not-found'],
    ['/ja/card/nothing/data', 404, 'unknown-collection'],
    ['/ja/card/actions/Data', 404, 'malformed-slug'],
    ['/ja/card/actions/data.json', 404, 'not-found'],
    ['/ja/card/actions', 404, 'not-found'],
    ['/ja/card', 404, 'not-found'],
    ['/ja/card/card/actions/data', 404, 'not-found'],
    ['/ja/card/actions/data?fallback=all', 400, 'invalid-parameter'],
  ])('%s is a card that says so', async (path, status, code) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.text).toMatch(new RegExp(`^<article class="joint-card" lang="ja" dir="ltr" data-problem="${code}">`));
  });

  it('is a page, in a frame that still may be framed', async () => {
    const { status, headers, text } = await ask('/en/embed/actions/nothing', {
      headers: { Accept: 'application/json' },
    });
    expect(status).toBe(404);
    expect(text).toMatch(
      /^<!DOCTYPE html><html lang="en" class="joint-card-frame">.*<h1 class="joint-card-name">Page not found<\/h1>/s,
    );
    expect(headers.get('Content-Security-Policy')).not.toContain('frame-ancestors');
  });

  it('says that an item was withdrawn, why, and what replaces it', async () => {
    const gone = { ...withdrawal, replacement: { kind: 'terms' as const, slug: 'iap' } };
    await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: gone, en: gone } }));
    const { status, text } = await ask('/ja/card/terms/dfft');
    expect(status).toBe(410);
    expect(text).toContain('用語を統合しました。');
    expect(text).toContain(`<a href="${origin}/ja/terms/iap.html">DFFT具体化のための国際枠組み（IAP）</a>`);
    expect((await cachingOf('/ja/card/terms/dfft')).tags).toEqual(['terms/dfft', 'terms/iap']);
  });

  it('leads on to the other language where there is none in this', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } }));
    const { status, text } = await ask('/ja/card/terms/quantum?fallback=none');
    expect(status).toBe(404);
    expect(text).toContain(`<a href="${origin}/en/terms/quantum.html">英語</a>`);
  });

  it.each(['/ja/card', '/card', '/ja/embed', '/embed'])(
    'an item that was renamed keeps the form of the URL: %s',
    async (path) => {
      const item = await liveItem('terms', 'dfft');
      await put(nextEdition(item, { slug: 'data-free-flow' }));
      const { status, headers } = await ask(`${path}/terms/dfft`);
      expect({ status, to: headers.get('Location') }).toEqual({
        status: 308,
        to: `${origin}${path}/terms/data-free-flow`,
      });
    },
  );
});

describe('which sites may frame', () => {
  it('a page that is not a card cannot be framed', async () => {
    for (const path of ['/ja', '/ja/embed-builder', '/ja/card/actions/data'])
      expect((await ask(path, { headers: { Accept: 'text/html' } })).headers.get('Content-Security-Policy')).toMatch(
        /frame-ancestors 'none'$/,
      );
  });

  it.each<[string | undefined, string]>([
    [undefined, '*'],
    ['', '*'],
    ['*', '*'],
    ['https://a.go.jp *', '*'],
    ['https://a.go.jp  https://*.gov.uk:443', 'https://a.go.jp https://*.gov.uk:443'],
    ["'self' https:", "'self' https:"],
    ['https://a.jp; script-src *', "'none'"],
    ['https://a.jp, https://b.jp', "'none'"],
    ['https://a.jp/path', "'none'"],
  ])('FRAME_ANCESTORS=%s', (configured, ancestors) => {
    expect(parseFrameAncestors(configured)).toBe(ancestors);
  });
});
