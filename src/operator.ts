/** Who runs the service, as config.json says, and how to write to them. */
import type { Language } from './languages.ts';
import { partnership } from './partnership.ts';

/** What a message to the operator says already when it is begun. */
export interface DraftMessage {
  subject: string;
  /** The lines of its text; those that end in a colon are for the reader to complete. */
  lines: readonly string[];
  /** The same in a form that a program reads, for a contact that is a page with a form. */
  parameters: Readonly<Record<string, string>>;
}

/** The name of the operator in a language. */
export const operatorName = (language: Language): string => partnership.operator.name[language] ?? '';

/** The contact as a link, and as people read it: an e-mail address, or a URL. */
export const contactOf = (contact: string): { href: string; text: string } => ({
  href: contact,
  text: contact.startsWith('mailto:') ? decodeURIComponent(contact.slice('mailto:'.length)) : contact,
});

/**
 * A link that begins a message to a contact. An e-mail gets its subject and its text (RFC 6068 §2, lines divided by
 * CRLF as §5 says); a page gets the parameters beside those that its URL has.
 */
export const messageLink = (contact: string, { subject, lines, parameters }: DraftMessage): string => {
  if (contact.startsWith('mailto:'))
    return `${contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join('\r\n'))}`;
  const url = new URL(contact);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
};
