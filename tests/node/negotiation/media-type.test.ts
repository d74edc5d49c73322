import fc from 'fast-check';
import Negotiator from 'negotiator';
import { describe, expect, it } from 'vitest';
import { chooseMedia } from '../../../src/negotiation/media-type.ts';

const json = 'application/json';
const jsonld = 'application/ld+json';
const html = 'text/html';
const md = 'text/markdown';
const none = undefined;
const offeredTypes = Object.freeze([json, jsonld, html, md] as const);

/** A test for each header, with the media type that is chosen. */
const table = (offered: readonly string[], rows: readonly (readonly [string, string | undefined])[]): void => {
  for (const [header, answer] of rows) {
    it(`Accept: ${header} → ${answer ?? 'none'}`, () => expect(chooseMedia(header, offered)).toBe(answer));
  }
};

describe('JSON, JSON-LD, HTML and Markdown offered', () => {
  it('no Accept → application/json', () => {
    expect(chooseMedia(undefined, offeredTypes)).toBe(json);
    expect(chooseMedia(null, offeredTypes)).toBe(json);
  });

  describe('the highest weight wins, then the first offered', () => {
    table(offeredTypes, [
      ['*/*', json],
      ['text/html', html],
      ['text/*', html],
      ['application/*', json],
      ['text/markdown, text/html', html],
      ['text/html, application/json', json],
      ['text/html, application/json;q=0.9', html],
      ['text/html;q=0.2, application/ld+json;q=0.3', jsonld],
      ['text/html;q=0.001, */*;q=0', html],
      ['text/html;q=0.3, text/html;q=0.7, application/json;q=0.5', html],
      ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', html],
      ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', html],
      ['application/signed-exchange;v=b3;q=0.7,*/*;q=0.1', json],
      ['application/xml', none],
      ['image/*, audio/*;q=0.2, audio/basic', none],
    ]);
  });

  describe('the most specific range decides', () => {
    table(offeredTypes, [
      ['*/*, text/*;q=0.5, text/html;q=0.9', json],
      ['*/*;q=0.1, text/*;q=0.5, text/html;q=0.2', md],
      ['text/html;q=0.4, */*;q=0.5', json],
      ['application/*;q=0.1, */*;q=0.5', html],
      ['application/*;q=0.1, application/ld+json;q=0.6, text/*;q=0.5', jsonld],
      ['*/*, application/json;q=0.9', jsonld],
    ]);
  });

  describe('q=0 excludes a type', () => {
    table(offeredTypes, [
      ['application/json;q=0', none],
      ['application/json;q=0, */*', jsonld],
      ['*/*, application/*;q=0', html],
      ['application/*;q=0, text/*;q=0, */*', none],
      ['*/*;q=0', none],
      ['*;q=0', none],
      ['*/*;q=0, text/markdown', md],
      ['text/*;q=0.000, text/html', html],
      ['text/html;q=0, application/xml', none],
      ['text/html;charset=shift_jis;q=0, text/html', html],
    ]);
  });

  describe('charset and profile are ignored; a range with any other parameter does not match', () => {
    table(offeredTypes, [
      ['application/json;charset=utf-8', json],
      ['text/html; Charset="UTF-8"; q=0.5, text/markdown;q=0.4', html],
      ['text/html;charset=iso-8859-1', html],
      ['text/html;level=1', none],
      ['text/html;level=1, text/markdown;q=0.1', md],
      ['text/html;level=1;q=0, text/html;q=0.5', html],
      ['text/*;q=0.3, text/html;q=0.7, text/html;level=1, text/html;level=2;q=0.4, */*;q=0.5', html],
      ['text/plain; q=0.5, text/html, text/x-dvi; q=0.8, text/x-c', html],
      ['application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, framed", */*;q=0.1', jsonld],
      ['application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', jsonld],
      ['text/html;q=0.5;ext=1', none],
      ['*/*;v=1', none],
      ['text/html;__proto__=1', none],
    ]);
  });

  describe('a range with a parameter that the type has matches, and is more specific', () => {
    const csv = 'text/csv; charset=utf-8; header=present';
    const variant = 'text/markdown; charset=utf-8; variant=CommonMark';
    table(
      [json, csv, variant],
      [
        ['text/csv', csv],
        ['text/csv;header=present', csv],
        ['text/csv; Header="present"; charset=utf-8', csv],
        ['text/markdown;variant=commonmark', variant],
        ['text/csv;header=absent', none],
        ['text/markdown;variant=GFM', none],
        ['text/csv;header=present;variant=CommonMark', none],
        ['text/csv;q=0.1, text/csv;header=present;q=0.8, application/json;q=0.5', csv],
        ['text/csv;header=present;q=0.1, text/csv, application/json;q=0.5', json],
        ['text/csv;header=present;q=0, text/*', variant],
        ['*/*;header=present', csv],
      ],
    );
  });

  describe('case and white space do not matter, and * is */*', () => {
    table(offeredTypes, [
      ['TEXT/HTML', html],
      ['Application/LD+JSON;Q=0.5, */*;q=0.4', jsonld],
      ['\ttext/html\t;\tq=0.5 ,  text/markdown ; q=0.6 ', md],
      ['*', json],
      ['*;q=0.1, text/html;q=0.2', html],
      ['text/html;q=1., text/markdown;q=0.', html],
    ]);
  });

  describe('malformed ranges are ignored, and so is a header without any other', () => {
    table(offeredTypes, [
      ['', json],
      [' \t ', json],
      [',;,', json],
      ['html', json],
      ['text/', json],
      ['/html', json],
      ['text/html/5', json],
      ['text / html', json],
      ['"text/html"', json],
      ['text/html;q=often', json],
      ['text/html;q=1.5', json],
      ['application/json;q=-1', json],
      ['application/json;q=NaN', json],
      ['html, text/markdown', md],
      ['application/json;q=2, text/html;q=0.1', html],
      [';q=1, text/html', html],
      ['text/html;q=', json],
      ['application/json;q=, text/html;q=0.1', html],
      ['text/markdown;q=, application/json;q=, text/html;q=0.1', html],
      ['application/json;q=0,4, text/html;q=0,5', html],
      ['text/html;level', html],
      ['__proto__, constructor/prototype, text/html', html],
      ['*/html', none],
      ['te\u0445t/html', json],
      ['text/html;q="0.5, text/markdown', json],
    ]);
  });
});

describe('other types offered', () => {
  it('none offered: Accept: */* → none', () => {
    expect(chooseMedia(undefined, [])).toBe(none);
    expect(chooseMedia('*/*', [])).toBe(none);
  });

  it('a type in capitals: Accept: text/html → Text/HTML', () => {
    expect(chooseMedia('text/html', ['application/json', 'Text/HTML'])).toBe('Text/HTML');
  });

  table(
    ['text/html', 'application/json'],
    [
      ['*/*, ', html],
      ['application/*, text/*', html],
      ['application/json, */*;q=0.1', json],
    ],
  );
});

describe('long and binary headers', () => {
  it.each([
    ['1,000 ranges', `${'image/x;q=0.9,'.repeat(999)}text/html;q=0.1`, html],
    ['one range of 8 KB', `text/${'h'.repeat(8192)}, text/html;q=0.1`, html],
    ['1,000 parameters', `text/html${';charset=x'.repeat(1000)};q=0.5`, html],
    ['8 KB of commas', ','.repeat(8192), json],
    ['8 KB of slashes', '/'.repeat(8192), json],
    ['binary rubbish, then html', '\0\u0001\uFFFF\uD800, \uDC00/\0, text/html', html],
    ['8 KB of white space', `text/html${' '.repeat(8192)};q=0.5`, html],
  ])('Accept: %s → $2', (_, header, answer) => {
    expect(chooseMedia(header, offeredTypes)).toBe(answer);
  });
});

interface Range {
  readonly range: string;
  readonly parameter: string;
  readonly q: number;
}

const write = ({ range, parameter, q }: Range): string => range + parameter + (q === 1 ? '' : `;q=${q}`);
const range = fc.record({
  range: fc.constantFrom(...offeredTypes, 'text/*', 'application/*', '*/*', 'image/png', 'application/xml'),
  parameter: fc.constantFrom('', '', '', ';level=1'),
  q: fc.oneof(
    fc.constantFrom(0, 1, 0.5),
    fc.integer({ min: 0, max: 1000 }).map((q) => q / 1000),
  ),
});

describe('the same answer as the package negotiator', () => {
  // Headers on which it differs are not generated:
  // - ranges of the same weight: it puts the more specific one first, then keeps their order; we use the order offered;
  // - `*`, which it ignores, and `*/html`, which it takes for `*/*`;
  // - a charset, which it takes for a parameter that the type lacks;
  // - blank or malformed: it has no answer, we have the first type.
  const ranges = fc
    .array(range, { minLength: 1, maxLength: 8 })
    .filter((all) => new Set(all.map(({ q }) => q || Symbol('zeros are not ties'))).size === all.length);

  it('for random headers: the same type, or none', () => {
    fc.assert(
      fc.property(ranges, fc.shuffledSubarray([...offeredTypes], { minLength: 1 }), (all, offered) => {
        const accept = all.map(write).join(', ');
        expect(chooseMedia(accept, offered)).toBe(new Negotiator({ headers: { accept } }).mediaType(offered));
      }),
      { numRuns: 500 },
    );
  });
});

describe('random headers', () => {
  const unit = fc.oneof(fc.nat(0xffff), fc.nat(0xff)).map((code) => String.fromCharCode(code));
  const anyString = fc.string({ unit, maxLength: 300 });
  const bits = 'text html application/json / / * */* , , ; ; q Q = 0 0.5 1 . -1 " \\ charset __proto__ NaN é 語 \0'
    .split(' ')
    .concat(' ', '\t');
  const almost = fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map((some) => some.join(''));
  const ranges = fc.array(range, { maxLength: 8 });
  const noise = fc.constantFrom('', ';q=1', 'html', 'text/', '@/', 'text/html;q=nil', 'application/json;q=2', '日/本');

  /** The types that the ranges accept: those whose most specific ranges do not all have q=0. */
  const accepted = (all: readonly Range[], offered: readonly string[]): readonly string[] =>
    offered.filter((type) => {
      const near = [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']
        .map((name) => all.filter((one) => one.range === name && one.parameter === ''))
        .find((some) => some.length > 0);
      return near?.some(({ q }) => q > 0) ?? false;
    });

  it('any string gives an offered type or none and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, almost), (header) => {
        expect([...offeredTypes, none]).toContain(chooseMedia(header, offeredTypes));
      }),
      { numRuns: 1000 },
    );
  });

  it('a type that the header excludes is not chosen, nor none while a type is acceptable', () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), fc.array(noise), (all, between) => {
        const header = all.flatMap((one, place) => [between[place] ?? '', write(one)]).join(',');
        const left = accepted(all, offeredTypes);
        expect(left.length > 0 ? left : [none]).toContain(chooseMedia(header, offeredTypes));
      }),
      { numRuns: 1000 },
    );
  });

  it('case does not matter', () => {
    const upper = (header: string): string => header.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    const lower = (header: string): string => header.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          ranges.map((all) => all.map(write).join()),
        ),
        (header) => {
          expect(chooseMedia(upper(header), offeredTypes)).toBe(chooseMedia(header, offeredTypes));
          expect(chooseMedia(lower(header), offeredTypes)).toBe(chooseMedia(header, offeredTypes));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('white space around separators does not matter', () => {
    const space = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 });
    fc.assert(
      fc.property(ranges, space, space, (all, before, after) => {
        const header = all.map(write).join();
        const loose = `${before}${header.replace(/[,;]/g, (mark) => before + mark + after)}${after}`;
        expect(chooseMedia(loose, offeredTypes)).toBe(chooseMedia(header, offeredTypes));
      }),
      { numRuns: 500 },
    );
  });
});
