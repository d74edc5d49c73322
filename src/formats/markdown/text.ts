// What begins or ends something in CommonMark, in tables or in mathematics, wherever it stands. Emphasis is escaped and
// never written: beside Japanese quotation marks, `**` would stay what it is.
const special = /[\\`*_[\]<>~|$]|&(?=#?\w+;)/g;

/** Plain text as CommonMark that says just that: one line, nothing in it means anything but itself. */
export const plainText = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(special, '\\$&')
    // At its beginning a line could be a heading, an item of a list, a rule; at its end a heading's closing.
    .replace(/^[#+\-=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/(?<!\\)#+$/, (closing) => closing.replaceAll('#', '\\#'));

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** A link, its text as it is. */
export const linked = (text: string, href: string): string =>
  `[${plainText(text)}](${href.replace(/[\s\\<>()]/g, percent)})`;

/** A web address that is its own text. */
export const address = (href: string): string => `<${href.replace(/[\s\\<>]/g, percent)}>`;

/** YAML (1.2) between two lines of hyphens: scalars as JSON writes them, which YAML reads. */
export const frontMatter = (values: Readonly<Record<string, unknown>>): string => {
  const lines = Object.entries(values).map(([name, value]) => `${name}: ${json(value)}`);
  return ['---', ...lines, '---', ''].join('\n');
};

// YAML needs a space after a colon between a quoted key and a word, and reads no raw C1 control or line separator.
const json = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value).replace(
      /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${json(inner)}`);
  return `{${members.join(', ')}}`;
};
