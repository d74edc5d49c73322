/** The attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

// XML 1.0 §2.2: characters that no document may contain, not even as a reference.
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

/** Replaces each character that XML forbids by U+FFFD. */
export const replaceForbidden = (text: string): string => text.replace(forbidden, '\uFFFD');

/** Escapes a text for HTML as well as XML, between tags and in attributes: numeric references are the same in both. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

// Tabs and line breaks are references: parsers normalise them in attributes (XML 1.0 §3.3.3).
const escapeXml = (text: string): string =>
  replaceForbidden(text).replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);

/** Writes an XML 1.0 element. Content is text, or a list of elements that are written already. */
export const element = (name: string, attributes: Attributes, content?: string | readonly string[]): string => {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeXml(value)}"`))
    .join('');
  if (content === undefined) return `<${name}${written}/>`;
  return `<${name}${written}>${typeof content === 'string' ? escapeXml(content) : content.join('')}</${name}>`;
};
