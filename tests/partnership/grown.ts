import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { edition, editorAt } from '../support/editor/client.ts';

// Runs in the copy that new.ts makes, as tests/node/grown.test.ts: a kind (guidelines), a format (txt), a language
// (fr) and a command (set-aside) have been added there, and nothing has been written by hand.

describe('a new kind', () => {
  it('is read as JSON, in its collection, and by its filter', async () => {
    const item = await ask('/en/guidelines/example.json');
    expect([item.status, item.json]).toMatchObject([
      200,
      {
        kind: 'guidelines',
        name: 'TODO: one of the guidelines',
        date: '2026-01-01',
        dateText: '1 January 2026',
        summary: 'TODO: its summary, in en',
        partnership: { slug: 'japan-uk-digital-partnership', name: 'Japan-UK Digital Partnership' },
      },
    ]);
    for (const query of ['', '?partnership=japan-uk-digital-partnership'])
      expect((await ask(`/en/guidelines.json${query}`)).json).toMatchObject({ total: 1, items: [{ slug: 'example' }] });
    expect((await ask('/en/guidelines.json?partnership=uk-japan-digital-group')).json).toMatchObject({ total: 0 });
  });

  it.each([
    ['/en/guidelines/example.html', ['1 January 2026', 'Japan-UK Digital Partnership', 'TODO: its summary, in en']],
    ['/en/guidelines.html', ['1 January 2026', 'Japan-UK Digital Partnership', 'TODO: its summary, in en']],
    ['/en/embed/guidelines/example', ['1 January 2026', 'Japan-UK Digital Partnership']],
    ['/en/guidelines/example.md', ['1 January 2026', 'Japan-UK Digital Partnership', 'TODO: its summary, in en']],
    ['/ja/guidelines/example.html', ['2026年1月1日', '日英デジタルパートナーシップ', 'TODO: its summary, in ja']],
  ])('has a page, a card and a text without another line: %s', async (path, texts) => {
    const { status, text } = await ask(path);
    expect(status, path).toBe(200);
    const plain = text.replace(/<wbr\/?>/g, '');
    for (const each of texts) expect(plain).toContain(each);
  });
});

describe('a new format', () => {
  it('is negotiated, and offered by other formats', async () => {
    const { headers, text } = await ask('/en/actions/data', { headers: { Accept: 'text/x-txt' } });
    expect([headers.get('Content-Type'), headers.get('Content-Location')]).toEqual([
      'text/x-txt',
      'https://example.jp/en/actions/data.txt',
    ]);
    expect(text).toContain('name: "Data"\n');
    expect((await ask('/en/actions/data.html')).text).toContain('/en/actions/data.txt');
  });
});

describe('a new language', () => {
  it('is negotiated; a record without its texts is read in another language, and says so', async () => {
    const { headers, json } = await ask('/terms/dfft.json', { headers: { 'Accept-Language': 'fr' } });
    expect(headers.get('Content-Language')).toContain('fr');
    expect(json).toMatchObject({ language: 'fr', languages: ['ja', 'en'], fallbacks: { '/name': 'ja' } });
    const without = await ask('/fr/terms/dfft.json?fallback=none');
    expect(without.json).toMatchObject({ status: 404, type: 'https://example.jp/problems/not-translated' });
  });

  it('writes dates as it does, and its messages are marked', async () => {
    const { text } = await ask('/fr/councils/council-2-2024.html');
    expect(text).toContain('<html lang="fr"');
    expect(text).toContain('16 janvier 2024');
    expect(text).toContain('TODO:');
  });

  it('is ready: no message is missing', async () => {
    expect((await ask('/readyz')).json).toMatchObject({ status: 'ok' });
  });
});

describe('a new command', () => {
  it('is given over HTTP, and its event is recorded', async () => {
    const send = editorAt(env.DB);
    const done = await send('POST', '/terms/dfft/set-aside', {}, edition(1));
    expect([done.status, done.body]).toMatchObject([200, { kind: 'terms', slug: 'dfft', edition: 2 }]);
    const { body } = await send('GET', '/events');
    expect(body.events[0]).toMatchObject({ command: 'set-aside', item: 'terms/dfft', edition: 2 });
  });
});
