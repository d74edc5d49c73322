import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { editorAt, revision, termOf } from '../../support/editor/client.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const href = 'https://xn--wgv71a119e.jp/about';
const spoof = 'https://xn--80ak6aa92e.com/';

beforeAll(async () => {
  const term = await liveItem('terms', 'dfft');
  const sources = [href, spoof].map((each) => ({ href: each, language: 'en' }));
  await put(nextEdition(term, { facts: { ...term.edition.facts, sources } }));
});
afterAll(startOver);

describe('a host with other letters than those of ASCII', () => {
  it('is shown as it is written, and the link leads to the URL itself', async () => {
    const page = await readPage((await ask('/ja/terms/dfft.html')).text);
    const links = page.named('a').map(({ attributes, text }) => [attributes.href, text]);
    expect(links).toContainEqual([href, '日本語.jp/about']);
    expect(links).toContainEqual([spoof, 'xn--80ak6aa92e.com']);
    const card = await readPage((await ask('/ja/card/terms/dfft')).text);
    expect(card.named('a').map(({ attributes, text }) => [attributes.href, text])).toContainEqual([href, '日本語.jp']);
    const { text } = await ask('/ja/terms/dfft.md');
    expect(text).toContain(`[https://日本語.jp/about](${href})`);
    expect(text).toContain(`<${spoof}>`);
  });

  it('is ASCII for programs', async () => {
    expect((await ask('/ja/terms/dfft.json')).json).toMatchObject({ sources: [{ href }, { href: spoof }] });
  });

  it.each(['en', 'ja'])('is refused as it is typed, with how to write it, in %s', async (language) => {
    const { facts, texts } = termOf('あ');
    const record = { facts: { ...facts, sources: [{ href: 'https://日本語.jp/about', language: 'en' }] }, texts };
    const send = editorAt(env.DB);
    const headers = { ...revision(0), 'Accept-Language': language };
    const { status, body } = await send('PUT', '/terms/hosted/draft', record, headers);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      { pointer: '/facts/sources/0/href', detail: expect.stringContaining('xn--wgv71a119e.jp') },
    ]);
  });
});
