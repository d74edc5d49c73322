import { micromark } from 'micromark';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { SaxesParser } from 'saxes';
import { parse } from 'yaml';
import { md } from '../../../src/formats/markdown/index.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { languageTags } from '../../../src/languages.ts';
import type { Said, Subject } from '../cases/formats.ts';

const plainElements = new Set(['div', 'h1', 'h2', 'p', 'ul', 'li', 'a']);

/** The text of each block of HTML as micromark writes it. Throws at any element or attribute that we never mean. */
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

/** A block without the remark that it is in another language. */
const saidIn = (block: string): Said => {
  for (const language of languageTags)
    for (const used of languageTags) {
      const { t, languageName } = messagesFor(language);
      const remark = t('page.aside', { text: t('page.onlyInBriefly', { language: languageName(used) }) });
      if (block.endsWith(remark)) return { text: block.slice(0, -remark.length), language: used };
    }
  return { text: block };
};

/** Front matter and body of a Markdown document. */
export const readMarkdown = (body: string) => {
  const [, front = '', markdown = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(body) ?? [];
  const extensions = [cjkFriendlyExtension(), gfmTable()];
  // Even to a reader that lets HTML and any address pass, there is nothing but ours.
  const lax = { allowDangerousHtml: true, allowDangerousProtocol: true };
  const rich = micromark(markdown, { ...lax, extensions, htmlExtensions: [gfmTableHtml()] });
  // Twice is slow; what differs would differ in short documents, too.
  if (markdown.length < 1500 && rich !== micromark(markdown, lax))
    throw new Error('it reads otherwise with extensions than without');
  return { front: parse(front) as Record<string, unknown>, blocks: blocksIn(rich) };
};

/** Markdown, read by micromark with and without extensions, its front matter by yaml. */
export const subject: Subject = {
  format: md,
  doubts: 'within',
  as: (text) => text.replace(/\s+/g, ' ').trim(),
  read: (body) => {
    const { front, blocks } = readMarkdown(body);
    const { language, source, fallbacks } = front;
    if (!language || !/^https:.*\.md/.test(String(source)) || typeof fallbacks !== 'object') throw new Error(body);
    return blocks.map(saidIn);
  },
};
