import { describe, expect, it } from 'vitest';
import published from '../../../src/embeds/integrity.json' with { type: 'json' };
import { frameHeightOf, reservedHeightOf } from '../../../src/embeds/reserved-height.ts';
import { version } from '../../../src/embeds/version.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { newTerm, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const codesIn = (text: string) =>
  [...text.matchAll(/<textarea[^>]*>([^<]*)<\/textarea>/g)].map(([, code = '']) =>
    code.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );

describe('a webmaster makes an embed code', () => {
  it('chooses item, language and theme, and gets what to paste for each way', async () => {
    const { status, headers, text } = await ask('/ja/embed-builder?item=actions/data&language=en&theme=dark');
    expect(status).toBe(200);
    expect(headers.get('Content-Language')).toBe('ja');
    expect(headers.get('Content-Security-Policy')).toContain("frame-src 'self'");
    const reserved = `@media (scripting) { joint-action[src*="/actions/"]:not(:defined) { display: block; min-height: ${reservedHeightOf('actions')} } }`;
    const link = `<a href="${origin}/en/actions/data.html">Data</a>`;
    expect(codesIn(text)).toEqual([
      `<style><!-- ${reserved} --></style>
<script type="module" src="${origin}/embed/${version}/embed.js" integrity="${published[version]['embed.js']}" crossorigin></script>
<joint-action src="${origin}/en/actions/data" theme="dark">${link}</joint-action>`,
      `<script type="module" src="${origin}/embed/${version}/frames.js" integrity="${published[version]['frames.js']}" crossorigin></script>
<iframe src="${origin}/en/embed/actions/data?theme=dark" title="Data" width="100%" height="${frameHeightOf('actions')}" frameborder="0" loading="lazy" style="border:0;height:auto;min-height:${reservedHeightOf('actions')};frame-sizing:content-height"></iframe>`,
      `${origin}/en/actions/data.html`,
      `{{ with resources.GetRemote "${origin}/en/card/actions/data" }}{{ .Content | safeHTML }}{{ else }}${link}{{ end }}`,
      expect.stringContaining(`{% card "${origin}/en/card/actions/data" %}${link}{% endcard %}`),
      `<!--# block name="data" -->${link}<!--# endblock -->
<!--# include virtual="/en/card/actions/data" stub="data" -->`,
      '<esi:include src="/en/card/actions/data" onerror="continue"/>',
      `<link rel="stylesheet" href="${origin}/embed/${version}/card.css" integrity="${published[version]['card.css']}" crossorigin>`,
      reserved,
      `${origin}/en/actions/data.md`,
    ]);
    expect(text).toContain('<joint-action src="/en/actions/data" theme="dark">');
    expect(text).toContain('src="/en/embed/actions/data?theme=dark"');
  });

  it('finds one page in each language, whatever is chosen on it', async () => {
    for (const query of ['', '?item=actions/data&theme=dark'])
      for (const language of ['ja', 'en']) {
        const { text } = await ask(`/${language}/embed-builder${query}`);
        expect([...text.matchAll(/<link rel="(?:canonical|alternate)"[^>]*>/g)].map(([link]) => link)).toEqual([
          `<link rel="canonical" href="${origin}/${language}/embed-builder"/>`,
          `<link rel="alternate" hreflang="ja" href="${origin}/ja/embed-builder"/>`,
          `<link rel="alternate" hreflang="en" href="${origin}/en/embed-builder"/>`,
          `<link rel="alternate" hreflang="x-default" href="${origin}/embed-builder"/>`,
        ]);
      }
  });

  it('gets it in the language that the browser asks for where the URL names none', async () => {
    const { status, headers, text } = await ask('/embed-builder?item=actions/data', {
      headers: { 'Accept-Language': 'en' },
    });
    expect([status, headers.get('Vary'), headers.get('Content-Location')]).toEqual([
      200,
      'Accept-Language',
      `${origin}/en/embed-builder?item=actions%2Fdata`,
    ]);
    expect(headers.get('Content-Security-Policy')).toContain("frame-src 'self'");
    expect(text).toContain('<html lang="en">');
  });

  it('goes on in the other language with all that was chosen', async () => {
    const { text } = await ask('/ja/embed-builder?item=actions/data&language=en&theme=dark');
    expect(text).toContain('<a href="/en/embed-builder?item=actions%2Fdata&amp;language=en&amp;theme=dark" lang="en"');
  });

  it('reads of a borrowed name in their own language what is unverified; the code has the language of the name', async () => {
    const { text } = await ask('/ja/embed-builder?item=actions/online-safety');
    expect(text).toMatch(
      /<option value="actions\/online-safety" selected(?:="")?>Online safety（名称未確認）<\/option>/,
    );
    expect(codesIn(text)[0]).toContain(`<a href="${origin}/ja/actions/online-safety.html" lang="en">Online safety</a>`);
  });

  it('gets a code that follows the page around it where no language is chosen', async () => {
    const { text } = await ask('/en/embed-builder?item=actions/data&language=&theme=');
    expect(codesIn(text)[0]).toContain(
      `<joint-action src="${origin}/actions/data"><a href="${origin}/en/actions/data.html">`,
    );
  });

  it('is offered every kind, and the items of the one chosen', async () => {
    const { text } = await ask('/ja/embed-builder?kind=councils');
    expect([...text.matchAll(/<option value="(councils\/[^"]+)"/g)].map(([, value]) => value)).toEqual([
      'councils/council-3-2025',
      'councils/council-2-2024',
      'councils/launch-2022',
    ]);
    expect(text).toContain('<a href="/ja/embed-builder?kind=terms">');
  });

  it('can select each code, which is named for those who do not see it; the buttons that copy wait for their script', async () => {
    const { text } = await ask('/en/embed-builder?item=actions/data');
    const fields = [...text.matchAll(/<textarea([^>]*)>/g)].map(([, attributes = '']) => attributes);
    expect(fields).toHaveLength(10);
    for (const attributes of fields) {
      expect(attributes).toContain(' readonly=""');
      expect(attributes).not.toMatch(/disabled|tabindex/);
      const [, label] = /aria-labelledby="([^"]+)"/.exec(attributes) ?? [];
      expect(text).toMatch(new RegExp(`<h3 id="${label}">[^<]+</h3>`));
    }
    const buttons = [...text.matchAll(/<button type="button"([^>]*)>/g)].map(([, attributes = '']) => attributes);
    expect(buttons).toHaveLength(10);
    for (const attributes of buttons) expect(attributes).toContain(' hidden=""');
    expect(text.match(/<button type="submit"/g)).toHaveLength(1);
  });

  it('reaches every item of a kind by following links, and keeps language and theme', async () => {
    await startOver();
    const words = (name: string) => ({ name, definition: name });
    const slugs = Array.from({ length: 230 }, (_, index) => `many-${index}`);
    for (let from = 0; from < slugs.length; from += 50)
      await put(...slugs.slice(from, from + 50).map((slug) => newTerm(slug, { ja: words(slug), en: words(slug) })));
    const seen: string[] = [];
    let path: string | undefined = '/ja/embed-builder?kind=terms&language=en&theme=dark';
    for (let pages = 0; path && pages < 10; pages += 1) {
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      const offered = [...text.matchAll(/<option value="terms\/([^"]+)"/g)].map(([, slug = '']) => slug);
      expect(offered.length).toBeLessThanOrEqual(100);
      seen.push(...offered);
      expect(text).toContain('<option value="en" selected="">');
      expect(text).toContain('<option value="dark" selected="">');
      const here = new URLSearchParams(path.split('?')[1]).get('after');
      // A form sent from here comes back to the same part of the list.
      expect(/name="after" value="([^"]+)"/.exec(text)?.[1] ?? null).toBe(here);
      expect(text.includes('最初の項目に戻る')).toBe(here !== null);
      path = /<a href="([^"]+)" rel="next">次の項目を表示する/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(slugs));
    await startOver();
  });

  it.each([
    ['after', 'nowhere'],
    ['item', 'actions'],
    ['item', 'actions/Data'],
    ['item', 'nothing/data'],
    ['item', 'actions/data/more'],
    ['kind', 'nothing'],
    ['language', 'fr'],
    ['theme', 'pink'],
  ])('%s cannot be %s → an error', async (parameter, value) => {
    const { status, json } = await ask(`/ja/embed-builder?${parameter}=${value}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: `${origin}/problems/invalid-parameter`, parameter });
  });

  it('an unknown item or language → an error', async () => {
    expect((await ask('/ja/embed-builder?item=actions/nothing')).json).toMatchObject({
      status: 404,
      type: `${origin}/problems/not-found`,
    });
    expect((await ask('/fr/embed-builder')).json).toMatchObject({
      status: 404,
      type: `${origin}/problems/unknown-language`,
    });
  });

  it('comes by a campaign link', async () => {
    const { status, headers } = await ask('/ja/embed-builder?utm_source=x&item=actions/data');
    expect({ status, to: headers.get('Location') }).toEqual({
      status: 308,
      to: `${origin}/ja/embed-builder?item=actions%2Fdata`,
    });
  });
});
