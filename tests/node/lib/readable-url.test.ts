import { describe, expect, it } from 'vitest';
import { readableUrl } from '../../../src/lib/readable-url.ts';

/** The host as the platform encodes it. */
const encoded = (host: string) => new URL(`https://${host}/`).hostname;

describe('a person reads the host of a URL as it is written', () => {
  it.each([
    '日本語.jp',
    '総務省.みんな',
    'www.デジタル庁.jp',
    'münchen.de',
    'łódź.pl',
    'straße.de',
    '한국.kr',
    '第2回会合.jp',
    'みんな.コム',
    '𠮷野家.jp',
    'ü.de',
    'bücher-und-mehr.de',
    'ไทย.com',
  ])('%s', (host) => {
    expect(encoded(host)).toContain('xn--');
    expect(readableUrl(`https://${encoded(host)}/about?q=xn--a#b`)).toBe(`https://${host}/about?q=xn--a#b`);
  });

  it.each([
    ['Cyrillic that looks like Latin', 'аррӏе.com'],
    ['one Cyrillic letter among Latin ones', 'pаypal.com'],
    ['a Greek one', 'gοv.uk'],
    ['kana among Latin letters', 'wwwノ.jp'],
    ['kanji among Latin letters', 'gov一uk.jp'],
    ['a letter without a dot', 'gıthub.com'],
    ['only what looks like strokes', 'ノ一.com'],
    ['one such label among others', '日本語.pаypal.com'],
  ])('but for what can pass for another: %s', (_, host) => {
    const href = `https://${encoded(host)}/`;
    expect(href).toContain('xn--');
    expect(readableUrl(href)).toBe(href);
  });

  it.each([
    'https://xn--a/',
    'https://xn--999999999.jp/',
    'https://xn--a!.jp/',
    'https://xn--.jp/',
    'https://xn--zz--zz.jp/',
    'https://example.jp/xn--wgv71a119e',
    'mailto:x',
  ])('and for what is no such host: %s', (href) => expect(readableUrl(href)).toBe(href));
});
