const elements = 'ARTICLE P H1 A SPAN SMALL DL DIV DT DD UL LI FOOTER TIME'.split(' ');
const attributes = 'class lang dir href hreflang rel datetime aria-label data-kind data-problem'.split(' ');

/**
 * The card in a document's text, and of it only what cards are made of. With its integrity stated, the script cannot
 * be changed; so what it fetches must not be able to bring another.
 */
export const cardIn = (text: string): Element | undefined => {
  // What a parser makes runs nothing and fetches nothing until it is put into a page.
  const card = new DOMParser().parseFromString(text, 'text/html').querySelector('.joint-card');
  if (!card) return undefined;
  for (const element of [card, ...card.querySelectorAll('*')]) {
    if (!elements.includes(element.nodeName)) element.remove();
    for (const { name, value } of [...element.attributes])
      if (!attributes.includes(name) || (name === 'href' && !/^https?:/.test(value))) element.removeAttribute(name);
  }
  return card;
};
