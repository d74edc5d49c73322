import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { composeName, findName } from '../../../src/i18n/names.ts';
import { definitionOf, type Kind } from '../../../src/kinds/index.ts';
import { type Language, languages } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';

it('the platform writes dates in the locale of every language, or the language states how', () => {
  const unknown = languages.filter(
    ({ dates, datePattern }) => !datePattern && Intl.DateTimeFormat.supportedLocalesOf(dates).length === 0,
  );
  expect(unknown).toEqual([]);
});

describe('a reader sees dates as the language writes them', () => {
  it.each([
    ['2024-01-16', '令和6年1月16日', '16 January 2024'],
    ['2022-12-07', '令和4年12月7日', '7 December 2022'],
    ['2019-05-01', '令和元年5月1日', '1 May 2019'],
    ['2019-04-30', '平成31年4月30日', '30 April 2019'],
    ['1989-01-08', '平成元年1月8日', '8 January 1989'],
    ['1989-01-07', '昭和64年1月7日', '7 January 1989'],
    ['1926-12-25', '昭和元年12月25日', '25 December 1926'],
    ['2024-02-29', '令和6年2月29日', '29 February 2024'],
    ['2024-01-15T14:59:59Z', '令和6年1月15日', '15 January 2024'],
    ['2024-01-15T15:00:00Z', '令和6年1月16日', '16 January 2024'],
    ['2019-04-30T15:00:00Z', '令和元年5月1日', '1 May 2019'],
    ['9999-12-31', '令和7981年12月31日', '31 December 9999'],
    ['1912-07-30', '大正元年7月30日', '30 July 1912'],
    ['1873-01-01', '明治6年1月1日', '1 January 1873'],
    // Japan had months of the moon before: no era is written beside a Gregorian day.
    ['1872-12-31', '1872年12月31日', '31 December 1872'],
    ['1869-08-15', '1869年8月15日', '15 August 1869'],
    ['1868-10-23', '1868年10月23日', '23 October 1868'],
    ['1782-03-27', '1782年3月27日', '27 March 1782'],
    ['1582-10-10', '1582年10月10日', '10 October 1582'],
    ['0500-01-01', '500年1月1日', '1 January 500'],
    ['0001-01-01', '1年1月1日', '1 January 1'],
    ['1872-12-31T14:41:00Z', '1872年12月31日', '31 December 1872'],
    ['1872-12-31T15:00:00Z', '明治6年1月1日', '1 January 1873'],
  ])('%s', (iso, ja, en) => expect([messagesFor('ja').date(iso), messagesFor('en').date(iso)]).toEqual([ja, en]));
});

describe('a reader sees a position in a series as the language writes it', () => {
  it.each([
    [1, '第1回', 'First'],
    [2, '第2回', 'Second'],
    [3, '第3回', 'Third'],
    [10, '第10回', 'Tenth'],
    [11, '第11回', '11th'],
    [12, '第12回', '12th'],
    [13, '第13回', '13th'],
    [21, '第21回', '21st'],
    [22, '第22回', '22nd'],
    [23, '第23回', '23rd'],
    [24, '第24回', '24th'],
    [101, '第101回', '101st'],
    [111, '第111回', '111th'],
    [112, '第112回', '112th'],
  ])('%d', (count, ja, en) =>
    expect([messagesFor('ja').ordinal(count), messagesFor('en').ordinal(count)]).toEqual([ja, en]),
  );
});

describe('a reader sees a count as the language writes it', () => {
  it.each<[Language, number, string]>([
    ['ja', 2, 'パラメーター「limit」が2回指定されています。指定できるのは1回だけです。'],
    ['ja', 5, 'パラメーター「limit」が5回指定されています。指定できるのは1回だけです。'],
    ['en', 2, 'The parameter “limit” is given 2 times; it may be given only once.'],
    ['en', 5, 'The parameter “limit” is given 5 times; it may be given only once.'],
  ])('in %s, limit %d times over', async (language, count, detail) => {
    const { json } = await ask(`/${language}/actions.json?${Array(count).fill('limit=2').join('&')}`);
    expect(json).toMatchObject({ status: 400, detail, parameter: 'limit' });
  });

  it('one is singular where a language has a singular', () => {
    const { t } = messagesFor('en');
    expect(t('problems:invalid-parameter.repeated', { parameter: 'limit', count: 1 })).toContain('1 time;');
  });
});

const nothing = { facts: {}, texts: {} };
const nameOf = (kind: Kind, slug: string, order: Language[], item = nothing as Parameters<typeof findName>[2]) =>
  findName(definitionOf(kind), slug, item, order);

describe('a reader sees a name as the language writes it', () => {
  it.each([
    ['kozuki-ryosuke', 'family-given', '上月良祐', 'Kozuki Ryosuke'],
    ['bhatti-saqib', 'given-family', 'サキ・バティ', 'Saqib Bhatti'],
    ['longbottom-julia', 'given-family', 'ジュリア・ロングボトム', 'Julia Longbottom'],
    ['sasaki-yuji', 'family-given', '佐々木祐二', 'Sasaki Yuji'],
  ])('%s', (slug, order, ja, en) => {
    const item = { facts: { order }, texts: {} };
    expect(nameOf('participants', slug, ['ja'], item)?.text).toBe(ja);
    expect(nameOf('participants', slug, ['en'], item)?.text).toBe(en);
  });

  it('in its parts, with its reading where the language has one', () => {
    const item = { facts: { order: 'family-given' }, texts: {} };
    expect(nameOf('participants', 'kozuki-ryosuke', ['ja', 'en'], item)).toEqual({
      text: '上月良祐',
      language: 'ja',
      family: '上月',
      given: '良祐',
      reading: 'こうづき りょうすけ',
    });
    expect(nameOf('organisations', 'mic', ['ja'])).toEqual({ text: '総務省', language: 'ja', reading: 'そうむしょう' });
  });

  it('in the next language where one has none; none when no language has', () => {
    expect(nameOf('actions', 'online-safety', ['ja', 'en'])).toEqual({ text: 'Online safety', language: 'en' });
    expect(nameOf('actions', 'online-safety', ['ja'])).toBeUndefined();
    expect(nameOf('actions', 'nope', ['ja', 'en'])).toBeUndefined();
    expect(nameOf('actions', 'constructor', ['ja', 'en'])).toBeUndefined();
  });
});

describe('a record may have the name itself', () => {
  const withNames = (ja: unknown, en: unknown = {}) => ({
    facts: { order: 'family-given' },
    texts: { ja, en } as never,
  });

  it('which is shown where the locale files have none', () => {
    expect(nameOf('actions', 'quantum', ['ja'], withNames({ name: '量子', reading: 'りょうし' }))).toEqual({
      text: '量子',
      language: 'ja',
      reading: 'りょうし',
    });
    expect(nameOf('participants', 'tanaka', ['ja'], withNames({ name: { family: '田中', given: '一' } }))).toEqual({
      text: '田中一',
      language: 'ja',
      family: '田中',
      given: '一',
    });
    expect(nameOf('terms', 'dfft', ['ja', 'en'], withNames({}, { name: 'DFFT' }))).toEqual({
      text: 'DFFT',
      language: 'en',
    });
  });

  it('but the name in the locale files comes first', () => {
    expect(nameOf('actions', 'data', ['ja'], withNames({ name: '情報' }))?.text).toBe('データ');
    const other = withNames({ name: { family: '神月', given: '良輔' } });
    expect(nameOf('participants', 'kozuki-ryosuke', ['ja'], other)?.text).toBe('上月良祐');
  });

  it('and comes before a name that the locale files have in another language', () => {
    expect(nameOf('actions', 'online-safety', ['ja', 'en'], withNames({ name: 'オンラインの安全' }))?.text).toBe(
      'オンラインの安全',
    );
  });
});

describe('an item without an official name has one composed of its facts', () => {
  it.each<[Language, Kind, Record<string, string | undefined>, string]>([
    ['ja', 'outcomes', { action: 'データ', council: '第2回会合' }, 'データ（第2回会合）'],
    ['en', 'outcomes', { action: 'Data', council: 'Second Council' }, 'Data (Second Council)'],
    ['ja', 'outcomes', { council: '第2回会合' }, '全体の枠組み（第2回会合）'],
    ['en', 'outcomes', { council: 'Second Council' }, 'The framework as a whole (Second Council)'],
    [
      'ja',
      'documents',
      { publisher: '総務省', type: 'press-release', date: '2024-01-16' },
      '総務省報道資料（2024年1月16日）',
    ],
    [
      'en',
      'documents',
      { publisher: 'Digital Agency', type: 'memorandum', date: '2022-10-31' },
      'Memorandum of the Digital Agency (31 October 2022)',
    ],
    ['ja', 'documents', { type: 'agreement', date: '2022-12-07' }, '合意文書（2022年12月7日）'],
    ['en', 'documents', { type: 'agreement', date: '2022-12-07' }, 'Agreement (7 December 2022)'],
    [
      'en',
      'outcomes',
      { action: '$t(home.title) {{council}} <b>', council: 'X' },
      '$t(home.title) {{council}} <b> (X)',
    ],
  ])('%s, %s of %o', (language, kind, parts, name) => {
    expect(composeName(messagesFor(language), kind, definitionOf(kind).composed ?? {}, parts)).toBe(name);
  });
});
