import fc from 'fast-check';
import Negotiator from 'negotiator';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../src/negotiation/language.ts';

const japaneseAndEnglish = Object.freeze(['ja', 'en'] as const);
const withLongerTags = Object.freeze(['en', 'zh', 'zh-Hant', 'sr-Latn', 'de-CH-1996', 'ja'] as const);

/** A test for each header, with the language that is chosen. */
const table = (offered: readonly string[], preferred: string, rows: readonly (readonly [string, string])[]): void => {
  for (const [header, answer] of rows) {
    it(`Accept-Language: ${header} → ${answer}`, () => expect(chooseLanguage(header, offered, preferred)).toBe(answer));
  }
};

describe('ja and en offered, ja preferred', () => {
  it('no Accept-Language → ja', () => {
    expect(chooseLanguage(undefined, japaneseAndEnglish, 'ja')).toBe('ja');
    expect(chooseLanguage(null, japaneseAndEnglish, 'ja')).toBe('ja');
  });

  describe('a range is looked up by truncating it', () => {
    table(japaneseAndEnglish, 'ja', [
      ['ja', 'ja'],
      ['en', 'en'],
      ['JA-jp', 'ja'],
      ['EN', 'en'],
      ['en-GB', 'en'],
      ['en-GB-oxendict', 'en'],
      ['en-a-bbb-x-private1-private2', 'en'],
      ['en-x', 'en'],
      ['x-pirate, en-x-foo', 'en'],
      ['i-klingon, en', 'en'],
      ['eng, jap', 'ja'],
      ['e, en', 'en'],
      ['ja-JP-u-ca-japanese, en', 'ja'],
      ['fr', 'ja'],
      ['fr, zh-Hant-TW', 'ja'],
    ]);
  });

  describe('the highest weight wins, then the first', () => {
    table(japaneseAndEnglish, 'ja', [
      ['da, en-gb;q=0.8, en;q=0.7', 'en'],
      ['ja;q=0.5, en;q=0.8', 'en'],
      ['en;q=.5,ja;q=.5', 'en'],
      ['en-US, ja', 'en'],
      ['ja-JP, en', 'ja'],
      ['ja-Hira, en;q=0.5', 'ja'],
      ['ja-JP, ja;q=0.1, en;q=0.8', 'ja'],
      ['zh-Hant-TW, en-US;q=0.7, ja;q=0.3', 'en'],
      ['en;q=0.001, ja;q=0.002', 'ja'],
      ['en;q=1.000, ja;q=0.999', 'en'],
      ['ja;Q=0.1, en;Q=0.2', 'en'],
      ['ja;q=0.1, fr, ja;q=0.9, en;q=0.5', 'ja'],
    ]);
  });

  describe('q=0 excludes a language unless all are excluded', () => {
    table(japaneseAndEnglish, 'ja', [
      ['ja;q=0', 'en'],
      ['en;q=0', 'ja'],
      ['JA;q=0.000', 'en'],
      ['en;q=0, *', 'ja'],
      ['ja;q=0, *', 'en'],
      ['*, ja;q=0', 'en'],
      ['ja;q=0, ja-JP', 'en'],
      ['ja;q=0, ja', 'en'],
      ['ja-JP;q=0, *', 'ja'],
      ['ja-JP;q=0', 'ja'],
      ['ja;q=0, fr', 'en'],
      ['en;q=0, ja;q=0', 'ja'],
      ['en;q=0, ja;q=0, *', 'ja'],
    ]);
  });

  describe('* matches every language that no range names, the preferred one first', () => {
    table(japaneseAndEnglish, 'ja', [
      ['*', 'ja'],
      ['*, en', 'ja'],
      ['en, *', 'en'],
      ['*, ja', 'en'],
      ['en;q=0.5, *;q=0.8', 'ja'],
      ['ja-JP;q=0.5, *', 'en'],
      ['ja;q=0.5, en;q=0.4, *', 'ja'],
      ['fr, *;q=0.1', 'ja'],
      ['*;q=0', 'ja'],
      ['en, *;q=0', 'en'],
      ['en-GB;q=0.1, *;q=0', 'en'],
      ['*;q=0, fr', 'ja'],
      ['*;q=0, *', 'ja'],
      ['ja;q=0, *;q=0', 'ja'],
    ]);
  });

  describe('a locale of POSIX is a range', () => {
    table(japaneseAndEnglish, 'ja', [
      ['en_GB', 'en'],
      ['en_GB, ja_JP;q=0.9', 'en'],
      ['en_US;q=0.1, ja_JP;q=0.2', 'ja'],
      ['EN_gb;q=0', 'ja'],
    ]);
  });

  describe('a decimal comma in a weight refuses nothing', () => {
    table(japaneseAndEnglish, 'ja', [
      ['en-GB, en;q=0,6', 'en'],
      ['ja;q=0,5, en;q=0,8', 'en'],
      ['en;q=1,0, ja;q=0,9', 'en'],
      ['en;q=0,6,ja;q=0,5', 'en'],
      ['ja;q=0,en', 'en'],
      ['ja;q=0,0, en;q=0,1', 'en'],
    ]);
  });

  describe('malformed ranges are ignored', () => {
    table(japaneseAndEnglish, 'ja', [
      ['', 'ja'],
      [' \t ', 'ja'],
      [',,;,', 'ja'],
      [', ,en,', 'en'],
      [';q=1, en', 'en'],
      ['en-', 'ja'],
      ['-en', 'ja'],
      ['en--GB', 'ja'],
      ['en-muchtoolong', 'ja'],
      ['en-*', 'ja'],
      ['en gb', 'ja'],
      ['"en"', 'ja'],
      ['e\u0144', 'ja'],
      ['en;q=often, fr', 'ja'],
      ['en;q=NaN', 'ja'],
      ['en;q=2', 'ja'],
      ['en;q=1.5', 'ja'],
      ['en;q=1e-1', 'ja'],
      ['en;q=0x1', 'ja'],
      ['ja;q=-1', 'ja'],
      ['en;q=Infinity', 'ja'],
      ['en;q=', 'ja'],
      ['en;q=, ja;q=0.5', 'ja'],
      ['fr;q=, ja;q=, en;q=0.1', 'en'],
      ['fr;q, ja;q, en;q=0.1', 'en'],
      ['ja;q = , en;q=0.5', 'en'],
      ['ja;q, en;q=0.5', 'en'],
      ['en;;q=0.5;', 'en'],
      ['en ;\tq="0.5" , ja ; q = 0.4', 'en'],
      ['en;q=0.33333, ja;q=0.33332', 'en'],
      ['en;level=1, ja;q=0.5', 'en'],
      ['__proto__, constructor, en;__proto__=0', 'en'],
      ['en;q="0, ja', 'ja'],
    ]);
  });
});

describe('ja and en offered, en preferred', () => {
  table(japaneseAndEnglish, 'en', [
    ['*', 'en'],
    ['fr', 'en'],
    ['*, ja', 'en'],
    ['en;q=0', 'ja'],
    ['en;q=0, *;q=0', 'en'],
  ]);
});

describe('longer tags offered, RFC 4647 §3.4', () => {
  table(withLongerTags, 'en', [
    ['zh-Hant-CN-x-private1-private2', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['ZH-HANT-TW', 'zh-Hant'],
    ['zh-Hans-CN, ja', 'zh'],
    ['zh-Hant;q=0, zh-Hant-TW', 'zh'],
    ['zh-Hant-TW;q=0.5, zh;q=0.1, *;q=0', 'zh-Hant'],
    ['sr', 'en'],
    ['de-CH, ja', 'ja'],
    ['de-CH-1996-x-a, ja', 'de-CH-1996'],
    ['fr-FR, zh-Hant', 'zh-Hant'],
    ['en;q=0', 'zh'],
  ]);

  it('truncation does not stop after a single-letter subtag: Accept-Language: en-x-foo → en, not en-x', () => {
    expect(chooseLanguage('en-x-foo', ['ja', 'en-x', 'en'], 'ja')).toBe('en');
    expect(chooseLanguage('en-x', ['ja', 'en-x', 'en'], 'ja')).toBe('en-x');
  });
});

describe('long and binary headers', () => {
  it.each([
    ['1,000 ranges', `${'fr-FR;q=0.9,'.repeat(999)}en;q=0.1`, 'en'],
    ['one range of 4,000 subtags', `en${'-x'.repeat(4000)}`, 'en'],
    ['one subtag of 8 KB', `${'e'.repeat(8192)}, en;q=0.1`, 'en'],
    ['8 KB of commas', ','.repeat(8192), 'ja'],
    ['8 KB of open quotes', 'en;q="'.repeat(1365), 'ja'],
    ['binary rubbish, then en', '\0\u0001\uFFFF\uD800, en', 'en'],
    ['8 KB of white space', `en${' '.repeat(8192)};q=0.5, ja;q=0.4`, 'en'],
  ])('Accept-Language: %s → $2', (_, header, answer) => {
    expect(chooseLanguage(header, japaneseAndEnglish, 'ja')).toBe(answer);
  });
});

interface Range {
  readonly range: string;
  readonly q: number;
}

const write = ({ range, q }: Range): string => (q === 1 ? range : `${range};q=${q}`);
const thousandths = fc.oneof(
  fc.constantFrom(0, 1, 0.5),
  fc.integer({ min: 0, max: 1000 }).map((q) => q / 1000),
);

describe('the same answer as the package negotiator', () => {
  // Headers on which it differs are not generated:
  // - ranges of the same weight: it puts the more specific one first (`*, en`; `ja-JP, en`), we keep their order;
  // - ranges of the same language: it considers only the exact one (`ja-JP, ja;q=0.1`), or the higher of two equal ones;
  // - a longer range with q=0: it excludes the language as well (`ja-JP;q=0, *`);
  // - longer tags offered: it truncates only to the first subtag, and `zh` matches `zh-Hant`;
  // - blank, malformed, or nothing acceptable: it has no answer, we have the preferred language.
  const range = fc
    .record({
      language: fc.constantFrom('ja', 'en', 'fr', 'zh', '*'),
      region: fc.constantFrom('', '-GB', '-x-y'),
      q: thousandths,
    })
    .map(({ language, region, q }) => ({ range: language === '*' || q === 0 ? language : language + region, q }));
  const ranges = fc
    .uniqueArray(range, { minLength: 1, selector: (one) => one.range.split('-')[0] })
    .filter((all) => new Set(all.map(({ q }) => q || Symbol('zeros are not ties'))).size === all.length);

  it('for random headers, wherever it has an answer', () => {
    fc.assert(
      fc.property(ranges, fc.constantFrom(['ja', 'en'], ['en', 'ja'], ['en', 'fr', 'ja']), (all, offered) => {
        const header = all.map(write).join(', ');
        const theirs = new Negotiator({ headers: { 'accept-language': header } }).language(offered);
        fc.pre(theirs !== undefined);
        expect(chooseLanguage(header, offered, offered[0] ?? '')).toBe(theirs);
      }),
      { numRuns: 500 },
    );
  });
});

describe('random headers', () => {
  const unit = fc.oneof(fc.nat(0xffff), fc.nat(0xff)).map((code) => String.fromCharCode(code));
  const anyString = fc.string({ unit, maxLength: 300 });
  const bits = 'ja en JP * - _ , , ; ; q Q = 0 0.5 1 . -1 " \\ __proto__ NaN é 語 \0'.split(' ').concat(' ', '\t');
  const almost = fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map((some) => some.join(''));

  const tag = fc.constantFrom('ja', 'en', 'zh', 'zh-Hant', 'sr', 'de', 'fr', '*');
  const tail = fc.constantFrom('', '', '', '-JP', '-Hant', '-Hant-TW', '-x-y-z', '-CH-1996');
  const range = fc
    .record({ tag, tail, q: thousandths })
    .map(({ tag, tail, q }) => ({ range: tag === '*' ? tag : tag + tail, q }));
  const noise = fc.constantFrom(
    '',
    ';q=0',
    'ja_JP;q=0',
    '@',
    '=',
    'ja;q=nil',
    'en;q=-1',
    'zh-;q=0',
    '*-JP;q=0',
    '日本',
  );
  const ranges = fc.array(range, { maxLength: 6 });

  /** RFC 4647 §3.4 step by step: removes the last subtag, and a single letter before it, until a tag matches. */
  const truncate = (range: string, tags: readonly string[]): string | undefined => {
    const subtags = range.split('-');
    while (subtags.length > 0) {
      const met = tags.find((one) => one.toLowerCase() === subtags.join('-').toLowerCase());
      if (met !== undefined) return met;
      subtags.pop();
      while (subtags.at(-1)?.length === 1) subtags.pop();
    }
    return undefined;
  };

  /** The languages that the ranges do not exclude. */
  const acceptable = (all: readonly Range[], offered: readonly string[]): readonly string[] => {
    const zeros = all.filter(({ q }) => q === 0).map((zero) => zero.range.toLowerCase());
    const open = offered.filter((one) => !zeros.includes(one.toLowerCase()));
    const named = all.filter(({ q }) => q > 0).map((wanted) => truncate(wanted.range, open));
    return zeros.includes('*') ? open.filter((one) => named.includes(one)) : open;
  };

  it('any string gives an offered language and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, almost), (header) => {
        expect(japaneseAndEnglish).toContain(chooseLanguage(header, japaneseAndEnglish, 'ja'));
        expect(withLongerTags).toContain(chooseLanguage(header, withLongerTags, 'en'));
      }),
      { numRuns: 1000 },
    );
  });

  it('a language with q=0 is not chosen while another is acceptable', () => {
    const noisy = ranges.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all.map(write), { minLength: all.length }), fc.array(noise)),
    );
    fc.assert(
      fc.property(
        noisy,
        fc.constantFrom(japaneseAndEnglish, withLongerTags),
        fc.nat(),
        ([all, written, between], offered, nth) => {
          const preferred = offered[nth % offered.length] ?? 'ja';
          const header = written.flatMap((one, place) => [between[place] ?? '', one]).join(',');
          const left = acceptable(all, offered);
          expect(left.length > 0 ? left : [preferred]).toContain(chooseLanguage<string>(header, offered, preferred));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('without *, the first range that lookup (RFC 4647 §3.4, written anew here) leads to a language decides', () => {
    fc.assert(
      fc.property(ranges, fc.constantFrom(japaneseAndEnglish, withLongerTags), (every, offered) => {
        const all = every.filter((one) => one.range !== '*');
        const left = acceptable(all, offered);
        const byWeight = all.filter(({ q }) => q > 0).sort((one, other) => other.q - one.q);
        const first = byWeight.map((one) => truncate(one.range, left)).find((one) => one !== undefined);
        const otherwise = left.includes('en') ? 'en' : (left[0] ?? 'en');
        expect(chooseLanguage<string>(all.map(write).join(), offered, 'en')).toBe(first ?? otherwise);
      }),
      { numRuns: 500 },
    );
  });

  it('case does not matter', () => {
    const ascii = fc.oneof(
      fc.string(),
      almost,
      ranges.map((all) => all.map(write).join()),
    );
    const upper = (header: string): string => header.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    const lower = (header: string): string => header.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    fc.assert(
      fc.property(ascii, fc.constantFrom(japaneseAndEnglish, withLongerTags), (header, offered) => {
        const answer = chooseLanguage<string>(header, offered, 'en');
        expect(chooseLanguage<string>(upper(header), offered, 'en')).toBe(answer);
        expect(chooseLanguage<string>(lower(header), offered, 'en')).toBe(answer);
      }),
      { numRuns: 500 },
    );
  });

  it('white space around separators does not matter', () => {
    const space = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 });
    fc.assert(
      fc.property(ranges, space, space, (all, before, after) => {
        const header = all.map(write).join();
        const loose = `${before}${header.replace(/[,;]/g, (mark) => before + mark + after)}${after}`;
        expect(chooseLanguage(loose, withLongerTags, 'en')).toBe(chooseLanguage(header, withLongerTags, 'en'));
      }),
      { numRuns: 500 },
    );
  });
});
