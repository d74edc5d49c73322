import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import type { Item } from '../../../src/model/edition.ts';
import { ask } from '../../support/ask.ts';
import { cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const etagOf = async (path: string) => (await ask(path)).headers.get('ETag') ?? '';
const publish = put;
/** So many outcomes of one action, which stand behind those there are. */
const olderOutcomes = async (length: number): Promise<Item[]> => {
  const like = await liveItem('outcomes', 'launch-2022-data');
  return Array.from({ length }, (_, index): Item => {
    const slug = `older-${String(index).padStart(2, '0')}`;
    const facts = { ...like.edition.facts, order: 100 + index };
    return { ...like, id: `outcomes/${slug}`, slug, edition: { ...like.edition, facts } };
  });
};

const paths = ['/ja/actions/data.json', '/ja/actions/data', '/actions/data', '/en/outcomes.json?limit=2', '/terms'];

describe.each(paths)('a reader who has a copy of %s', (path) => {
  const asking = async (condition: string, method = 'GET') => {
    const etag = await etagOf(path);
    return ask(path, { method, headers: { 'If-None-Match': condition.replaceAll('ETAG', etag) } });
  };

  it.each([
    'ETAG',
    'W/ETAG',
    '"other", ETAG',
    'W/"a",W/ETAG,"b"',
    '*',
    ' * ',
    '"a, b", ETAG',
    'rubbish, ETAG',
    '"",ETAG',
  ])('If-None-Match: %s is answered 304, with the same headers and no body', async (condition) => {
    const full = await ask(path);
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, text } = await asking(condition, method);
      expect({ status, text }).toEqual({ status: 304, text: '' });
      for (const name of [
        'Cache-Control',
        'ETag',
        'Last-Modified',
        'Vary',
        'Content-Language',
        'Content-Location',
        'Link',
        'Access-Control-Allow-Origin',
        'Access-Control-Expose-Headers',
        'Cross-Origin-Resource-Policy',
      ])
        expect(headers.get(name), name).toBe(full.headers.get(name));
    }
  });

  it.each(['"other"', 'W/"other"', '', 'rubbish', '"', 'ETAGx"', '"x, *"', '**', 'w/"*"'])(
    'If-None-Match: %s is answered in full',
    async (condition) => {
      const full = await ask(path);
      const { status, text } = await ask(path, {
        headers: { 'If-None-Match': condition.replaceAll('ETAG', full.headers.get('ETag')?.slice(0, -2) ?? '') },
      });
      expect({ status, text }).toEqual({ status: 200, text: full.text });
    },
  );
});

describe('the tag of an answer', () => {
  afterEach(startOver);

  it('differs by language, item, query and page, and is the same every time', async () => {
    const tags = await Promise.all(
      [
        '/ja/actions/data.json',
        '/en/actions/data.json',
        '/ja/actions/data.json?fallback=none',
        '/ja/actions/ai.json',
        '/ja/actions.json',
        '/en/actions.json',
        '/ja/actions.json?limit=2',
        '/ja/actions.json?status=ongoing',
      ].map(etagOf),
    );
    expect(new Set(tags).size).toBe(tags.length);
    expect(await etagOf('/ja/actions/data.json')).toBe(tags[0]);
    expect(await etagOf('/actions/data')).toBe(tags[0]);
  });

  it('changes when anything that the answer shows is published anew, and only then', async () => {
    const shown = [
      '/ja/actions/data.json',
      '/ja/outcomes/council-2-2024-data.json',
      '/en/councils/council-2-2024.json',
    ];
    const others = ['/ja/actions/ai.json', '/ja/terms/dfft.json', '/ja/terms.json'];
    const before = await Promise.all([...shown, ...others].map(etagOf));
    await publish(nextEdition(await liveItem('actions', 'data'), {}));
    const after = await Promise.all([...shown, ...others].map(etagOf));
    expect(after.map((tag, index) => tag !== before[index])).toEqual([
      ...shown.map(() => true),
      ...others.map(() => false),
    ]);
    const stale = await ask('/ja/actions/data.json', { headers: { 'If-None-Match': before[0] ?? '' } });
    expect(stale.status).toBe(200);
    expect(stale.json).toMatchObject({ edition: 2, modified: '2026-12-02T00:00:00Z' });
    expect(stale.headers.get('Last-Modified')).toBe('Wed, 02 Dec 2026 00:00:00 GMT');
  });

  it('changes when a list inside an item grows beyond what is shown, and leads to the rest', async () => {
    const older = await olderOutcomes(48);
    const [last, ...rest] = older.reverse();
    await publish(...rest);
    const full = await ask('/en/actions/data.json');
    expect((full.json as { outcomes: unknown[] }).outcomes).toHaveLength(50);
    expect(full.json).toMatchObject({ more: {} });
    await publish(last as Item);
    const cut = await ask('/en/actions/data.json');
    expect((cut.json as { outcomes: unknown[] }).outcomes).toHaveLength(50);
    const more = 'https://example.jp/en/outcomes.json?action=data';
    expect(cut.json).toMatchObject({ more: { '/outcomes': more } });
    expect((await ask(more.slice('https://example.jp'.length))).json).toMatchObject({ total: 51 });
    expect(cut.headers.get('ETag')).not.toBe(full.headers.get('ETag'));
  });

  it('depends on the editions whose cache tags the answer has, and on no others', async () => {
    const older = await olderOutcomes(60);
    await publish(...older);
    const path = '/en/actions/data.json';
    let { headers } = await ask(path);
    for (const { kind, slug } of older) {
      const purged = (await cachingOf(path)).tags.includes(`${kind}/${slug}`);
      const before = headers.get('ETag');
      await publish(nextEdition(await liveItem(kind, slug), {}));
      headers = (await ask(path)).headers;
      expect(headers.get('ETag') !== before, slug).toBe(purged);
    }
  });

  it('changes when the same items have another order, as after a change of names', async () => {
    const lists = ['/ja/participants.json', '/ja/participants.csv', '/ja/organisations/digital-agency.json'];
    const before = await Promise.all(lists.map((path) => ask(path)));
    const firstOf = `SELECT item FROM listings WHERE language = 'ja' AND kind = ? AND filter = ? ORDER BY sort, slug LIMIT 1`;
    for (const [kind, filter] of [
      ['participants', ''],
      ['roles', 'organisation=organisations/digital-agency'],
    ])
      await env.DB.prepare(`UPDATE listings SET sort = ? || sort WHERE item = (${firstOf})`)
        .bind('\uffff', kind, filter)
        .run();
    // Whoever rebuilds the listings does this, too.
    await env.DB.exec(
      'INSERT OR IGNORE INTO stale_documents (item, expired, since) SELECT id, published, published FROM items',
    );
    for (const [index, path] of lists.entries()) {
      const after = await ask(path);
      expect(after.text).not.toBe(before[index]?.text);
      expect(after.headers.get('ETag')).not.toBe(before[index]?.headers.get('ETag'));
    }
  });

  it('changes when an edition has a number that another had before the database was restored', async () => {
    const publishedAt = async (published: string) => {
      await startOver();
      await publish(nextEdition(await liveItem('terms', 'dfft'), { published }));
      return ask('/ja/terms/dfft.json');
    };
    const [one, other] = [await publishedAt('2026-12-02T00:00:00Z'), await publishedAt('2026-12-03T00:00:00Z')];
    expect(other.text).not.toBe(one.text);
    expect(other.headers.get('ETag')).not.toBe(one.headers.get('ETag'));
  });

  it.each(['/ja/actions/data.json', '/en/terms.html', '/ja/changes.atom', '/sitemap.xml'])(
    'changes with the origin that URLs are built from: %s',
    async (path) => {
      const at = async (PUBLIC_ORIGIN: string) => {
        const answer = await publicReads.fetch(
          new Request(`http://reads.example${path}`),
          { ...env, PUBLIC_ORIGIN },
          createExecutionContext(),
        );
        return { etag: answer.headers.get('ETag'), text: await answer.text() };
      };
      const [one, other] = [await at('https://one.example'), await at('https://other.example')];
      expect(other.text).not.toBe(one.text);
      expect(other.etag).not.toBe(one.etag);
    },
  );

  it('a refusal has none, whatever the reader has', async () => {
    const { status, headers } = await ask('/ja/actions/nope.json', { headers: { 'If-None-Match': '*' } });
    expect(status).toBe(404);
    expect(headers.get('ETag')).toBeNull();
  });

  it('a tag names at most what fits: each thing shown and its kind', async () => {
    expect((await cachingOf('/ja/outcomes/council-2-2024-data.json')).tags.sort()).toEqual([
      'actions/data',
      'councils/council-2-2024',
      'outcomes/council-2-2024-data',
    ]);
    const { tags } = await cachingOf('/en/terms.json?limit=2');
    expect(tags[0]).toBe('terms');
    expect(tags).toHaveLength(3);
    expect(tags.join()).toMatch(/^[\x21-\x7e]+$/);
  });
});
