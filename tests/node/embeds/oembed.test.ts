import { exports } from 'cloudflare:workers';
import { SaxesParser } from 'saxes';
import { beforeEach, describe, expect, it } from 'vitest';
import { frameHeightOf } from '../../../src/embeds/reserved-height.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const asking = (query: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(`/oembed?${new URLSearchParams(query)}`, { headers });
const url = `${origin}/ja/actions/data`;

beforeEach(startOver);

describe('a consumer of oEmbed', () => {
  it('gets the frame of an item', async () => {
    const { status, headers, json } = await asking({ url });
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/json');
    expect(headers.get('Vary')).toBeNull();
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(json).toEqual({
      type: 'rich',
      version: '1.0',
      title: 'データ',
      provider_name: '日英デジタルパートナーシップの記録',
      provider_url: `${origin}/ja`,
      cache_age: 3600,
      html: `<blockquote hidden><a href="${origin}/ja/actions/data.html">データ</a></blockquote><iframe src="${origin}/ja/embed/actions/data" title="データ" width="100%" height="${frameHeightOf('actions')}" frameborder="0" loading="lazy" style="border:0;max-width:600px"></iframe>`,
      width: 600,
      height: frameHeightOf('actions'),
    });
  });

  it.each([
    ['/ja/actions/data', '/ja/embed/actions/data'],
    ['/en/actions/data.html', '/en/embed/actions/data'],
    ['/en/actions/data.json?x=1#y', '/en/embed/actions/data'],
    ['/en/embed/actions/data', '/en/embed/actions/data'],
    ['/card/actions/data', '/ja/embed/actions/data'],
    ['/actions/data', '/ja/embed/actions/data'],
    ['/en/actions/data/', '/en/embed/actions/data'],
  ])('may name an item by any of its URLs: %s', async (path, src) => {
    const { json } = await asking({ url: origin + path });
    expect((json as { html: string }).html).toContain(`src="${origin}${src}"`);
  });

  it('gets the language of Accept-Language for a URL that names none', async () => {
    const { json, headers } = await asking({ url: `${origin}/actions/data` }, { 'Accept-Language': 'en-GB' });
    expect(json).toMatchObject({ title: 'Data', provider_url: `${origin}/en` });
    expect(headers.get('Vary')).toBe('Accept-Language');
  });

  it.each([
    [{ maxwidth: '400' }, [400, frameHeightOf('actions')]],
    [{ maxwidth: '2000', maxheight: '200' }, [600, 200]],
    [{ maxheight: '1' }, [600, 1]],
  ])('gets a frame within maxwidth and maxheight: %o', async (room, [width, height]) => {
    const { json } = await asking({ url, ...room } as Record<string, string>);
    expect(json).toMatchObject({ width, height });
    const { html } = json as { html: string };
    expect(html).toContain(`width="100%" height="${height}"`);
    expect(html).toContain(`max-width:${width}px`);
  });

  it('may have it in XML', async () => {
    const item = await liveItem('terms', 'dfft');
    const name = `"A" & <b>'s</b>`;
    await put(nextEdition(item, { texts: { ...item.edition.texts, en: { ...item.edition.texts.en, name } } }));
    const { headers, text } = await asking({ url: `${origin}/en/terms/dfft`, format: 'xml' });
    expect(headers.get('Content-Type')).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8" standalone="yes"\?>\n<oembed><type>rich<\/type><version>1\.0<\/version>/,
    );
    expect(text).toContain('<title>&#34;A&#34; &#38; &#60;b&#62;&#39;s&#60;/b&#62;</title>');
    // The HTML is escaped once as text of an attribute, and once as text of the document.
    expect(text).toContain('title=&#34;&#38;#34;A&#38;#34; &#38;#38; ');
  });

  it('gets well-formed XML for a title with reserved and invalid characters', async () => {
    const item = await liveItem('terms', 'dfft');
    const name = `]]> <!-- & "é" '語' 🇬🇧 &amp; \u0001\uFFFF`;
    await put(nextEdition(item, { texts: { ...item.edition.texts, en: { ...item.edition.texts.en, name } } }));
    const { text } = await asking({ url: `${origin}/en/terms/dfft`, format: 'xml' });
    const members: [string, string][] = [];
    const parser = new SaxesParser();
    let content = '';
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', () => {
      content = '';
    });
    parser.on('text', (part) => {
      content += part;
    });
    parser.on('closetag', (tag) => members.push([tag.name, content]));
    parser.write(text).close();
    expect(Object.fromEntries(members)).toMatchObject({
      title: name.replace('\u0001\uFFFF', '\uFFFD\uFFFD'),
      type: 'rich',
      width: '600',
      height: String(frameHeightOf('terms')),
    });
  });

  it('finds the description of an item by a link in its page, which leads to it', async () => {
    const { text } = await ask('/en/actions/data.html');
    for (const [type, contentType] of [
      ['application/json+oembed', 'application/json'],
      ['text/xml+oembed', 'text/xml; charset=utf-8'],
    ]) {
      const link = [...text.matchAll(/<link [^>]*>/g)]
        .map(([tag]) => tag)
        .find((tag) => tag.includes(`type="${type}"`));
      const href = /href="([^"]+)"/.exec(link ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
      const { pathname, search } = new URL(href, origin);
      const { status, headers } = await ask(pathname + search);
      expect({ status, type: headers.get('Content-Type') }).toEqual({ status: 200, type: contentType });
    }
  });

  it('may send parameters that oEmbed does not know', async () => {
    const query = new URLSearchParams({ url, dnt: '1', format: 'json' });
    const answer = await exports.default.fetch(`${origin}/oembed?${query}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe((await asking({ url })).text);
  });

  it('has no parameter of its own where the question mark is doubled', async () => {
    const { json } = await ask(`/oembed??url=${encodeURIComponent(url)}`);
    expect(json).toMatchObject({ type: `${origin}/problems/invalid-parameter`, status: 400, parameter: 'url' });
  });

  it('follows an item to its new name', async () => {
    await put(nextEdition(await liveItem('terms', 'dfft'), { slug: 'data-free-flow' }));
    const { json } = await asking({ url: `${origin}/ja/terms/dfft` });
    expect((json as { html: string }).html).toContain('/ja/embed/terms/data-free-flow"');
  });

  it.each([
    'https://elsewhere.jp/ja/actions/data',
    'http://example.jp/ja/actions/data',
    'https://example.jp.evil.jp/ja/actions/data',
    `${origin}/ja/actions/nothing`,
    `${origin}/ja/actions`,
    `${origin}/`,
    `${origin}/ja/nothing/data`,
    'no url',
    '//example.jp/ja/actions/data',
  ])('gets 404 for %s', async (other) => {
    const { status, json } = await asking({ url: other });
    expect(status).toBe(404);
    expect(json).toMatchObject({
      type: `${origin}/problems/not-found`,
      detail: 'このURLには、埋め込める項目がありません。',
    });
  });

  it('gets a 404 in the language of the request', async () => {
    const path = `/oembed?url=${origin}/ja/actions/nothing`;
    const { status, headers, json } = await ask(path, { headers: { 'Accept-Language': 'en' } });
    expect([status, headers.get('Content-Language')]).toEqual([404, 'en']);
    expect(json).toMatchObject({ title: 'Page not found', detail: 'At this URL there is no item to embed.' });
  });

  it('gets 404 for a withdrawn item', async () => {
    const withdrawn = { date: '2026-12-02', notice: { ja: '統合しました。', en: 'Merged.' } };
    await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: withdrawn, en: withdrawn } }));
    expect((await asking({ url: `${origin}/ja/terms/dfft` })).status).toBe(404);
  });

  it.each(['yaml', 'JSON', '__proto__', ''])('gets 501 for the format %s', async (format) => {
    const { status, json, headers } = await asking({ url, format });
    expect(status).toBe(501);
    expect(json).toMatchObject({ type: `${origin}/problems/not-implemented`, available: ['json', 'xml'] });
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it.each<[string, Record<string, string>]>([
    ['url', {}],
    ['url', { url: '' }],
    ['maxwidth', { url, maxwidth: '0' }],
    ['maxwidth', { url, maxwidth: '12px' }],
    ['maxheight', { url, maxheight: '-1' }],
    ['maxheight', { url, maxheight: '' }],
  ])('gets 400 with the invalid parameter: %s in %o', async (parameter, query) => {
    const { status, json } = await asking(query);
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: `${origin}/problems/invalid-parameter`, parameter });
  });
});
