import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { isRecordUrl, parsePath } from '../../../src/url.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

/** The first item of each kind. */
const slugOf = async (kind: string): Promise<string> => {
  const { items } = (await ask(`/ja/${kind}.json`)).json as { items: { slug: string }[] };
  return items[0]?.slug ?? '';
};
const slugs = Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await slugOf(kind)] as const)));

/** The links of a text to this service whose format the program that follows them would negotiate. */
const negotiatedIn = (text: string): string[] => {
  const hrefs = [
    ...[...text.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href]) => href),
    ...[...text.matchAll(/<meta property="og:url" content="([^"]*)"/g)].map(([, href]) => href),
    ...[...text.matchAll(/<link [^>]*rel="canonical"[^>]*href="([^"]*)"/g)].map(([, href]) => href),
    ...[...text.matchAll(/mailto:[^"]*body=([^"&]*)/g)].map(([, href]) => decodeURIComponent(href ?? '')),
    ...[...text.matchAll(/\]\(([^)]*)\)/g)].map(([, href]) => href),
    ...[...text.matchAll(/<link href="([^"]*)" rel="alternate"|<link rel="alternate" href="([^"]*)"/g)].map(
      ([, one, other]) => one ?? other,
    ),
    ...[...text.replaceAll('\r\n ', '').matchAll(/^URL:(.*)$/gm)].map(([, href]) => href?.trim()),
  ];
  return hrefs.flatMap((href = '') => {
    const url = new URL(href.replaceAll('&amp;', '&'), `${origin}/`);
    if (url.origin !== origin) return [];
    const parsed = parsePath(url.pathname);
    return isRecordUrl(parsed) && parsed.kind && !parsed.format ? [href] : [];
  });
};

const html = { headers: { Accept: 'text/html' } };

describe.each(languageTags)('whatever a reader copies in %s is the address of a page for every program', (language) => {
  const items = kinds.map((kind) => `/${kind}/${slugs[kind]}`);
  it.each([
    '',
    ...kinds.map((kind) => `/${kind}.html`),
    ...items.map((item) => `${item}.html`),
    '/actions.html?status=ongoing&limit=2',
    '/actions/nothing.html',
    '/nothing/data',
    '/embed-builder?item=actions/data',
    '/problems/not-found',
    ...items.flatMap((item) => [`/card${item}`, `/embed${item}`]),
    '/card/actions/nothing',
    ...items.map((item) => `${item}.md`),
    '/actions.md',
    '/changes.atom',
    '/actions.atom',
    '/actions/data.atom',
    '/councils.ics',
    '/councils/council-2-2024.ics',
  ])('on %s', async (path) => {
    const { text } = await ask(`/${language}${path}`, html);
    expect(negotiatedIn(text)).toEqual([]);
  });
});

it('a page that is copied from the address bar is a page for a program that takes anything', async () => {
  for (const accept of ['*/*', undefined, 'image/avif,*/*;q=0.8', 'application/json']) {
    const { headers, text } = await ask('/ja/actions/data.html', accept ? { headers: { Accept: accept } } : {});
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(text).toContain(`<meta property="og:url" content="${origin}/ja/actions/data.html"/>`);
  }
});

it('the item that replaces a withdrawn one, and its page in another language, are pages', async () => {
  await startOver();
  const gone = {
    date: '2026-12-02',
    notice: { ja: '用語を統合しました。', en: 'The term was merged.' },
    replacement: { kind: 'terms' as const, slug: 'iap' },
  };
  await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: gone } }));
  for (const path of ['/ja/terms/dfft.html', '/ja/card/terms/dfft', '/ja/embed/terms/dfft']) {
    const { status, text } = await ask(path, html);
    expect(status).toBe(410);
    expect(text).toContain(`href="${origin}/ja/terms/iap.html"`);
    expect(text).toContain(`href="${origin}/en/terms/dfft.html"`);
    expect(negotiatedIn(text)).toEqual([]);
  }
  await startOver();
});

describe('a program that looks for a way to embed an item', () => {
  const oembedIn = (headers: Headers) =>
    [...(headers.get('Link') ?? '').matchAll(/<([^>]*)>; rel="alternate"; type="application\/json\+oembed"/g)].map(
      ([, href]) => href,
    );

  it.each(['json', 'jsonld', 'html', 'md', 'atom'])('finds it in the headers of %s', async (format) => {
    for (const [path, page] of [
      [`/en/actions/data.${format}`, '/en/actions/data.html'],
      ['/en/actions/data', '/en/actions/data.html'],
      ['/mul/actions/data.json', '/actions/data.html'],
      ['/en/card/actions/data', '/en/actions/data.html'],
    ] as const) {
      const { status, headers } = await ask(path);
      const found = oembedIn(headers);
      expect([path, status, found]).toEqual([
        path,
        200,
        [`${origin}/oembed?url=${encodeURIComponent(origin + page)}&format=json`],
      ]);
      const etag = headers.get('ETag') ?? '';
      const again = await ask(path, { headers: { 'If-None-Match': etag } });
      expect([again.status, again.headers.get('Link')]).toEqual([304, headers.get('Link')]);
      const { pathname, search } = new URL(found[0] ?? '');
      expect((await ask(pathname + search)).json).toMatchObject({ type: 'rich' });
    }
  });

  it('finds none where there is no item', async () => {
    for (const path of ['/en/actions.json', '/en/actions/nothing.json', '/en/changes.atom'])
      expect(oembedIn((await ask(path)).headers)).toEqual([]);
  });
});
