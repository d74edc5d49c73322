import { beforeEach, describe, expect, it } from 'vitest';
import { formatsOf } from '../../../src/formats/index.ts';
import type { Item, Withdrawal } from '../../../src/model/edition.ts';
import { ask } from '../../support/ask.ts';
import { cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const publish = put;
const totalOf = async (path: string) => ((await ask(path)).json as { total: number }).total;
const slugsOf = async (path: string) =>
  ((await ask(path)).json as { items: { slug: string }[] }).items.map(({ slug }) => slug);

const tagsOf = async (path: string) => (await cachingOf(path)).tags;

beforeEach(startOver);

describe('an item that was never written', () => {
  it.each([
    ['ja', 'ページが見つかりません', '「nope」という項目は「用語」にありません。'],
    ['en', 'Page not found', 'There is no item “nope” in “Glossary”.'],
  ])('is not found, in %s', async (language, title, detail) => {
    const { status, headers, json } = await ask(`/${language}/terms/nope.json`);
    const type = `${origin}/problems/not-found`;
    expect({ status, json }).toEqual({
      status: 404,
      json: { type, title, status: 404, detail, instance: `/${language}/terms/nope.json` },
    });
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(await tagsOf(`/${language}/terms/nope.json`)).toEqual(['terms/nope']);
    expect(headers.get('Content-Language')).toBe(language);
  });
});

describe('an item that has a name in English only', () => {
  it('an English title without a Japanese one is labelled', async () => {
    const { headers, json } = await ask('/ja/documents/progress-report-2024.json');
    expect(headers.get('Content-Language')).toBe('ja, en');
    expect(json).toMatchObject({ fallbacks: { '/name': 'en' }, unverified: [] });
    const none = await ask('/ja/documents/progress-report-2024.json?fallback=none');
    expect(none.json).toMatchObject({ name: null, fallbacks: {}, note: expect.stringContaining('成果文書') });
  });
});

describe('a person who has a name in English only', () => {
  const { edition, ...rest } = newTerm('doe-jane', { ja: {}, en: { name: { family: 'Doe', given: 'Jane' } } });
  const facts = { ...edition.facts, order: 'given-family', unnamed: ['ja'] };
  const person = {
    ...rest,
    id: 'participants/doe-jane',
    kind: 'participants',
    edition: { ...edition, facts },
  } as const;
  beforeEach(() => publish(person));

  it('is called so in Japanese, labelled part by part', async () => {
    const { json } = await ask('/ja/participants/doe-jane.json');
    const name = { name: 'Jane Doe', familyName: 'Doe', givenName: 'Jane' };
    expect(json).toMatchObject({ ...name, fallbacks: { '/name': 'en', '/familyName': 'en', '/givenName': 'en' } });
    expect(json).not.toHaveProperty('reading');
  });

  it('has none, nor its parts, where no other language is wanted', async () => {
    const without = { name: null, familyName: null, givenName: null };
    const { json } = await ask('/ja/participants/doe-jane.json?fallback=none');
    expect(json).toMatchObject({ ...without, fallbacks: {} });
    const { items } = (await ask('/ja/participants.json?fallback=none')).json as { items: { slug: string }[] };
    expect(items.find(({ slug }) => slug === 'doe-jane')).toMatchObject(without);
    for (const { extension } of formatsOf('item', 'participants'))
      expect((await ask(`/ja/participants/doe-jane.${extension}?fallback=none`)).text, extension).not.toContain('Doe');
  });
});

describe('an item that is written in English only', () => {
  const quantum = newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } });
  beforeEach(() => publish(quantum));

  it('is read in Japanese with every English text labelled', async () => {
    const { status, headers, json } = await ask('/ja/terms/quantum.json');
    expect(status).toBe(200);
    expect(headers.get('Content-Language')).toBe('ja, en');
    expect(headers.get('Link')).not.toContain('hreflang="ja"');
    expect(json).toMatchObject({
      name: 'quantum',
      definition: 'The smallest amount.',
      fallbacks: { '/name': 'en', '/definition': 'en' },
      languages: ['en'],
      links: { self: `${origin}/ja/terms/quantum.json`, alternates: { en: `${origin}/en/terms/quantum.json` } },
    });
    expect((await ask('/en/terms/quantum.json')).json).toMatchObject({ fallbacks: {}, links: { alternates: {} } });
  });

  it('is not translated, for a Japanese reader who wants no other language', async () => {
    const { status, headers, json } = await ask('/ja/terms/quantum.json?fallback=none');
    expect(status).toBe(404);
    expect(json).toEqual({
      type: `${origin}/problems/not-translated`,
      title: 'この言語の文はまだありません',
      status: 404,
      detail: 'この項目には、まだ日本語の文がありません。ほかの言語ではご覧いただけます。',
      instance: '/ja/terms/quantum.json',
      alternates: { en: `${origin}/en/terms/quantum.json` },
    });
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(await tagsOf('/ja/terms/quantum.json?fallback=none')).toEqual(['terms/quantum']);
  });

  it('stands in the Japanese list, unless no other language is wanted', async () => {
    expect(await slugsOf('/ja/terms.json')).toContain('quantum');
    expect(await slugsOf('/ja/terms.json?fallback=none')).not.toContain('quantum');
    expect(await slugsOf('/en/terms.json?fallback=none')).toContain('quantum');
    expect([await totalOf('/ja/terms.json'), await totalOf('/ja/terms.json?fallback=none')]).toEqual([27, 26]);
  });
});

describe('an item that was withdrawn', () => {
  const withdrawal: Withdrawal = {
    date: '2026-12-02T00:00:00Z',
    notice: { ja: '用語を統合しました。', en: 'The term was merged.' },
    replacement: { kind: 'terms', slug: 'iap' },
  };
  const withdraw = async (withdrawals: Item['edition']['withdrawals']) =>
    publish(nextEdition(await liveItem('terms', 'dfft'), { withdrawals }));

  it.each([
    [
      'ja',
      '公開を終了しました',
      'この項目は2026年12月2日（令和8年12月2日）に公開を終了しました。用語を統合しました。',
      'DFFT具体化のための国際枠組み（IAP）',
    ],
    [
      'en',
      'Withdrawn',
      'This item was withdrawn on 2 December 2026. The term was merged.',
      'Institutional Arrangement for Partnership (IAP)',
    ],
  ])(
    'altogether, says so in %s, with the day, the reason and what replaces it',
    async (language, title, detail, name) => {
      await withdraw({ ja: withdrawal, en: withdrawal });
      const { status, headers, json } = await ask(`/${language}/terms/dfft.json`);
      expect(status).toBe(410);
      expect(json).toEqual({
        type: `${origin}/problems/withdrawn`,
        title,
        status: 410,
        detail,
        instance: `/${language}/terms/dfft.json`,
        withdrawn: '2026-12-02T00:00:00Z',
        replacement: { kind: 'terms', slug: 'iap', name, href: `${origin}/${language}/terms/iap` },
        fallbacks: {},
        unverified: [],
      });
      expect(headers.get('Cache-Control')).toBe('public, max-age=60');
      expect(await tagsOf(`/${language}/terms/dfft.json`)).toEqual(['terms/dfft', 'terms/iap']);
      expect(await slugsOf(`/${language}/terms.json`)).not.toContain('dfft');
      expect(await totalOf(`/${language}/terms.json`)).toBe(25);
    },
  );

  it.each([
    ['actions', 'online-safety', 'Online safety', 'en', []],
    ['documents', 'press-mic-2024-ja', '総務省報道資料（2024年1月16日）', undefined, ['organisations/mic']],
  ] as const)(
    'is replaced by one of %s, of whose name is told what it is',
    async (kind, slug, name, borrowed, tags) => {
      const withReplacement = { ...withdrawal, replacement: { kind, slug } };
      await withdraw({ ja: withReplacement, en: withReplacement });
      const { headers, json } = await ask('/ja/terms/dfft.json');
      expect(json).toMatchObject({
        replacement: { kind, slug, name, href: `${origin}/ja/${kind}/${slug}` },
        fallbacks: borrowed ? { '/replacement/name': borrowed } : {},
        unverified: [...(kind === 'actions' ? ['/replacement/kind'] : []), '/replacement/name'],
      });
      expect(await tagsOf('/ja/terms/dfft.json')).toEqual(['terms/dfft', `${kind}/${slug}`, ...tags]);
      expect(headers.get('Content-Language')).toBe(borrowed ? 'ja, en' : 'ja');
    },
  );

  it('is replaced by what has been renamed since: its new URL is told', async () => {
    await withdraw({ ja: withdrawal, en: withdrawal });
    await publish(nextEdition(await liveItem('terms', 'iap'), { slug: 'arrangement' }));
    const { json } = await ask('/en/terms/dfft.json');
    expect(json).toMatchObject({ replacement: { slug: 'arrangement', href: `${origin}/en/terms/arrangement` } });
  });

  it('is replaced by what was withdrawn since: it is not named any more', async () => {
    await withdraw({ ja: withdrawal, en: withdrawal });
    const { replacement: _, ...gone } = withdrawal;
    await publish(nextEdition(await liveItem('terms', 'iap'), { withdrawals: { ja: gone, en: gone } }));
    const { json } = await ask('/en/terms/dfft.json');
    expect(json).toMatchObject({ status: 410, withdrawn: withdrawal.date });
    expect(json).not.toHaveProperty('replacement');
  });

  it('in one language → 410 there; the other is unchanged', async () => {
    await withdraw({ ja: withdrawal });
    const gone = await ask('/ja/terms/dfft.json?fallback=none');
    expect(gone.status).toBe(410);
    expect(gone.json).toMatchObject({ alternates: { en: `${origin}/en/terms/dfft.json` } });
    expect((await ask('/ja/terms/dfft.json')).text).toBe(gone.text);
    const { status, json, headers } = await ask('/en/terms/dfft.json');
    expect(status).toBe(200);
    expect(json).toMatchObject({ languages: ['en'], edition: 2, links: { alternates: {} } });
    expect(headers.get('Link')).not.toContain('/ja/');
    expect([await totalOf('/ja/terms.json'), await totalOf('/en/terms.json')]).toEqual([25, 26]);
  });

  it('comes back with the next edition', async () => {
    await withdraw({ ja: withdrawal, en: withdrawal });
    await publish(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: {} }));
    expect((await ask('/ja/terms/dfft.json')).json).toMatchObject({ edition: 3, languages: ['ja', 'en'] });
    expect(await totalOf('/ja/terms.json')).toBe(26);
  });
});

describe('an item that was renamed', () => {
  beforeEach(async () => publish(nextEdition(await liveItem('actions', 'data'), { slug: 'data-flows' })));

  it.each([
    ['/actions/data', '/actions/data-flows', 'Accept, Accept-Language'],
    ['/ja/actions/data', '/ja/actions/data-flows', 'Accept'],
    ['/actions/data.json', '/actions/data-flows.json', 'Accept-Language'],
    ['/ja/actions/data.json', '/ja/actions/data-flows.json', null],
    ['/en/actions/data.json?fallback=none', '/en/actions/data-flows.json?fallback=none', null],
    ['/actions/data?fallback=none', '/actions/data-flows?fallback=none', 'Accept, Accept-Language'],
  ])('%s leads to %s', async (from, to, vary) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, text } = await ask(from, { method });
      expect({ status, text, location: headers.get('Location') }).toEqual({
        status: 308,
        text: '',
        location: origin + to,
      });
      expect(headers.get('Vary')).toBe(vary);
      expect(headers.get('Content-Location')).toBeNull();
      expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    }
    expect((await ask(to)).status).toBe(200);
    expect(await tagsOf('/ja/actions/data.json')).toEqual(['actions/data']);
  });

  it('keeps its name, and is named by its new address wherever it is shown', async () => {
    const { json } = await ask('/ja/actions/data-flows.json');
    expect(json).toMatchObject({ id: `${origin}/actions/data`, slug: 'data-flows', name: 'データ' });
    expect((await ask('/ja/outcomes/council-2-2024-data.json')).json).toMatchObject({
      action: { kind: 'actions', slug: 'data-flows', name: 'データ', href: `${origin}/ja/actions/data-flows` },
    });
    expect(await slugsOf('/ja/actions.json')).toEqual(expect.not.arrayContaining(['data']));
    const outcomes = ['council-3-2025-data', 'council-2-2024-data', 'launch-2022-data'];
    expect(await slugsOf('/ja/outcomes.json?action=data-flows')).toEqual(outcomes);
    expect(await slugsOf('/ja/outcomes.json?action=data')).toEqual(outcomes);
  });
});
