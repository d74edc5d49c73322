/** An element's attributes; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

// XML 1.0 §2.2: what no document may hold, not even as a reference.
const forbidden = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text without the characters that XML forbids: each becomes U+FFFD. */
export const permitted = (text: string): string => text.replace(forbidden, '\uFFFD');

const escaped = (text: string): string =>
  permitted(text).replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);

/** An XML 1.0 element; its content is text, or elements already written. */
export const element = (name: string, attributes: Attributes, content?: string | readonly string[]): string => {
  const said = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`))
    .join('');
  if (content === undefined) return `<${name}${said}/>`;
  return `<${name}${said}>${typeof content === 'string' ? escaped(content) : content.join('')}</${name}>`;
};
