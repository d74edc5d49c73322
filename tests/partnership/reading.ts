import { describe, expect, it } from 'vitest';
import { formats, formatsOf } from '../../src/formats/index.ts';
import { kinds } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { ask } from '../support/ask.ts';
import { exampleAddress } from '../support/examples.ts';
import { cases } from '../support/formats/cases.ts';

// Runs in the copy that run.ts makes, as tests/node/reading.test.ts: the service is in Welsh and English there.

const textOf = async (path: string): Promise<string> => (await ask(path)).text.replace(/<[^>]*>/g, '');

describe('every kind is published in Welsh and English, in every format', () => {
  it.each(languageTags.flatMap((language) => kinds.map((kind) => [language, kind] as const)))(
    'in %s: %s',
    async (language, kind) => {
      const item = exampleAddress(kind, language);
      for (const [what, path] of [
        ['item', item.replace(/\.json$/, '')],
        ['collection', `/${language}/${kind}`],
      ] as const)
        for (const { extension, mediaType } of formatsOf(what, kind)) {
          const { status, headers, text } = await ask(`${path}.${extension}`);
          expect([status, headers.get('Content-Language')?.split(', ')[0]]).toEqual([200, language]);
          expect(headers.get('Content-Type')).toContain(mediaType);
          const formatCase = cases.find(({ format }) => format.extension === extension);
          expect((await formatCase?.read(text, what))?.length, `${path}.${extension}`).toBeGreaterThan(0);
        }
    },
  );

  it('the formats are those of the list', () => {
    expect(cases.map(({ format }) => format)).toEqual(formats);
  });
});

describe('the language is negotiated between the two', () => {
  it.each([
    ['cy', 'cy'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,cy;q=0.8', 'en'],
    ['cy;q=0.5,en;q=0.4', 'cy'],
    ['ja,fr;q=0.5', 'cy'],
    ['', 'cy'],
    ['cy;q=0', 'en'],
  ])('Accept-Language: %s is answered in %s', async (header, language) => {
    const { headers, json } = await ask('/actions/data-agored.json', { headers: { 'Accept-Language': header } });
    expect(headers.get('Content-Language')).toBe(language);
    expect(headers.get('Vary')).toContain('Accept-Language');
    expect(json).toMatchObject({
      language,
      name: { cy: 'Data agored', en: 'Open data' }[language],
      languages: ['cy', 'en'],
    });
  });

  it('Japanese is not a language of this service, and a reader of Welsh is told so in Welsh', async () => {
    const { json } = await ask('/ja/actions.json', { headers: { 'Accept-Language': 'cy' } });
    expect(json).toMatchObject({
      status: 404,
      type: 'https://example.jp/problems/unknown-language',
      title: 'Nid un o ieithoedd y gwasanaeth hwn',
      detail: 'Nid yw’r gwasanaeth hwn ar gael yn “ja”.',
      available: ['cy', 'en'],
    });
  });

  it('an item that is not there is a 404 in Welsh, as JSON and as a page', async () => {
    const { status, json } = await ask('/cy/actions/dim.json');
    expect(status).toBe(404);
    expect(json).toEqual({
      type: 'https://example.jp/problems/not-found',
      title: 'Heb ei ganfod',
      status: 404,
      detail: 'Nid oes eitem “dim” yn “Gweithredu ar y cyd”.',
      instance: '/cy/actions/dim.json',
    });
    const page = await ask('/cy/actions/dim.html');
    expect([page.status, page.headers.get('Content-Language')]).toEqual([404, 'cy']);
    expect(page.text).toContain('<html lang="cy"');
    expect(page.text).toContain('Nid oes eitem “dim” yn “Gweithredu ar y cyd”.');
  });

  it('a term without an English text is read in Welsh, and labelled; without fallback it is a 404', async () => {
    const { json } = await ask('/en/terms/hiraeth.json');
    expect(json).toMatchObject({
      language: 'en',
      name: 'Hiraeth',
      languages: ['cy'],
      fallbacks: { '/name': 'cy', '/definition': 'cy' },
    });
    expect(await textOf('/en/terms/hiraeth.html')).toContain('Welsh only');
    const without = await ask('/en/terms/hiraeth.json?fallback=none');
    expect(without.json).toMatchObject({
      type: 'https://example.jp/problems/not-translated',
      alternates: { cy: 'https://example.jp/cy/terms/hiraeth.json' },
    });
  });
});

describe('Welsh has six plural forms', () => {
  it.each([
    ['/cy/actions?status=done', 'Dim cofnodion'],
    ['/cy/outcomes', '1 cofnod'],
    ['/cy/councils', '2 gofnod'],
  ])('the number of items: %s says %s', async (path, text) => {
    const { text: page } = await ask(path.replace(/(\?|$)/, '.html$1'));
    expect(/<p class="total">([^<]*)</.exec(page)?.[1]).toBe(text);
  });

  it.each([
    [2, 'ddwywaith (2)'],
    [3, 'deirgwaith (3)'],
    [4, '4 o weithiau'],
    [6, 'chwe gwaith (6)'],
    [7, '7 o weithiau'],
  ])('a parameter that is given %d times', async (count, words) => {
    const { json } = await ask(`/cy/actions.json?${Array(count).fill('limit=2').join('&')}`);
    expect(json).toMatchObject({
      status: 400,
      detail: `Rhoddwyd y paramedr “limit” ${words}; unwaith yn unig a ganiateir.`,
    });
  });

  it('English has two', async () => {
    const { json } = await ask('/en/actions.json?limit=2&limit=2&limit=2');
    expect(json).toMatchObject({ detail: 'The parameter “limit” is given 3 times; it may be given only once.' });
  });

  it('an interval: every two years', async () => {
    expect(await textOf('/cy/outcomes/trelew-2026-data-agored.html')).toContain('bob 2 flynedd');
    expect(await textOf('/cy/outcomes/trelew-2026-data-agored.md')).toContain('bob 2 flynedd');
    expect(await textOf('/en/outcomes/trelew-2026-data-agored.html')).toContain('every 2 years');
  });
});

describe('dates and positions are written as each language writes them', () => {
  it.each([
    ['cy', 'caerdydd-2025', '1 Mawrth 2025', '1af'],
    ['cy', 'trelew-2026', '29 Mawrth 2026', '2il'],
    ['en', 'caerdydd-2025', '1 March 2025', 'First'],
    ['en', 'trelew-2026', '29 March 2026', 'Second'],
  ])('in %s: %s', async (language, slug, dateText, ordinalText) => {
    const { json } = await ask(`/${language}/councils/${slug}.json`);
    expect(json).toMatchObject({ dateText, ordinalText });
  });

  it('an instant of a summer night is dated in London, an hour ahead of UTC', async () => {
    const { json } = await ask('/cy/terms/hiraeth.json');
    expect(json).toMatchObject({ published: '2026-06-30T23:30:00Z' });
    expect(await textOf('/cy/terms/hiraeth.html')).toContain('1 Gorffennaf 2026');
  });

  it('a calendar states the time zone of the configuration', async () => {
    expect((await ask('/cy/councils.ics')).text).toContain('TZID:Europe/London\r\n');
  });
});

describe('the site is that of the configuration', () => {
  it('its home names the partnership, its languages and its kinds in their order', async () => {
    const { json } = await ask('/cy', { headers: { Accept: 'application/json' } });
    expect(json).toMatchObject({ name: 'Cofnod Partneriaeth Ddigidol Cymru–Patagonia', languages: ['cy', 'en'] });
    expect((json as { collections: { kind: string }[] }).collections.map(({ kind }) => kind)).toEqual([
      'councils',
      'partnerships',
      'actions',
      'outcomes',
      'documents',
      'participants',
      'organisations',
      'roles',
      'terms',
    ]);
  });

  it('a page offers the other language by its own name, and groups participants by the two sides', async () => {
    const { text } = await ask('/cy/councils/trelew-2026.html');
    expect(text).toMatch(/<a [^>]*hreflang="en"[^>]*>\s*English/);
    expect(text).toContain('content="cy_GB"');
    const plain = text.replace(/<[^>]*>/g, ' ');
    expect(plain).toMatch(/Cymru[\s\S]*Eluned Morgan[\s\S]*Patagonia[\s\S]*Fabio Jones/);
  });

  it('the sitemap has both languages', async () => {
    const { text } = await ask('/sitemap.xml');
    for (const language of languageTags) expect(text).toContain(`https://example.jp/${language}/councils/trelew-2026`);
  });

  it('programs find its APIs, and people whom to report a vulnerability to', async () => {
    const { text } = await ask('/.well-known/security.txt');
    expect(text).toContain('Contact: mailto:diogelwch@example.org\n');
    expect(text).toContain('Preferred-Languages: cy, en\n');
    const { json } = await ask('/.well-known/api-catalog');
    const [, reading] = (json as { linkset: { 'service-desc'?: { href: string }[] }[] }).linkset;
    for (const { href } of reading?.['service-desc'] ?? []) {
      const document = (await ask(href.replace('https://example.jp', ''))).json;
      expect(document).toMatchObject({
        info: { license: { name: 'CC BY 4.0' } },
        servers: [{ url: 'https://example.jp' }],
      });
    }
  });

  it('is ready: no message is missing, and the lists are in order', async () => {
    expect((await ask('/readyz')).json).toMatchObject({ status: 'ok' });
  });
});
