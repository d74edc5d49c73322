import { describe, expect, it } from 'vitest';
import { describeError } from '../../../src/commands/validate/errors.ts';
import { validateRecord } from '../../../src/commands/validate/validate-record.ts';
import type { Kind } from '../../../src/kinds/index.ts';
import { termOf } from '../../support/editor/client.ts';
import { set } from '../../support/pointer.ts';
import { recordFiles } from '../../support/records.ts';

const contentOf = (kind: Kind, slug: string) =>
  structuredClone(recordFiles.find((file) => file.kind === kind && file.slug === slug)?.record) as object;

/** What is wrong with a record after a change: pointer, rule and character. */
const errorsIn = (kind: Kind, slug: string, record: object) => {
  const checked = validateRecord(kind, slug, record);
  return 'errors' in checked
    ? checked.errors.map(({ pointer, rule, values }) => [pointer, rule, values.character])
    : [];
};

const withName = (name: string) => set(termOf('x'), '/texts/ja/name', name);

describe('a text has a character that nobody sees, or that has no meaning', () => {
  it.each<[string, string, string]>([
    ['a zero-width joiner alone', '\u200D', 'U+200D'],
    ['a zero-width non-joiner between kana', '用\u200C語', 'U+200C'],
    ['a soft hyphen alone', '\u00AD', 'U+00AD'],
    ['a word joiner', '\u2060', 'U+2060'],
    ['a Hangul filler', '\u3164', 'U+3164'],
    ['a half-width Hangul filler', '\uFFA0', 'U+FFA0'],
    ['a choseong filler', '\u115F', 'U+115F'],
    ['a Mongolian vowel separator', '用\u180E語', 'U+180E'],
    ['a combining grapheme joiner', '用\u034F語', 'U+034F'],
    ['an invisible times', '2\u2062x', 'U+2062'],
    ['the blank of Braille', '\u2800', 'U+2800'],
    ['a variation selector without a base', '\uFE0F用語', 'U+FE0F'],
    ['a second variation selector', '葛\u{E0100}\u{E0101}', 'U+E0101'],
    ['a variation selector behind a space', '用 \uFE0F語', 'U+FE0F'],
    ['tags without a flag', '用\u{E0067}\u{E0062}', 'U+E0067'],
    ['a flag that there is not', '🏴\u{E0075}\u{E0073}\u{E0063}\u{E0061}\u{E007F}', 'U+E0075'],
    ['a joiner between emoji and letter', '👩\u200D用', 'U+200D'],
    ['a replacement character', '用\uFFFD語', 'U+FFFD'],
    ['an object replacement character', '用\uFFFC語', 'U+FFFC'],
    ['an annotation anchor', '用\uFFF9語', 'U+FFF9'],
    ['a character of private use', '用\uE000語', 'U+E000'],
    ['a character of private use in plane 15', '\u{F0000}', 'U+F0000'],
    ['a noncharacter', '用\uFFFE語', 'U+FFFE'],
    ['a noncharacter of a list', '用\uFDD0語', 'U+FDD0'],
    ['a noncharacter in plane 16', '\u{10FFFF}', 'U+10FFFF'],
    ['50 combining accents', `e${'\u0301'.repeat(50)}`, 'U+0301'],
    ['five marks of several kinds', 'a\u0316\u0323\u0331\u0330\u0333', 'U+0316'],
    ['a mark without a base', '\u3099か', 'U+3099'],
    ['a mark behind a space', '用 \u0301', 'U+0301'],
  ])('%s → refused with its code point', (_, name, character) => {
    expect(errorsIn('terms', 'x', withName(name))).toEqual([['/texts/ja/name', 'character', character]]);
  });

  it.each<[string, string, string]>([
    ['a control character', 'あ\u0007い', 'U+0007'],
    ['an unpaired surrogate', 'a\uD83D', 'U+D83D'],
    ['a bidirectional override', 'a\u202Eb', 'U+202E'],
    ['an isolate', 'a\u2067b', 'U+2067'],
    ['a zero-width space', 'a\u200Bb', 'U+200B'],
  ])('%s → refused with its code point', (_, name, character) => {
    expect(errorsIn('terms', 'x', withName(name))).toEqual([['/texts/ja/name', 'plain', character]]);
  });

  it.each<[string, string]>([
    ['characters outside the first plane', '𠮷野家'],
    ['characters of old and new sets', '髙﨑 﨑山'],
    ['compatibility ideographs', '\uFA19\uFA1A'],
    ['an ideographic variation sequence', '葛\u{E0100}飾区、辻\u{E0101}'],
    ['a standardized variation sequence', '神\uFE00'],
    ['emoji in colour and in text', '❤️ ☎︎ 1️⃣'],
    ['emoji of several parts', '👨‍👩‍👧 👩🏽‍💻 🏳️‍🌈 🏴‍☠️'],
    ['the flags of England, Scotland and Wales', '🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇯🇵🇬🇧'],
    ['joiners of Persian and Hindi', 'می‌خواهم क्‍ष'],
    ['Vietnamese, Thai, Hebrew with their marks', 'Việt ที่ שָׁלוֹם'],
    ['Mongolian with a variation', 'ᠠ᠋'],
    ['full-width and half-width characters', 'ＡＢＣ ｱｲｳ　１２３'],
  ])('%s → allowed', (_, name) => expect(errorsIn('terms', 'x', withName(name))).toEqual([]));

  it.each<[Kind, string, string]>([
    ['terms', 'dfft', '/texts/en/definition'],
    ['terms', 'dfft', '/texts/ja/note'],
    ['participants', 'kozuki-ryosuke', '/texts/ja/name/given'],
    ['organisations', 'mic', '/facts/abbreviation'],
    ['outcomes', 'council-2-2024-semiconductors', '/texts/ja/commitments/industry-academia-government-workshop/text'],
    [
      'outcomes',
      'council-2-2024-semiconductors',
      '/texts/en/commitments/industry-academia-government-workshop/due/text',
    ],
  ])('in %s/%s at %s → the error points there', (kind, slug, pointer) => {
    const named = set(
      contentOf(kind, slug),
      pointer.replace(/\/given$/, ''),
      pointer.endsWith('/given') ? { family: '上', given: 'x' } : 'x',
    );
    const noted = pointer.endsWith('/note') ? set(named, '/texts/en/note', 'x') : named;
    expect(errorsIn(kind, slug, set(noted, pointer, 'a\uE000'))).toEqual([[pointer, 'character', 'U+E000']]);
  });

  it('in an alias, and in a caption', () => {
    const alias = { text: 'a\u2060', language: 'en', source: 'https://example.jp/' };
    expect(errorsIn('terms', 'x', set(termOf('x'), '/facts/aliases', [alias]))).toEqual([
      ['/facts/aliases/0/text', 'character', 'U+2060'],
    ]);
    const council = recordFiles.find(({ kind, slug }) => kind === 'councils' && slug === 'council-2-2024');
    const record = structuredClone(council?.record) as { texts: { ja: { photographs: object } } };
    const [key = ''] = Object.keys(record.texts.ja.photographs);
    const pointer = `/texts/ja/photographs/${key}/alt`;
    expect(errorsIn('councils', 'council-2-2024', set(record, pointer, '\u3164'))).toEqual([
      [pointer, 'character', 'U+3164'],
    ]);
  });

  it('the sentences name it in both languages', () => {
    const checked = validateRecord('terms', 'x', withName('用\uE000語'));
    const [error] = 'errors' in checked ? checked.errors : [];
    if (!error) throw new Error('nothing is refused');
    expect(describeError('ja', error)).toMatch(/^文字U\+E000は使えません/);
    expect(describeError('en', error)).toMatch(/^This contains the character U\+E000,/);
  });
});

describe('a text is decomposed', () => {
  const nameOf = (name: string) => {
    const checked = validateRecord('terms', 'x', withName(name));
    return 'record' in checked ? (checked.record.texts.ja as { name: string }).name : checked.errors;
  };
  it.each(['デジタル', 'パートナーシップ', 'café', 'Việt', '한국'])('%s → it is composed', (name) => {
    expect(nameOf(name.normalize('NFD'))).toBe(name);
  });
  it.each(['\uFA19\uFA1A', '\u{2F81A}', '葛\u{E0100}', '神\uFE00'])(
    '%s → it stays, as NFC would replace it',
    (name) => {
      expect(nameOf(name)).toBe(name);
    },
  );
});

describe('a reading is written in hiragana', () => {
  const withReading = (reading: string) => set(termOf('x'), '/texts/ja/reading', reading);
  it.each(['電子', 'デンシ', 'abc <b>', 'でんし1', 'でんし、', 'ﾃﾞﾝｼ', 'でんし-しょめい'])('%s → refused', (reading) => {
    expect(errorsIn('terms', 'x', withReading(reading))).toEqual([['/texts/ja/reading', 'reading', undefined]]);
  });
  it.each(['でんししょめい', 'さーばー', 'じょん・すみす', 'こうづき りょうすけ', 'いすゞ', 'ゔぃー'])(
    '%s → allowed',
    (reading) => {
      expect(errorsIn('terms', 'x', withReading(reading))).toEqual([]);
    },
  );
  it('that of a person, too', () => {
    const person = set(contentOf('participants', 'kozuki-ryosuke'), '/texts/ja/name', {
      family: '上月',
      given: '良祐',
      reading: 'コウヅキ',
    });
    expect(errorsIn('participants', 'kozuki-ryosuke', person)).toEqual([
      ['/texts/ja/name/reading', 'reading', undefined],
    ]);
  });
});
