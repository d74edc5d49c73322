import { describe, expect, it } from 'vitest';
import { fallbackText, unverifiedText } from '../../../src/i18n/annotations.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { recurrenceText } from '../../../src/i18n/values.ts';
import type { Kind } from '../../../src/kinds/index.ts';

const [ja, en] = [messagesFor('ja'), messagesFor('en')];

describe('a reader learns what of a value is unverified', () => {
  it.each<[Kind, string, string, string]>([
    ['actions', '/name', '名称未確認', 'Name unverified'],
    ['documents', '/name', '題名未確認', 'Title unverified'],
    ['participants', '/name', '氏名未確認', 'Name unverified'],
    ['participants', '/reading', '読み未確認', 'Reading unverified'],
    ['participants', '/items/3/reading', '読み未確認', 'Reading unverified'],
    ['participants', '/givenName', '名未確認', 'Given name unverified'],
    ['documents', '/date', '日付未確認', 'Date unverified'],
    ['councils', '/dateText', '日付未確認', 'Date unverified'],
    ['councils', '/documents/4/date', '日付未確認', 'Date unverified'],
    ['councils', '/documents/4/name', '題名未確認', 'Title unverified'],
    ['councils', '/mode', '開催形式未確認', 'Format unverified'],
    ['councils', '/attendances/JP/0/mode', '出席形式未確認', 'Attendance unverified'],
    ['participants', '/appearances/0/mode', '出席形式未確認', 'Attendance unverified'],
    ['participants', '/appearances/0/council/name', '名称未確認', 'Name unverified'],
    ['councils', '/ordinalText', '開催回未確認', 'Number unverified'],
    ['outcomes', '/commitments/0/kind', '取組の区分未確認', 'Type unverified'],
    ['councils', '/contact', '問い合わせ先未確認', 'Contact unverified'],
    ['outcomes', '/commitments/0/due/from', '日付未確認', 'Date unverified'],
    ['outcomes', '/items/0/action/name', '名称未確認', 'Name unverified'],
    ['organisations', '/homepage', '公式サイト未確認', 'Website unverified'],
    ['actions', '/kind', '共同作業かどうか未確認', 'Not confirmed as a Joint Action'],
    ['outcomes', '/action/kind', '共同作業かどうか未確認', 'Not confirmed as a Joint Action'],
    ['terms', '/kind', '種類未確認', 'Kind unverified'],
    ['participants', '/aliases/2', '表記未確認', 'Spelling unverified'],
    ['terms', '/note', '備考未確認', 'Note unverified'],
  ])('%s %s → %s, %s', (kind, pointer, japanese, english) => {
    expect([unverifiedText(ja, kind, pointer), unverifiedText(en, kind, pointer)]).toEqual([japanese, english]);
  });
});

describe('a reader learns that a value is in another language', () => {
  it.each<[Kind, string, string, string]>([
    ['actions', '/name', '日本語名なし', 'No English name'],
    ['councils', '/outcomes/0/action/name', '日本語名なし', 'No English name'],
    ['documents', '/name', '題名は英語', 'Title in Japanese'],
    ['organisations', '/homepage', '英語のページ', 'Page in Japanese'],
    ['outcomes', '/commitments/0/due/text', '英語で表示', 'In Japanese'],
  ])('%s %s → %s, %s', (kind, pointer, japanese, english) => {
    expect([fallbackText(ja, kind, pointer, 'en'), fallbackText(en, kind, pointer, 'ja')]).toEqual([japanese, english]);
  });
});

describe('how often something repeats is said in words', () => {
  it.each([
    ['R/P1Y', '年1回', 'yearly'],
    ['R/P2Y', '2年ごと', 'every 2 years'],
    ['R/P1M', '1か月ごと', 'every month'],
    ['R5/P6W', '6週間ごと', 'every 6 weeks'],
    ['R/P1D', '1日ごと', 'every day'],
  ])('%s → %s, %s', (interval, japanese, english) => {
    expect([recurrenceText(ja, interval), recurrenceText(en, interval)]).toEqual([japanese, english]);
  });
});
