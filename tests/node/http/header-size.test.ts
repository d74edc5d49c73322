import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatsOf } from '../../../src/formats/index.ts';
import { parameterOf } from '../../../src/kinds/definition.ts';
import { definitionOf, kinds } from '../../../src/kinds/index.ts';
import type { Item } from '../../../src/model/edition.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, startOver } from '../../support/state.ts';

// Proxies keep a header section in one page of memory, 4,096 bytes, and refuse a longer one (nginx: 502). What stands
// between adds to it: Date, Connection, and a CDN's own.
const limit = 4096 - 400;

const long = (start: string) => `${start}-${'a'.repeat(79 - start.length)}`;

const headerSize = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await exports.default.fetch(`https://example.jp${path}`, { headers, redirect: 'manual' });
  const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return { status: answer.status, size: `HTTP/1.1 ${answer.status} OK\r\n${lines.join('')}\r\n`.length, answer };
};

const linksIn = (headers: Headers) =>
  [...(headers.get('Link') ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, href, rel]) => `${rel} ${href}`);

beforeAll(async () => {
  const like = await liveItem('councils', 'council-2-2024');
  const council: Item = { ...like, id: `councils/${long('council')}`, slug: long('council') };
  const name = 'の'.repeat(247);
  const texts = { ja: { name, reading: name, definition: name }, en: { name: 'Term', definition: 'A term.' } };
  await put(council, newTerm(long('one'), texts), newTerm(long('two'), texts), newTerm(long('three'), texts));
  return startOver;
});

describe('the headers of an answer fit into the 4 KB that proxies have for them', () => {
  it.each(formatsOf('item', 'councils').map(({ extension }) => extension))(
    'an item with the longest slug, as %s, in any form of its URL',
    async (extension) => {
      const slug = long('council');
      const paths = [`/ja/councils/${slug}.${extension}`, `/councils/${slug}.${extension}`, `/en/councils/${slug}`];
      for (const path of [...paths, `/ja/councils/${slug}.${extension}?fallback=none`]) {
        const { status, size, answer } = await headerSize(path, { Accept: 'text/html, */*;q=0.5' });
        expect({ path, status }).toEqual({ path, status: 200 });
        expect(size, path).toBeLessThan(limit);
        const links = linksIn(answer.headers);
        // The other language of the same format matters most; a page names its translations in its head.
        const format = path.endsWith(slug) ? 'html' : extension;
        const own = answer.headers.get('Content-Language')?.slice(0, 2) ?? '';
        for (const language of format === 'html' ? [own] : ['ja', 'en'])
          expect(links.filter((link) => link.includes(`/${language}/councils/${slug}.${format}`))).not.toEqual([]);
        expect(links.join()).toContain('license');
      }
    },
  );

  it.each(kinds)('%s, filtered by everything at once', async (kind) => {
    const { filters, status } = definitionOf(kind);
    const query = new URLSearchParams([
      ...filters.map((relation) => [parameterOf(relation), long('filter')]),
      ...(status ? [['status', 'ongoing']] : []),
      ['fallback', 'none'],
      ['limit', '100'],
      ['modified_since', '2020-01-22T05:00:00.000+09:00'.slice(0, 10)],
    ]);
    for (const path of [`/ja/${kind}.json?${query}`, `/${kind}?${query}`]) {
      const found = await headerSize(path);
      expect({ path, status: found.status }).toEqual({ path, status: 200 });
      expect(found.size, path).toBeLessThan(limit);
    }
  });

  it('a page of names of the greatest length leads on to the next, until the last', async () => {
    let path: string | undefined = '/ja/terms?limit=1';
    const seen: string[] = [];
    while (path !== undefined) {
      const { status, size, answer } = await headerSize(path, { Accept: 'application/json' });
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(size, path).toBeLessThan(limit);
      const { items, next, total } = await answer.json<{
        items: { slug: string }[];
        next: string | null;
        total: number;
      }>();
      seen.push(...items.map(({ slug }) => slug));
      expect(linksIn(answer.headers).filter((link) => link.startsWith('next '))).toEqual(next ? [`next ${next}`] : []);
      if (next === null) expect(seen).toHaveLength(total);
      path = next?.replace('https://example.jp', '').replace('.json', '');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((slug) => slug.endsWith('aaa'))).toEqual([long('one'), long('three'), long('two')]);
  });

  it.each([
    `/ja/actions/?x=${'a'.repeat(6000)}`,
    `/ja/actions.html?x=1&after=${'a'.repeat(6000)}`,
    `/${'a'.repeat(6000)}/`,
    `/ja/actions/${'a'.repeat(6000)}.json`,
    `/ja/actions?${'a'.repeat(6000)}=1`,
  ])('a URL of 6,000 characters: %.30s', async (path) => {
    const { status, size } = await headerSize(path, { 'CF-Ray': 'b'.repeat(3000) });
    expect(status).toBeGreaterThanOrEqual(300);
    expect(size).toBeLessThan(1500);
  });
});
