/** A content line of iCalendar, folded and ended: RFC 5545 §3.1. */
export type Line = string;

const most = 75;
const encoder = new TextEncoder();

/** Folds a line at 75 octets, the space that continues it included, and never inside a character. */
const fold = (line: string): Line => {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > most) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return `${folded}\r\n`;
};

const controls = /\p{Cc}/gu;

/** A property whose value is written as it is: a date, an identifier, a URL. */
export const property = (name: string, value: string): Line => fold(`${name}:${value.replace(controls, '')}`);

/** A property whose value is text (RFC 5545 §3.3.11), and the language of that. */
export const textLine = (name: string, text: string, language?: string): Line => {
  const escaped = text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(controls, '');
  return fold(`${name}${language ? `;LANGUAGE=${language}` : ''}:${escaped}`);
};

/** An instant in UTC as iCalendar writes it: 20240116T050000Z. */
export const stampOf = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const dayLong = 86_400_000;
// A year has four digits (RFC 5545 §3.3.4): what lasts until further notice, as 9999-12-31 says, ends with them.
const lastDay = Date.UTC(9999, 11, 31);

/** A day as iCalendar writes it, some days later: 20240116. The end of an event is the day after its last. */
export const dayOf = (iso: string, later = 0): string => {
  const day = Math.min(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) + later * dayLong, lastDay);
  return new Date(day).toISOString().slice(0, 10).replaceAll('-', '');
};
