import { describe, expect, it } from 'vitest';
import published from '../../src/embeds/published.json' with { type: 'json' };
import { version } from '../../src/embeds/version.ts';
import { ask } from '../ask.ts';

const origin = 'https://example.jp';
const codesIn = (text: string) =>
  [...text.matchAll(/<textarea[^>]*>([^<]*)<\/textarea>/g)].map(([, code = '']) =>
    code.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );

describe('a web master who wants an embed code', () => {
  it('chooses item, language and theme, and gets what to paste for each way', async () => {
    const { status, headers, text } = await ask('/ja/embed-builder?item=actions/data&language=en&theme=dark');
    expect(status).toBe(200);
    expect(headers.get('Content-Language')).toBe('ja');
    expect(headers.get('Content-Security-Policy')).toContain("frame-src 'self'");
    expect(codesIn(text)).toEqual([
      `<script type="module" src="${origin}/embed/${version}/embed.js" integrity="${published[version]['embed.js']}" crossorigin></script>
<joint-action src="${origin}/en/actions/data" theme="dark"><a href="${origin}/en/actions/data">Data</a></joint-action>`,
      'joint-action:not(:defined) { display: block; min-height: 480px }',
      `<iframe src="${origin}/en/embed/actions/data?theme=dark" title="Data" width="600" height="480" loading="lazy" style="border:0;max-width:100%"></iframe>`,
      `<esi:include src="${origin}/en/card/actions/data" onerror="continue"/>`,
      '<!--#include virtual="/en/card/actions/data" -->',
      `<link rel="stylesheet" href="${origin}/embed/${version}/card.css" integrity="${published[version]['card.css']}" crossorigin>`,
      `${origin}/en/actions/data.md`,
    ]);
    expect(text).toContain('<joint-action src="/en/actions/data" theme="dark">');
    expect(text).toContain('src="/en/embed/actions/data?theme=dark"');
  });

  it('gets a code that follows the page around it where no language is chosen', async () => {
    const { text } = await ask('/en/embed-builder?item=actions/data&language=&theme=');
    expect(codesIn(text)[0]).toContain(
      `<joint-action src="${origin}/actions/data"><a href="${origin}/en/actions/data">`,
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

  it.each([
    ['item', 'actions'],
    ['item', 'actions/Data'],
    ['item', 'nothing/data'],
    ['item', 'actions/data/more'],
    ['kind', 'nothing'],
    ['language', 'fr'],
    ['theme', 'pink'],
  ])('is told that %s cannot be %s', async (parameter, value) => {
    const { status, json } = await ask(`/ja/embed-builder?${parameter}=${value}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: `${origin}/problems/invalid-parameter`, parameter });
  });

  it('is told that there is no such item, or language', async () => {
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
