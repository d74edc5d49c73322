import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { edition, editorAt, organisationOf } from '../../support/editor/client.ts';
import { readPage } from '../../support/pages/reader.ts';
import { startOver } from '../../support/state.ts';

const href = 'https://xn--wgv71a119e.jp/about';
const spoof = 'https://xn--80ak6aa92e.com/';

const recordWith = (source: string) => {
  const { facts, texts } = organisationOf('あ');
  return { facts: { ...facts, sources: [source, spoof].map((each) => ({ href: each, language: 'en' })) }, texts };
};
const publish = (source: string, language = 'en') =>
  editorAt(env.DB)(
    'POST',
    '/organisations/hosted/publish',
    { record: recordWith(source) },
    { ...edition(0), 'Accept-Language': language },
  );

beforeAll(async () => expect((await publish(href)).status).toBe(201));
afterAll(startOver);

describe('a host with other letters than those of ASCII', () => {
  it('is shown as it is written, and the link leads to the URL itself', async () => {
    const page = await readPage((await ask('/ja/organisations/hosted.html')).text);
    const links = page.named('a').map(({ attributes, text }) => [attributes.href, text]);
    expect(links).toContainEqual([href, '日本語.jp/about']);
    expect(links).toContainEqual([spoof, 'xn--80ak6aa92e.com']);
    const card = await readPage((await ask('/ja/card/organisations/hosted')).text);
    expect(card.named('a').map(({ attributes, text }) => [attributes.href, text])).toContainEqual([href, '日本語.jp']);
    const { text } = await ask('/ja/organisations/hosted.md');
    expect(text).toContain(`[https://日本語.jp/about](${href})`);
    expect(text).toContain(`<${spoof}>`);
  });

  it('is ASCII for programs', async () => {
    expect((await ask('/ja/organisations/hosted.json')).json).toMatchObject({ sources: [{ href }, { href: spoof }] });
  });

  it.each(['en', 'ja'])('is refused as it is typed, with how to write it, in %s', async (language) => {
    const { status, body } = await publish('https://日本語.jp/about', language);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      { pointer: '/facts/sources/0/href', detail: expect.stringContaining('xn--wgv71a119e.jp') },
    ]);
  });
});
