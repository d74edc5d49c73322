import { micromark } from 'micromark';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { SaxesParser } from 'saxes';
import { parse } from 'yaml';
import { md } from '../../../src/formats/markdown/index.ts';
import { fallbackText } from '../../../src/i18n/annotations.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

const plainElements = new Set(['div', 'h1', 'h2', 'p', 'ul', 'li', 'a']);

/** The text of each block of HTML from micromark. @throws Error at an element or attribute that the format never uses. */
const blocksIn = (html: string): string[] => {
  const blocks: string[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!plainElements.has(name)) throw new Error(`<${name}> in ${html.slice(0, 500)}`);
    const { href = 'https://', ...others } = attributes as Record<string, string>;
    if (Object.keys(others).length > 0 || !/^https?:\/\//.test(href)) throw new Error(JSON.stringify(attributes));
    if (name !== 'a') open.push('');
  });
  parser.on('text', (text) => {
    open.push((open.pop() ?? '') + text);
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'a') blocks.push((open.pop() ?? '').trim());
  });
  parser.write(`<div>${html}</div>`).close();
  return blocks.filter((block) => block !== '');
};

const otherLanguages = (language: Language) => languageTags.filter((tag) => tag !== language);

/** What is appended to a text in another language, in each language of a page. */
const fallbackMarks = languageTags.flatMap((language) =>
  otherLanguages(language).flatMap((used) => {
    const messages = messagesFor(language);
    return kinds.flatMap((kind) =>
      ['/name', '/summary', '/homepage'].map((pointer) => {
        const text = fallbackText(messages, kind, pointer, used);
        return { used, mark: messages.t('page.aside', { text }) };
      }),
    );
  }),
);

/** A block without its fallback mark. */
const textOf = (block: string): ReadText => {
  const found = fallbackMarks.find(({ mark }) => block.endsWith(mark));
  return found ? { text: block.slice(0, -found.mark.length), language: found.used } : { text: block };
};

/** Parses the front matter and the blocks of a Markdown document. */
export const readMarkdown = (body: string) => {
  const [, front = '', markdown = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(body) ?? [];
  const extensions = [cjkFriendlyExtension(), gfmTable()];
  // The texts must be harmless even to a reader that allows HTML and any URL.
  const lax = { allowDangerousHtml: true, allowDangerousProtocol: true };
  const rich = micromark(markdown, { ...lax, extensions, htmlExtensions: [gfmTableHtml()] });
  // Only short documents are parsed twice, which is slow: what differs would differ there, too.
  if (markdown.length < 1500 && rich !== micromark(markdown, lax))
    throw new Error('it differs with extensions and without');
  return { front: parse(front) as Record<string, unknown>, blocks: blocksIn(rich) };
};

/** Markdown, parsed by micromark with and without extensions, with front matter parsed by yaml. */
export const markdownCase: FormatCase = {
  format: md,
  unverifiedMark: 'stated',
  normalise: (text) => text.replace(/\s+/g, ' ').trim(),
  read: (body) => {
    const { front, blocks } = readMarkdown(body);
    const { language, source, fallbacks } = front;
    if (!language || !/^https:.*\.md/.test(String(source)) || typeof fallbacks !== 'object') throw new Error(body);
    return blocks.map(textOf);
  },
};
