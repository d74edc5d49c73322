import { html } from '../../../src/formats/html.tsx';
import { partnership } from '../../../src/partnership.ts';
import type { FormatCase } from '../cases/formats.ts';
import { markupFaults } from '../pages/markup.ts';
import { type Element, readPage } from '../pages/reader.ts';

const { contact } = partnership.operator;

/** The elements without an element inside that has all of their text. */
const innermost = (elements: readonly Element[]): Element[] => {
  const byAttributes = new Map(elements.map((element) => [element.attributes, element]));
  const outer = new Set<Element>();
  for (const { parents, text } of elements)
    for (const attributes of parents) {
      const parent = byAttributes.get(attributes);
      if (parent?.text === text) outer.add(parent);
    }
  return elements.filter((element) => !outer.has(element));
};

/**
 * HTML, validated by html-validate and read by workerd's own parser: the texts of the innermost elements, with their
 * language where it is not that of the page.
 */
export const htmlCase: FormatCase = {
  format: html,
  unverifiedMark: 'elsewhere',
  read: async (body) => {
    const [fault] = await markupFaults(body);
    if (fault) throw new Error(`${fault} in ${body.slice(0, 500)}`);
    const page = await readPage(body);
    const pageLanguage = page.named('html')[0]?.attributes.lang;
    const isRead = ({ name, attributes }: Element) => name !== 'script' || attributes.type !== 'application/ld+json';
    for (const name of ['script', 'style', 'img', 'b', 'iframe'])
      if (page.named(name).some(isRead)) throw new Error(`<${name}> in ${body.slice(0, 500)}`);
    if (page.named('h1').length !== 1) throw new Error('not one heading of the first order');
    for (const { attributes } of page.all)
      for (const name of Object.keys(attributes)) if (/^(?:on|style$)/.test(name)) throw new Error(name);
    for (const { attributes } of page.named('a')) {
      const { href = '' } = attributes;
      if (!/^(?:https?:\/\/|\/|#|mailto:\?)/.test(href) && !href.startsWith(contact)) throw new Error(href);
    }
    return innermost(page.all.filter(isRead)).flatMap(({ text, attributes, parents }) => {
      const language = [...parents, attributes].map(({ lang }) => lang).findLast((lang) => lang !== undefined);
      return text.trim() === '' ? [] : [{ text, ...(language !== pageLanguage && { language }) }];
    });
  },
};
