import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';

const pageOf = async (path: string) => readPage((await ask(path, { headers: { Accept: 'text/html' } })).text);

describe('what no source calls a Joint Action', () => {
  it.each([
    ['ja', '共同作業かどうか未確認', '共同作業に含まれるかどうかは確認できていない。'],
    ['en', 'Not confirmed as a Joint Action', 'We have not found a source that calls it a Joint Action.'],
  ])('is not called one on its page, which says why, in %s', async (language, kind, note) => {
    for (const slug of ['cyber-resilience', 'online-safety', 'digital-markets']) {
      const page = await pageOf(`/${language}/actions/${slug}.html`);
      const kinds = page.all.filter(({ attributes }) => attributes.class === 'kind');
      expect(
        kinds.map(({ text }) => text),
        slug,
      ).toEqual([kind]);
      expect(
        page.named('p').some(({ text }) => text.endsWith(note)),
        slug,
      ).toBe(true);
      const card = await readPage((await ask(`/${language}/card/actions/${slug}`)).text);
      expect(card.all.find(({ attributes }) => attributes.class === 'joint-card-kind')?.text, slug).toBe(kind);
    }
  });

  it('is not among the Joint Actions of the home page, and is marked in their collection', async () => {
    const home = await pageOf('/ja');
    const themes = home.all.find(({ attributes }) => attributes.class === 'themes');
    expect(themes?.links).toEqual(
      ['vendor-diversification', 'semiconductors', 'ai', 'data', 'digital-transformation'].map(
        (slug) => `/ja/actions/${slug}.html`,
      ),
    );
    const collection = await pageOf('/ja/actions.html');
    expect(collection.named('h2').map(({ text }) => text)).toContain(
      'Cyber resilience 日本語名なし 名称未確認 共同作業かどうか未確認',
    );
  });

  it('is told from Joint Actions in data: /kind is unverified, also where another item leads to it', async () => {
    const { json } = await ask('/ja/outcomes/launch-2022-cyber-resilience.json');
    expect(json).toMatchObject({ unverified: expect.arrayContaining(['/action/kind', '/action/name']) });
    expect((await ask('/ja/actions/ai.json')).json).toMatchObject({ unverified: [] });
  });
});

describe('a status', () => {
  it.each([
    '/ja/actions.html',
    '/ja/outcomes.html',
    '/ja/actions/data.html',
    '/ja/councils/council-2-2024.html',
    '/ja',
  ])('%s: says as of when it is', async (path) => {
    const page = await pageOf(path);
    const notes = page.named('p').filter(({ text }) => text === '状況は、会合の資料に示された時点のものです。');
    expect(notes).toHaveLength(1);
  });

  it('stands without the code of its commitment, which says the same once more', async () => {
    for (const path of ['/ja/outcomes/council-2-2024-ai', '/ja/councils/council-2-2024', '/ja/actions/ai']) {
      const { text } = await ask(`${path}.html`);
      expect(text, path).not.toContain('取組の区分');
    }
    expect((await ask('/ja/outcomes/launch-2022-framework.html')).text).toMatch(/<dt[^>]*>頻度<\/dt><dd>年1回<\/dd>/);
  });
});

describe('labels', () => {
  it('a page has its title and the name of the service, as its language sets them off', async () => {
    const titleOf = async (path: string) => (await pageOf(path)).named('title')[0]?.text;
    expect(await titleOf('/ja/actions/data.html')).toBe('データ｜日英デジタルパートナーシップの記録');
    expect(await titleOf('/en/actions/data.html')).toBe('Data | The record of the Japan-UK Digital Partnership');
  });

  it('an item is called what one of its kind is called', async () => {
    const kindOf = async (path: string) =>
      (await pageOf(path)).all.find(({ attributes }) => attributes.class === 'kind')?.text;
    expect(await kindOf('/en/participants/jones-margaret.html')).toBe('Participant');
    expect(await kindOf('/en/actions/data.html')).toBe('Joint Action');
  });

  it('the country of a side is a country in a column, and a side in a heading', async () => {
    const cells = (await pageOf('/ja/participants/bhatti-saqib.html')).named('td').map(({ text }) => text);
    expect(cells).toContain('英国');
    const captions = (await pageOf('/ja/councils/council-2-2024.html')).named('caption').map(({ text }) => text);
    expect(captions).toEqual(['日本側', '英国側']);
  });

  it('the code of an error is in the brackets of the language', async () => {
    expect((await pageOf('/ja/actions/nope.html')).text).toContain('HTTPステータス 404（not-found）');
    expect((await pageOf('/en/actions/nope.html')).text).toContain('HTTP status 404 (not-found)');
  });
});

describe('counts and names', () => {
  it.each([
    ['/en/councils.html?limit=1', '3 records'],
    ['/en/outcomes.html?council=launch-2022&action=data', '1 record'],
    ['/en/outcomes.html?council=no-such-council', '0 records'],
    ['/ja/outcomes.html?council=launch-2022&action=data', '全1件'],
  ])('%s: %s', async (path, total) => {
    const page = await pageOf(path);
    expect(page.all.find(({ attributes }) => attributes.class === 'total')?.text).toBe(total);
  });

  it('two offices of one title are told apart by what they are for', async () => {
    for (const path of ['/ja/organisations/dsit.html', '/ja/roles.html']) {
      const { text } = await ask(path);
      expect(text, path).toContain('テクノロジー・デジタル経済を担当する政務次官');
      expect(text, path).toContain('将来のデジタル経済とオンラインの安全性を担当する政務次官');
    }
  });
});
