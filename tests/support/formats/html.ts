import { html } from '../../../src/formats/html.tsx';
import type { Subject } from '../cases/formats.ts';
import { markupFaults } from '../pages/markup.ts';
import { readPage } from '../pages/reader.ts';

/**
 * Pages, held to the rules of html-validate and read by workerd's own parser: the innermost elements with a text, and the language that is stated for each
 * where it is not the page's.
 */
export const subject: Subject = {
  format: html,
  doubts: 'beside',
  read: async (body) => {
    const [fault] = await markupFaults(body);
    if (fault) throw new Error(`${fault} in ${body.slice(0, 500)}`);
    const page = await readPage(body);
    const spoken = page.named('html')[0]?.attributes.lang;
    for (const name of ['script', 'style', 'img', 'b', 'iframe'])
      if (page.named(name).length > 0) throw new Error(`<${name}> in ${body.slice(0, 500)}`);
    if (page.named('h1').length !== 1) throw new Error('not one heading of the first order');
    for (const { attributes } of page.all)
      for (const name of Object.keys(attributes)) if (/^(?:on|style$)/.test(name)) throw new Error(name);
    for (const { attributes } of page.named('a'))
      if (!/^(?:https?:\/\/|\/|#|mailto:\?)/.test(attributes.href ?? '')) throw new Error(attributes.href);
    return page.all.flatMap(({ text, attributes, parents }) => {
      const around = [...parents, attributes].map(({ lang }) => lang).findLast((lang) => lang !== undefined);
      const inner = page.all.some((other) => other.parents.includes(attributes) && other.text === text);
      return inner || text.trim() === '' ? [] : [{ text, ...(around !== spoken && { language: around }) }];
    });
  },
};
