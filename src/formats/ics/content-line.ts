/** A content line of iCalendar, folded, with its CRLF: RFC 5545 §3.1. */
export type ContentLine = string;

const maxOctets = 75;
const encoder = new TextEncoder();

/** Folds a line at 75 octets, the space that continues it included, and never inside a character. */
const fold = (line: string): ContentLine => {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > maxOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return `${folded}\r\n`;
};

const controls = /\p{Cc}/gu;

/** Writes a property whose value needs no escaping: a date, an identifier, a URL. */
export const property = (name: string, value: string): ContentLine => fold(`${name}:${value.replace(controls, '')}`);

/** Writes a property of type TEXT (RFC 5545 §3.3.11), with its LANGUAGE where one is given. */
export const textProperty = (name: string, text: string, language?: string): ContentLine => {
  const escaped = text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(controls, '');
  return fold(`${name}${language ? `;LANGUAGE=${language}` : ''}:${escaped}`);
};

/** Formats an instant as a DATE-TIME in UTC: 20240116T050000Z. */
export const formatDateTime = (iso: string): string =>
  `${new Date(iso).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Formats a day as a DATE: 20240116. */
export const formatDate = (day: string): string => day.replaceAll('-', '');
