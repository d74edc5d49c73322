import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readRecentChanges } from '../../../src/database/read/recent.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { ask } from '../../support/ask.ts';
import { documentContext } from '../../support/documents.ts';
import { checkFeed, type Element, readXml } from '../../support/formats/atom.ts';
import { aDay, cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

let changed = false;
/** Publishes, and has the record as it was when the test is over. */
const publish = (...items: Parameters<typeof put>) => {
  changed = true;
  return put(...items);
};
afterEach(async () => {
  if (changed) await startOver();
  changed = false;
});

const children = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textOf = (element: Element, name: string) => children(element, name)[0]?.text;
const feedAt = async (path: string) => {
  const feed = readXml((await ask(path)).text);
  checkFeed(feed);
  return feed;
};
const linksOf = (feed: Element, rel: string) =>
  children(feed, 'link')
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes.rel === rel);
const entriesAt = async (path: string) =>
  children(await feedAt(path), 'entry').map((entry) => ({ id: textOf(entry, 'id'), title: textOf(entry, 'title') }));

describe('a feed', () => {
  it('of a Joint Action has its outcomes, and is as new as the newest of them', async () => {
    const feed = await feedAt('/en/actions/data.atom');
    expect(textOf(feed, 'title')).toBe('Data');
    expect((await entriesAt('/en/actions/data.atom')).map(({ id }) => id)).toEqual(
      ['council-3-2025-data', 'council-2-2024-data', 'launch-2022-data'].map((slug) => `${origin}/en/outcomes/${slug}`),
    );
    await publish(nextEdition(await liveItem('outcomes', 'launch-2022-data'), {}));
    expect(textOf(await feedAt('/en/actions/data.atom'), 'updated')).toBe('2026-12-02T00:00:00Z');
  });

  it('says of an entry when it was first published, and on which day the meeting was', async () => {
    await publish(nextEdition(await liveItem('outcomes', 'launch-2022-data'), {}));
    for (const path of ['/en/actions/data.atom', '/en/outcomes.atom', '/en/changes.atom']) {
      const entries = children(await feedAt(path), 'entry');
      const entry = entries.find((each) => textOf(each, 'id')?.endsWith('/launch-2022-data'));
      expect(entry && ['published', 'updated', 'dcterms:date'].map((name) => textOf(entry, name)), path).toEqual([
        '2026-11-23T00:00:00Z',
        '2026-12-02T00:00:00Z',
        '2022-12-07',
      ]);
    }
    expect(textOf(await feedAt('/ja/councils/council-2-2024.atom'), 'dcterms:date')).toBe('2024-01-16');
    const council = await liveItem('councils', 'council-2-2024');
    await publish(nextEdition(council, { facts: { ...council.edition.facts, unverified: ['/date'] } }));
    expect(textOf(await feedAt('/ja/councils/council-2-2024.atom'), 'dcterms:date')).toBeUndefined();
  });

  it('states its licence as a sentence, and links to it', async () => {
    const feed = await feedAt('/ja/actions/data.atom');
    const licence = 'https://creativecommons.org/licenses/by/4.0/';
    expect(textOf(feed, 'rights')).toBe(`この内容は、次の利用条件に従って利用できます：${licence}`);
    expect(linksOf(feed, 'license').map(({ href }) => href)).toEqual([licence]);
  });

  it('has a name as it is, and says beside it that no source confirms it', async () => {
    const feed = await feedAt('/ja/councils/launch-2022.atom');
    expect(textOf(feed, 'title')).toBe('日英デジタルパートナーシップ立ち上げ会合');
    for (const element of [feed, ...children(feed, 'entry')])
      expect(children(element, 'category').map(({ attributes }) => attributes)).toContainEqual({
        term: 'unverified-name',
        label: 'この名称については、裏付けとなる資料が見つかっていません。',
      });
  });

  it('of what no source calls a Joint Action says so, and does not call it one', async () => {
    const entries = children(await feedAt('/ja/actions.atom'), 'entry');
    const categories = entries.map((entry) => children(entry, 'category').map(({ attributes }) => attributes));
    const confirmed = { term: 'actions', label: '共同作業' };
    const doubted = { term: 'actions', label: '共同作業かどうか未確認' };
    expect(categories.map(([kind]) => kind)).toEqual([...Array(5).fill(confirmed), ...Array(3).fill(doubted)]);
    for (const each of categories.slice(5))
      expect(each).toContainEqual({
        term: 'unverified-kind',
        label: '共同作業に含まれるかどうかについては、裏付けとなる資料が見つかっていません。',
      });
  });

  it('of a collection is paged under one id (RFC 5005)', async () => {
    const first = await feedAt('/ja/terms.atom?limit=20');
    const [next] = linksOf(first, 'next');
    const second = await feedAt((next?.href ?? '').slice(origin.length));
    expect([textOf(first, 'id'), textOf(second, 'id')]).toEqual(Array(2).fill(`${origin}/ja/terms.atom?limit=20`));
    expect(linksOf(second, 'first').map(({ href }) => href)).toEqual([`${origin}/ja/terms.atom?limit=20`]);
    expect([children(first, 'entry').length, children(second, 'entry').length]).toEqual([20, 6]);
  });

  it('keeps the id of an entry when the item is renamed, and leads to its new URL', async () => {
    await publish(nextEdition(await liveItem('terms', 'dfft'), { slug: 'free-flow' }));
    const [entry] = children(await feedAt('/en/changes.atom'), 'entry');
    expect(entry && [textOf(entry, 'id'), linksOf(entry, 'alternate')[0]?.href]).toEqual([
      `${origin}/en/terms/dfft`,
      `${origin}/en/terms/free-flow.html`,
    ]);
    expect((await ask('/en/terms/dfft')).status).toBe(308);
  });
});

describe('a feed reader opens the page of a feed', () => {
  it.each([
    ['/en/changes.atom', '/en'],
    ['/ja/terms.atom', '/ja/terms.html'],
    ['/ja/actions/data.atom', '/ja/actions/data.html'],
    ['/en/outcomes.atom?status=done', '/en/outcomes.html?status=done'],
  ])('%s: is led to a page in its language by the first alternate', async (path, page) => {
    const [first] = children(await feedAt(path), 'link').filter(({ attributes }) => attributes.rel === 'alternate');
    const hreflang = path.slice(1, 3);
    expect(first?.attributes).toEqual({ rel: 'alternate', href: origin + page, type: 'text/html', hreflang });
    expect((await ask(page, { headers: { Accept: 'text/html' } })).status).toBe(200);
  });
});

describe('the feed of recent changes', () => {
  it('has the newest first, of every kind, 50 in all', async () => {
    await publish(
      nextEdition(await liveItem('terms', 'dfft'), {}),
      newTerm('quantum', { ja: { name: '量子', definition: '量。' } }),
    );
    const entries = await entriesAt('/ja/changes.atom');
    expect(entries.slice(0, 2)).toEqual([
      { id: `${origin}/ja/terms/dfft`, title: '信頼性のある自由なデータ流通（DFFT）' },
      { id: `${origin}/ja/terms/quantum`, title: '量子' },
    ]);
    expect(entries).toHaveLength(50);
    const [, fallback] = children(await feedAt('/en/changes.atom'), 'entry');
    expect(fallback && children(fallback, 'title')[0]).toMatchObject({ text: '量子', language: 'ja' });
    expect(await entriesAt('/en/changes.atom?fallback=none')).not.toContainEqual(
      expect.objectContaining({ title: '量子' }),
    );
  });

  it('is purged by every publication: its tags name every kind', async () => {
    const { lifetime, tags } = await cachingOf('/ja/changes.atom');
    expect(tags).toEqual(expect.arrayContaining([...kinds]));
    expect(lifetime).toBe(aDay);
    expect((await ask('/ja/changes.atom')).headers.get('Vary')).toBeNull();
  });

  it('is a 304 until something is published or withdrawn', async () => {
    const tag = async () => (await ask('/ja/changes.atom')).headers.get('ETag') ?? '';
    const before = await tag();
    expect((await ask('/ja/changes.atom', { headers: { 'If-None-Match': before } })).status).toBe(304);
    await publish(nextEdition(await liveItem('terms', 'dfft'), {}));
    const published = await tag();
    const withdrawals = { ja: { date: '2026-12-05T00:00:00Z', notice: { ja: '取り下げました。' } } };
    await publish(nextEdition(await liveItem('terms', 'dfft'), { withdrawals }));
    expect([published === before, (await tag()) === published]).toEqual([false, false]);
    expect(await entriesAt('/ja/changes.atom')).not.toContainEqual(
      expect.objectContaining({ id: `${origin}/ja/terms/dfft` }),
    );
    expect((await entriesAt('/en/changes.atom'))[0]).toMatchObject({ id: `${origin}/en/terms/dfft` });
  });

  it('is negotiated where the URL has no language', async () => {
    const { status, headers, text } = await ask('/changes.atom', { headers: { 'Accept-Language': 'en-GB' } });
    expect(status).toBe(200);
    expect(headers.get('Content-Location')).toBe(`${origin}/en/changes.atom`);
    expect(headers.get('Vary')).toBe('Accept-Language');
    expect(text).toBe((await ask('/en/changes.atom')).text);
  });

  it('refuses unknown parameters', async () => {
    const { status, json } = await ask('/en/changes.atom?limit=3');
    expect({ status, json }).toMatchObject({ status: 400, json: { parameter: 'limit', available: ['fallback'] } });
  });

  it('costs one round trip and few rows', async () => {
    const database = openDatabase(env.DB);
    const { cards } = await readRecentChanges(database, { language: 'ja', fallback: true, ...documentContext() });
    expect(cards).toHaveLength(50);
    expect(database.cost).toMatchObject({ trips: 1, rowsWritten: 0 });
    expect(database.cost.rowsRead).toBeLessThanOrEqual(110);
  });
});
