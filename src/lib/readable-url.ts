// Named by its file: `punycode` alone is what Node.js itself has, and warns of.
import { decode } from 'punycode/punycode.es6.js';

// What a label may consist of to be shown as it is meant: letters of one script, or the three that Japanese is written
// with, beside digits and hyphens. Letters of Latin may have marks. Scripts whose letters look like those of Latin
// (Cyrillic, Greek, …) are not among them, and none is mixed with Latin: such a label can pass for another (UTS #39).
const readable = [
  /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー・々0-9-]+$/u,
  /^[\p{Script=Hangul}0-9-]+$/u,
  /^[\p{Script=Thai}0-9-]+$/u,
  /^[\p{Script=Devanagari}0-9-]+$/u,
  /^[\p{Script=Arabic}0-9-]+$/u,
  /^[\p{Script=Hebrew}0-9-]+$/u,
];
const latin = /^[a-z0-9ßæœøłđðþ-]+$/;

// Kana and kanji that look like a slash, a dash, a dot or a letter, where a label has no others.
const lookalikes = /^[ノ丶一ー・〇ニエロカ卜工口力二三ハへヘ0-9-]+$/;

const isReadable = (label: string): boolean =>
  latin.test(label.normalize('NFD').replace(/\p{Mn}/gu, '')) ||
  (readable.some((script) => script.test(label)) && !lookalikes.test(label));

// Undefined where a label is no Punycode (RFC 3492).
const decodeLabel = (label: string): string | undefined => {
  if (!label.startsWith('xn--')) return label;
  try {
    return decode(label.slice(4));
  } catch {
    return undefined;
  }
};

/**
 * Returns a host as people write it: 日本語.jp for `xn--wgv71a119e.jp`. It is left in ASCII where any of its labels could
 * pass for another, or where the platform does not encode it back to the same (UTS #46).
 */
export const readableHost = (host: string): string => {
  if (!/(?:^|\.)xn--/.test(host)) return host;
  const labels = host.split('.').map(decodeLabel);
  if (!labels.every((label, index) => label !== undefined && (label === host.split('.')[index] || isReadable(label))))
    return host;
  const decoded = labels.join('.');
  return URL.parse(`https://${decoded}/`)?.hostname === host ? decoded : host;
};

/** Returns the host of a URL, by which readers recognise whose page it is. */
export const hostOf = (href: string): string => readableHost(new URL(href).hostname.replace(/^www\./, ''));

/** Returns a URL as people read it: its host decoded, the rest as it is. What a link leads to is the URL itself. */
export const readableUrl = (href: string): string => {
  const [, scheme, host, rest] = /^(https?:\/\/)([^/?#:@]+)(.*)$/s.exec(href) ?? [];
  return scheme && host !== undefined ? scheme + readableHost(host) + rest : href;
};
