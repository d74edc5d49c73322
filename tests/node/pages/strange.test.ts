import { beforeEach, describe, expect, it } from 'vitest';
import type { Withdrawal } from '../../../src/model/edition.ts';
import { ask } from '../../support/ask.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const html = { Accept: 'text/html,*/*;q=0.8' };

beforeEach(startOver);

describe('whatever an editor writes stands in the page as text', () => {
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; background: url(javascript:alert(1))",
    '&lt;b&gt;&amp;&#39;',
    '👩‍👩‍👧‍👦🇯🇵 𠮷野家',
    '</title><h1>',
    `${'あ'.repeat(300)}`,
    'מילה باللغة',
  ];

  it.each(names)('%s', async (name) => {
    const definition = name.repeat(3).slice(0, 1000);
    await put(newTerm('strange', { ja: { name, definition }, en: { name: 'plain', definition: 'plain' } }));
    for (const path of ['/ja/terms/strange.html', '/ja/terms.html']) {
      const { status, text } = await ask(path);
      expect(status).toBe(200);
      const page = await readPage(text);
      expect(page.named('h1')).toHaveLength(1);
      const scripts = page.named('script').filter((script) => script.attributes.type !== 'application/ld+json');
      expect(scripts).toEqual([]);
      for (const tag of ['img', 'b', 'style']) expect(page.named(tag), tag).toEqual([]);
      expect(page.text).toContain(name);
      expect(page.text).toContain(definition);
      const attributes = page.all.flatMap((element) => Object.keys(element.attributes));
      expect(attributes.filter((attribute) => attribute.startsWith('on') || attribute === 'style')).toEqual([]);
    }
    const page = await readPage((await ask('/ja/terms/strange.html')).text);
    expect(page.named('title')[0]?.text).toContain(name);
    expect(page.named('meta').find((meta) => meta.attributes.name === 'description')?.attributes.content).toBe(
      definition,
    );
  });

  it('a Joint Action whose commitments are long, undated or due for ever still has its picture', async () => {
    const outcome = await liveItem('outcomes', 'council-2-2024-semiconductors');
    const commitments = [
      { key: 'a', kind: 'event', status: 'announced', due: { from: '2031-04-01' } },
      { key: 'b', kind: 'event', status: 'ongoing', due: { until: '2020-01-01' } },
      { key: 'c', kind: 'event', status: 'done' },
      { key: 'd', kind: 'event', status: 'announced', due: { from: '0500-01-01', until: '9999-12-31' } },
    ];
    const texts = (value: string) => ({
      summary: value,
      commitments: Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, { text: value }])),
    });
    const long = 'supercalifragilistic'.repeat(14);
    await put(
      nextEdition(outcome, {
        facts: { ...outcome.edition.facts, commitments },
        texts: { ja: texts('長'.repeat(300)), en: texts(long) },
      }),
    );
    for (const language of ['ja', 'en']) {
      const { text } = await ask(`/${language}/actions/semiconductors.html`);
      const page = await readPage(text);
      for (const picture of page.named('svg')) {
        const [, , width = 0, height = 0] = (picture.attributes.viewBox ?? picture.attributes.viewbox ?? '')
          .split(' ')
          .map(Number);
        expect(width).toBeGreaterThan(0);
        const inside = page.all.filter(({ parents }) => parents.includes(picture.attributes));
        for (const { attributes, name } of inside.filter((each) => ['text', 'circle', 'rect'].includes(each.name))) {
          const [x, y] = [Number(attributes.x ?? attributes.cx), Number(attributes.y ?? attributes.cy)];
          expect(x >= 0 && x <= width, `${name} ${x}`).toBe(true);
          expect(y >= 0 && y <= height, `${name} ${y}`).toBe(true);
        }
      }
      expect(page.named('svg')).toHaveLength(2);
      expect(page.named('text').length).toBeLessThan(250);
      expect(text).not.toContain('NaN');
    }
  });

  it('a page in a language that the item has no texts in is no alternate, and says what it borrows', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest amount.' } }));
    const page = await readPage((await ask('/ja/terms/quantum.html')).text);
    expect(page.named('link').filter(({ attributes }) => attributes.hreflang)).toEqual([]);
    expect(page.named('h1')[0]?.text).toBe('quantum 日本語名なし');
    const definition = page.all.find(
      ({ text, attributes }) => attributes.lang === 'en' && text === 'The smallest amount.',
    );
    expect(definition?.after).toContain('この文は英語のみで提供しています。');
    const none = await ask('/ja/terms/quantum.html?fallback=none');
    expect(none.status).toBe(404);
    expect((await readPage(none.text)).named('a').find(({ text }) => text === 'English')?.attributes).toMatchObject({
      lang: 'en',
      hreflang: 'en',
    });
  });

  it('a text that is asked for in one language alone, and is not there, says so', async () => {
    const page = await readPage((await ask('/ja/documents/progress-report-2024.html?fallback=none')).text);
    expect(page.named('h1')[0]?.text).toBe('この言語の文はありません。');
  });
});

describe('a person who follows a link that is out of date', () => {
  const withdrawal: Withdrawal = {
    date: '2026-12-02T00:00:00Z',
    notice: { ja: '用語を統合しました。', en: 'The term was merged.' },
    replacement: { kind: 'terms', slug: 'iap' },
  };

  it.each([
    [
      'ja',
      '公開を終了しました',
      '用語を統合しました。',
      '令和8年12月2日',
      '代わりの記録',
      'DFFT具体化のための国際枠組み（IAP）',
    ],
    [
      'en',
      'Withdrawn',
      'The term was merged.',
      '2 December 2026',
      'Replaced by',
      'Institutional Arrangement for Partnership (IAP)',
    ],
  ] as const)(
    'reads, in %s, that it was withdrawn, why, since when, and what replaces it',
    async (language, title, notice, date, heading, name) => {
      await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: withdrawal, en: withdrawal } }));
      for (const path of [`/${language}/terms/dfft`, `/${language}/terms/dfft.html`]) {
        const { status, text } = await ask(path, { headers: html });
        expect(status).toBe(410);
        const page = await readPage(text);
        expect(page.named('h1')[0]?.text).toBe(title);
        for (const value of [notice, date]) expect(page.named('main')[0]?.text).toContain(value);
        expect(page.named('h2').map(({ text: value }) => value)).toContain(heading);
        const link = page
          .named('a')
          .find(({ attributes }) => attributes.href === `${origin}/${language}/terms/iap.html`);
        expect(link?.text).toBe(name);
      }
    },
  );

  it('reads what replaces it by its name, with what must be said of that', async () => {
    const value = { ...withdrawal, replacement: { kind: 'actions' as const, slug: 'online-safety' } };
    await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { ja: value, en: value } }));
    const page = await readPage((await ask('/ja/terms/dfft', { headers: html })).text);
    const link = page
      .named('a')
      .find(({ attributes }) => attributes.href === `${origin}/ja/actions/online-safety.html`);
    expect([link?.text, link?.attributes.lang, link?.after]).toEqual([
      'Online safety',
      'en',
      ' 日本語名なし 名称未確認 共同作業かどうか未確認',
    ]);
    const card = await readPage((await ask('/ja/card/terms/dfft')).text);
    const [around] = card.all.filter(
      ({ links, name }) => name === 'p' && links.includes(`${origin}/ja/actions/online-safety.html`),
    );
    expect(around?.text).toBe('代わりの記録：Online safety 日本語名なし 名称未確認 共同作業かどうか未確認');
    expect(card.named('span').map(({ attributes }) => attributes.lang)).toContain('en');
  });

  it.each([
    ['/ja/nope', 404, '/en/nope'],
    ['/ja/actions/nope', 404, '/en/actions/nope'],
    ['/ja/actions?limit=x', 400, '/en/actions'],
    ['/ja/actions/data.pdf', 404, undefined],
  ] as const)('%s is a page, and can be had in the other language', async (path, status, other) => {
    const answer = await ask(path, { headers: html });
    expect(answer.status).toBe(status);
    if (!other) return;
    const page = await readPage(answer.text);
    const switched = page.named('a').find(({ attributes }) => attributes.hreflang === 'en');
    expect(switched?.attributes.href).toMatch(new RegExp(`^${other}(?:\\.html)?$`));
    expect(page.named('meta').find(({ attributes }) => attributes.name === 'robots')?.attributes.content).toBe(
      'noindex',
    );
  });
});

describe('a campaign link', () => {
  it.each([
    ['/ja/actions/data?utm_source=x', '/ja/actions/data', 'Accept'],
    ['/ja/actions/data.html?utm_source=x&fallback=none', '/ja/actions/data.html?fallback=none', null],
    ['/actions?gclid=1&status=done&limit=2', '/actions?status=done&limit=2', 'Accept, Accept-Language'],
    ['/outcomes.html?x=%2F%2Fevil.example&council=a', '/outcomes.html?council=a', 'Accept-Language'],
  ])('%s is led to the page itself', async (path, to, vary) => {
    const { status, headers } = await ask(path, { headers: html });
    expect([status, headers.get('Location'), headers.get('Vary')]).toEqual([308, origin + to, vary]);
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
  });

  it('a program is told of its mistake, and so is a person of a wrong value', async () => {
    expect((await ask('/ja/actions/data?utm_source=x')).headers.get('Location')).toBe(`${origin}/ja/actions/data`);
    expect((await ask('/ja/actions/data.json?utm_source=x', { headers: html })).status).toBe(400);
    expect((await ask('/ja/actions.html?limit=0', { headers: html })).status).toBe(400);
    expect((await ask('/ja/actions.html?limit=1&limit=2', { headers: html })).status).toBe(400);
  });
});
