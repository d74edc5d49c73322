import { exports } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { exampleAddress } from '../../support/examples.ts';
import { readPage } from '../../support/pages/reader.ts';
import { startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const html = { headers: { Accept: 'text/html' } };

beforeEach(startOver);

const previewAt = async (path: string) => {
  const page = await readPage((await ask(path, html)).text);
  const metas = page.named('meta').map(({ attributes }) => attributes);
  return Object.fromEntries(metas.map(({ property, name, content }) => [property ?? name, content]));
};

/** The width and the height that a PNG states (PNG §11.2.2); undefined of another file. */
const sizeOf = (bytes: ArrayBuffer): [number, number] | undefined => {
  const view = new DataView(bytes);
  return view.getUint32(0) === 0x89504e47 ? [view.getUint32(16), view.getUint32(20)] : undefined;
};

describe.each(languageTags)('a link in %s that is shared has a picture', (language) => {
  const { t } = messagesFor(language);
  const service = ['', '/docs', '/docs/terms', '/about', '/accessibility', '/problems/not-found'];
  const paths = [
    ...service.map((path) => [`/${language}${path}`, undefined] as const),
    ...kinds.flatMap((kind) => [
      [`/${language}/${kind}`, kind] as const,
      [exampleAddress(kind, language).replace(/json$/, 'html'), kind] as const,
    ]),
  ];

  it.each(paths)('%s: in its language, of its kind, and described', async (path, kind) => {
    const preview = await previewAt(path);
    expect(preview['og:image']).toMatch(
      new RegExp(`^${origin}/share/${language}-${kind ?? 'site'}\\.[0-9a-f]{12}\\.png$`),
    );
    expect(preview).toMatchObject({
      'og:image:type': 'image/png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'twitter:card': 'summary_large_image',
    });
    expect(preview['og:image:alt']).toContain(t('home.title'));
    if (kind) expect(preview['og:image:alt']).toContain(t(`kinds.${kind}`));
    for (const property of ['og:title', 'og:description', 'og:type', 'og:url', 'og:locale', 'og:site_name'])
      expect(preview[property], property).toMatch(/./);
  });

  it.each(['site', ...kinds])('%s: a PNG of 1200 × 630 that may be kept for ever', async (subject) => {
    const path = subject === 'site' ? `/${language}` : `/${language}/${subject}`;
    const image = (await previewAt(path))['og:image'] ?? '';
    const { status, headers, ...answer } = await exports.default.fetch(image).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      size: sizeOf(await response.arrayBuffer()),
    }));
    expect([status, headers.get('Content-Type'), answer.size]).toEqual([200, 'image/png', [1200, 630]]);
    expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(Number(headers.get('Content-Length') ?? 0)).toBeLessThan(200 * 1024);
  });
});

describe.each(languageTags)('a search engine that reads a page in %s', (language) => {
  it.each(['/actions/data', '/terms', '/outcomes?status=done'])(
    '%s: learns of its translations in one way, with one URL a language',
    async (path) => {
      const { headers, text } = await ask(`/${language}${path}`, html);
      const links = (await readPage(text)).named('link').filter(({ attributes }) => attributes.hreflang);
      expect(links.map(({ attributes }) => attributes.hreflang)).toEqual(
        expect.arrayContaining([...languageTags, 'x-default']),
      );
      expect(links).toHaveLength(languageTags.length + 1);
      expect(headers.get('Link')).not.toContain('hreflang');
      expect(headers.get('Link')).toContain(`<${origin}/${language}${path.replace(/\?.*/, '')}.json`);
      for (const other of languageTags.filter((tag) => tag !== language))
        expect(headers.get('Link')).not.toContain(`${origin}/${other}/`);
    },
  );

  it('data for programs names each language and format in Link, as there is no head', async () => {
    const { headers } = await ask(`/${language}/actions/data.json`);
    for (const tag of languageTags)
      expect(headers.get('Link')).toContain(
        `<${origin}/${tag}/actions/data.html>; rel="alternate"; hreflang="${tag}"; type="text/html"`,
      );
  });
});
