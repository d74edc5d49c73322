import { readableUrl } from '../../lib/readable-url.ts';

// What can open or close markup anywhere in a line: in CommonMark, in tables, in mathematics. Emphasis is escaped and
// never written: next to Japanese quotation marks, `**` is not recognised as such.
const special = /[\\`*_[\]<>~|$]|&(?=#?\w+;)/g;

/** Escapes a text as one line of CommonMark in which nothing is markup. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(special, '\\$&')
    // At the start of a line: headings, list items, rules. At the end: the closing sequence of a heading.
    .replace(/^[#+\-=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/(?<!\\)#+$/, (closing) => closing.replaceAll('#', '\\#'));

const percentEncode = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Writes a link with a text, which it escapes. */
export const link = (text: string, href: string): string =>
  `[${escapeText(text)}](${href.replace(/[\s\\<>()]/g, percentEncode)})`;

/** Writes a URL as a link with itself as text (CommonMark §6.5); where people read another host, with that (日本語.jp). */
export const autolink = (href: string): string => {
  const text = readableUrl(href);
  return text === href ? `<${href.replace(/[\s\\<>]/g, percentEncode)}>` : link(text, href);
};

/** Writes front matter: YAML 1.2 between two lines of `---`, with values as JSON, which is YAML. */
export const frontMatter = (values: Readonly<Record<string, unknown>>): string => {
  const lines = Object.entries(values).map(([name, value]) => `${name}: ${writeValue(value)}`);
  return ['---', ...lines, '---', ''].join('\n');
};

// Unlike JSON, YAML needs a space after the colon of a quoted key before a word, and C1 controls and line separators
// as escapes.
const writeValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(writeValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value).replace(
      /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${writeValue(inner)}`);
  return `{${members.join(', ')}}`;
};
