import { describe, expect, it } from 'vitest';
import { describeError } from '../../../src/commands/validate/errors.ts';
import { validateRecord } from '../../../src/commands/validate/validate-record.ts';
import { findWarnings } from '../../../src/commands/validate/warnings.ts';
import { findName } from '../../../src/i18n/names.ts';
import { definitionOf, type Kind } from '../../../src/kinds/index.ts';
import { termOf } from '../../support/editor/client.ts';
import { set } from '../../support/pointer.ts';
import { recordFiles } from '../../support/records.ts';

const contentOf = (kind: Kind, slug: string) =>
  recordFiles.find((file) => file.kind === kind && file.slug === slug)?.record as object;

const errorsIn = (kind: Kind, slug: string, record: object) => {
  const checked = validateRecord(kind, slug, record);
  return 'errors' in checked ? checked.errors.map(({ pointer, rule }) => [pointer, rule]) : [];
};

describe('a pointer of unverified leads to nothing in the answer', () => {
  const council = contentOf('councils', 'council-2-2024');
  const outcome = contentOf('outcomes', 'council-2-2024-semiconductors');
  it.each<[string, Kind, string, object, string]>([
    ['an alias that there is not', 'terms', '/facts/unverified', termOf('x'), '/aliases/99'],
    ['an alias without its number', 'terms', '/facts/unverified', termOf('x'), '/aliases'],
    ['a part of a name', 'terms', '/facts/unverified', termOf('x'), '/name/x'],
    ['a note that there is not', 'terms', '/facts/unverified', termOf('x'), '/note'],
    ['a field that there is not', 'terms', '/facts/unverified', termOf('x'), '/definitions'],
    ['what every object has', 'terms', '/facts/unverified', termOf('x'), '/constructor'],
    ['a reading, which is never shown', 'terms', '/texts/ja/unverified', termOf('x'), '/reading'],
    ['a side that did not meet', 'councils', '/facts/unverified', council, '/attendances/FR/0/mode'],
    ['an attendance that there is not', 'councils', '/facts/unverified', council, '/attendances/JP/99/mode'],
    ['an attendance by a name', 'councils', '/facts/unverified', council, '/attendances/JP/first/mode'],
    ['an attendance as a whole', 'councils', '/facts/unverified', council, '/attendances/JP/0'],
    ['a list as a whole', 'councils', '/facts/unverified', council, '/attendances'],
    ['a link', 'councils', '/facts/unverified', council, '/partnership'],
    ['what other items have', 'councils', '/facts/unverified', council, '/outcomes/0/summary'],
    ['inside a text', 'councils', '/facts/unverified', council, '/summary/0'],
    ['a commitment that there is not', 'outcomes', '/facts/unverified', outcome, '/commitments/1/due/from'],
    ['an index with a zero before it', 'outcomes', '/facts/unverified', outcome, '/commitments/00/due/from'],
    ['what orders a collection', 'outcomes', '/facts/unverified', outcome, '/order'],
  ])('%s → refused', (_, kind, at, record, pointer) => {
    const own = { councils: 'council-2-2024', outcomes: 'council-2-2024-semiconductors' } as Record<string, string>;
    expect(errorsIn(kind, own[kind] ?? 'x', set(record, at, [pointer]))).toEqual([[`${at}/0`, 'pointer']]);
  });

  it.each<[Kind, string, string, object, string]>([
    ['terms', 'x', '/facts/unverified', termOf('x'), '/name'],
    ['terms', 'x', '/texts/en/unverified', termOf('x'), '/definition'],
    ['councils', 'council-2-2024', '/facts/unverified', council, '/attendances/JP/0/mode'],
    ['councils', 'council-2-2024', '/facts/unverified', council, '/photographs/0/alt'],
    ['outcomes', 'council-2-2024-semiconductors', '/facts/unverified', outcome, '/commitments/0/due/until'],
    ['outcomes', 'council-2-2024-semiconductors', '/texts/ja/unverified', outcome, '/commitments/0/due/text'],
    ['outcomes', 'council-2-2024-semiconductors', '/texts/ja/unverified', outcome, '/note'],
    ['participants', 'kozuki-ryosuke', '/texts/ja/unverified', contentOf('participants', 'kozuki-ryosuke'), '/reading'],
  ])('but one that does, of %s, is accepted', (kind, slug, at, record, pointer) => {
    const present = pointer.endsWith('/mode') ? set(record, '/facts/attendances/0/mode', 'online') : record;
    expect(errorsIn(kind, slug, set(present, at, [pointer]))).toEqual([]);
  });
});

describe('a source is no public page', () => {
  it.each([
    'https://user:pass@evil.example/',
    'https://user@evil.example/',
    'https://@evil.example/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'https://192.0.2.1:8443/x',
    'http://[::1]/',
    'http://[2001:db8::1]/',
    'http://localhost:8787/',
    'https://service.localhost/',
    'https://printer.local/',
    'https://wiki.internal/',
    'https://intranet/',
    'https://a..b',
    'https://a.b./',
    'https://.example.jp/',
    'https://-a.example.jp/',
    'https://a_b.example.jp/',
    `https://${'a'.repeat(64)}.example.jp/`,
    'https://example.jp:0/',
    'https:example.jp',
    'https:///example.jp',
  ])('%s → refused', (href) => {
    const errors = errorsIn('terms', 'x', set(termOf('x'), '/facts/sources/0/href', href));
    expect(errors.map(([pointer]) => pointer)).toContain('/facts/sources/0/href');
  });

  it('anywhere else in a record → refused there', () => {
    const own = 'https://user:pass@evil.example/';
    expect(errorsIn('terms', 'x', set(termOf('x'), '/facts/licence', own))).toEqual([['/facts/licence', 'host']]);
    const alias = [{ text: 'x', language: 'en', source: 'http://10.0.0.1/' }];
    expect(errorsIn('terms', 'x', set(termOf('x'), '/facts/aliases', alias))).toEqual([
      ['/facts/aliases/0/source', 'host'],
    ]);
  });

  it.each([
    'https://www.digital.go.jp/news/2eed0c53',
    'http://example.jp',
    'https://example.jp:8443/a?b=c@d#e',
    'https://xn--wgv71a119e.jp/',
    'https://123.example.jp/',
    'https://www.example.org/wiki/A_(b)',
  ])('%s is one', (href) => {
    expect(errorsIn('terms', 'x', set(termOf('x'), '/facts/sources/0/href', href))).toEqual([]);
  });
});

describe('a person’s name', () => {
  const nameIn = (name: object, order = 'family-given') => {
    const written = set(set(contentOf('participants', 'kozuki-ryosuke'), '/facts/order', order), '/facts/unnamed', [
      'en',
    ]);
    const record = set(set(written, '/texts/en', {}), '/texts/ja', { name });
    const checked = validateRecord('participants', 'somebody-else', record);
    if ('errors' in checked) return checked.errors.map(({ pointer, rule }) => [pointer, rule]);
    return findName(definitionOf('participants'), 'somebody-else', checked.record, ['ja']);
  };
  it.each<[object, string, string]>([
    [{ family: '佳子内親王' }, 'family-given', '佳子内親王'],
    [{ given: 'スカルノ' }, 'given-family', 'スカルノ'],
    [{ family: 'ハン', given: 'ドクス' }, 'family-given', 'ハン・ドクス'],
    [{ family: 'バティ', given: 'サキ' }, 'given-family', 'サキ・バティ'],
    [{ family: '上月', given: '良祐' }, 'family-given', '上月良祐'],
    [{ family: '田中', given: 'マルクス' }, 'family-given', '田中マルクス'],
    [{ family: 'オノ', given: '洋子' }, 'family-given', 'オノ洋子'],
  ])('%j is written %s as %s', (name, order, text) => {
    expect(nameIn(name, order)).toEqual({ text, language: 'ja', ...name });
  });
  it.each([{}, { reading: 'かこ' }])('%j has no part → refused', (name) => {
    expect(nameIn(name)).toEqual([['/texts/ja/name', 'noPart']]);
  });
});

describe('what may be a mistake is a warning', () => {
  const warningsIn = (record: object) => {
    const checked = validateRecord('terms', 'x', record);
    if ('errors' in checked) throw new Error(JSON.stringify(checked.errors));
    return findWarnings(checked.record);
  };
  const of = (record: object) => warningsIn(record).map(({ pointer, rule }) => [pointer, rule]);
  const { texts } = termOf('x');
  const { reading, ...ja } = texts.ja;

  it('Japanese and English are exchanged', () => {
    expect(reading).toBeDefined();
    expect(of({ ...termOf('x'), texts: { ja: { ...texts.en, reading }, en: ja } })).toEqual([
      ['/texts/ja/name', 'otherLanguage'],
      ['/texts/en/name', 'otherLanguage'],
      ['/texts/ja/definition', 'otherLanguage'],
      ['/texts/en/definition', 'otherLanguage'],
    ]);
  });

  it('one text is in the other language', () => {
    expect(of(set(termOf('x'), '/texts/en/definition', '電子文書の作成者を確かめるための技術。'))).toEqual([
      ['/texts/en/definition', 'otherLanguage'],
    ]);
    expect(of(set(termOf('x'), '/texts/ja/definition', 'A way to tell who made it.'))).toEqual([
      ['/texts/ja/definition', 'otherLanguage'],
    ]);
  });

  it('the same text is in both', () => {
    const same = 'A way to tell who made it.';
    expect(of(set(set(termOf('x'), '/texts/ja/definition', same), '/texts/en/definition', same))).toEqual([
      ['/texts/ja/definition', 'sameText'],
      ['/texts/en/definition', 'sameText'],
    ]);
  });

  it('a half-width bracket or colon in a Japanese text', () => {
    const written = (text: string) => of(set(termOf('x'), '/texts/ja/definition', text));
    for (const text of ['自由な流通(DFFT)の推進', '署名式(MoC)', '担当: デジタル庁'])
      expect(written(text), text).toEqual([['/texts/ja/definition', 'halfWidth']]);
    for (const text of ['自由な流通（DFFT）の推進', '次世代のBeyond 5G (6G) networks', '担当：デジタル庁'])
      expect(written(text), text).toEqual([]);
  });

  it('an abbreviation, a name in Latin letters, a page for both → no warning', () => {
    expect(of(termOf('x'))).toEqual([]);
    expect(of(set(set(termOf('x'), '/texts/ja/name', 'DFFT'), '/texts/en/name', 'DFFT'))).toEqual([]);
    expect(of(set(termOf('x'), '/texts/ja/name', 'Tech Week'))).toEqual([]);
    expect(recordFiles.flatMap(({ record }) => findWarnings(record as never)).map(({ pointer }) => pointer)).toEqual(
      [],
    );
  });

  it('each has a sentence in both languages', () => {
    for (const warning of warningsIn({ ...termOf('x'), texts: { ja: { ...texts.en, reading }, en: ja } }))
      expect(describeError('ja', warning) + describeError('en', warning)).toMatch(/言語の文字.*letters/s);
  });
});
