import { env } from 'cloudflare:workers';
import { SaxesParser } from 'saxes';
import { beforeEach, describe, expect, it } from 'vitest';
import { configOf } from '../../../src/config.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { answerSitemap } from '../../../src/http/public-reads/sitemap.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { chapters } from '../../../src/pages/site/docs/openapi.ts';
import { problemCodes } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';
import { aDay, cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

interface Url {
  loc: string;
  lastmod?: string;
  alternates: Record<string, string>;
}

/** Reads a sitemap with an XML parser that knows namespaces; what is not well-formed throws. */
const readSitemap = (xml: string): { root: string; urls: Url[] } => {
  const urls: Url[] = [];
  let root = '';
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    root ||= `${uri} ${local}`;
    text = '';
    if (local === 'url' || local === 'sitemap') urls.push({ loc: '', alternates: {} });
    if (uri === 'http://www.w3.org/1999/xhtml' && local === 'link')
      Object.assign(urls.at(-1)?.alternates ?? {}, {
        [attributes.hreflang?.value ?? '']: attributes.href?.value,
      });
  });
  parser.on('text', (chunk) => {
    text += chunk;
  });
  parser.on('closetag', ({ local }) => {
    const url = urls.at(-1);
    if (url && (local === 'loc' || local === 'lastmod')) url[local] = text;
  });
  parser.write(xml).close();
  return { root, urls };
};

beforeEach(startOver);

describe('a crawler', () => {
  it('reads in robots.txt where the sitemap is, and what to leave out', async () => {
    const { status, headers, text } = await ask('/robots.txt');
    expect({ status, text }).toEqual({
      status: 200,
      text: `User-agent: *\nDisallow: /editor/\nSitemap: ${origin}/sitemap.xml\n`,
    });
    expect(headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  });

  it('finds every page in every language, each with the others', async () => {
    const { status, headers, text } = await ask('/sitemap.xml');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/xml; charset=utf-8');
    expect(await cachingOf('/sitemap.xml')).toEqual({ lifetime: aDay, tags: kinds });
    const { root, urls } = readSitemap(text);
    expect(root).toBe('http://www.sitemaps.org/schemas/sitemap/0.9 urlset');
    const paths = [
      '',
      '/embed-builder',
      '/about',
      '/accessibility',
      '/privacy',
      '/docs',
      ...chapters.map((chapter) => `/docs/${chapter}`),
      ...problemCodes.map((code) => `/problems/${code}`),
      ...kinds.map((kind) => `/${kind}.html`),
      ...recordFiles.map(({ kind, slug }) => `/${kind}/${slug}.html`),
    ];
    const expected = paths.flatMap((path) => languageTags.map((tag) => `${origin}/${tag}${path}`));
    expect(urls.map(({ loc }) => loc).sort()).toEqual(expected.sort());
    for (const { loc, alternates } of urls) {
      const path = loc.slice(`${origin}/ja`.length);
      const inBoth = { ja: `${origin}/ja${path}`, en: `${origin}/en${path}` };
      expect(alternates, loc).toEqual({ ...inBoth, 'x-default': `${origin}${path || '/'}` });
    }
    const item = urls.find(({ loc }) => loc.endsWith('/ja/terms/dfft.html'));
    expect(item?.lastmod).toBe('2026-11-23T00:00:00Z');
    for (const { loc } of urls.filter((_, index) => index % 17 === 0))
      expect((await ask(loc.slice(origin.length), { headers: { Accept: 'text/html' } })).status, loc).toBe(200);
  });

  it('finds an item only in its languages, by its new slug, and what is withdrawn not at all', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } }));
    await put(nextEdition(await liveItem('terms', 'dfft'), { slug: 'dfft-renamed' }));
    const withdrawal = { date: '2026-12-02T00:00:00Z', notice: { ja: '統合しました。' } };
    await put(nextEdition(await liveItem('terms', 'iap'), { withdrawals: { ja: withdrawal, en: withdrawal } }));
    const { urls } = readSitemap((await ask('/sitemap.xml')).text);
    const at = (slug: string) => urls.filter(({ loc }) => loc.endsWith(`/terms/${slug}.html`));
    expect(at('quantum')).toEqual([
      {
        loc: `${origin}/en/terms/quantum.html`,
        lastmod: '2026-12-01T00:00:00Z',
        alternates: { en: `${origin}/en/terms/quantum.html`, 'x-default': `${origin}/terms/quantum.html` },
      },
    ]);
    expect(at('dfft-renamed').map(({ lastmod }) => lastmod)).toEqual(['2026-12-02T00:00:00Z', '2026-12-02T00:00:00Z']);
    expect([...at('dfft'), ...at('iap')]).toEqual([]);
  });

  it('requests the sitemap again → 304 until something is published', async () => {
    const first = await ask('/sitemap.xml');
    const condition = { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } };
    expect((await ask('/sitemap.xml', condition)).status).toBe(304);
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } }));
    expect((await ask('/sitemap.xml', condition)).status).toBe(200);
  });

  it('gets a sitemap index where one file would be too long, with each page in one of its files', async () => {
    const part = async (query: string) => {
      const request = new Request(`${origin}/sitemap.xml${query}`);
      return (await answerSitemap(request, configOf(env as Env), openDatabase(env.DB), 50)).text();
    };
    const index = readSitemap(await part(''));
    expect(index.root).toBe('http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex');
    const files = Math.ceil(recordFiles.length / 50);
    expect(index.urls.map(({ loc }) => loc)).toEqual(
      Array.from({ length: files }, (_, place) => `${origin}/sitemap.xml?part=${place + 1}`),
    );
    const parts = await Promise.all(index.urls.map(({ loc }) => part(new URL(loc).search)));
    const whole = readSitemap((await ask('/sitemap.xml')).text).urls.map(({ loc }) => loc);
    const found = parts.flatMap((xml) => readSitemap(xml).urls.map(({ loc }) => loc));
    expect(found.sort()).toEqual(whole.sort());
    for (const xml of parts) expect(readSitemap(xml).urls.length).toBeLessThan(50_000);
  });

  it('requests a file beyond the last → 404 without reading a listing', async () => {
    const database = openDatabase(env.DB);
    const request = new Request(`${origin}/sitemap.xml?part=9999`);
    expect((await answerSitemap(request, configOf(env as Env), database)).status).toBe(404);
    // The counters of each kind in each language, and what it takes to find them.
    expect(database.cost.rowsRead).toBeLessThanOrEqual(3 * kinds.length * languageTags.length);
  });

  it.each([
    ['?part=0', 400],
    ['?part=01', 400],
    ['?part=x', 400],
    ['?x=1', 400],
    ['?part=2', 404],
    ['?part=1', 200],
  ])('%s is %i', async (query, status) => {
    expect((await ask(`/sitemap.xml${query}`)).status).toBe(status);
  });
});
