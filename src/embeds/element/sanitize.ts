const elements = 'ARTICLE P H1 A SPAN SMALL DL DIV DT DD UL LI FOOTER TIME'.split(' ');
const attributes = 'class lang dir href hreflang rel datetime aria-label data-kind data-problem'.split(' ');

interface Policy {
  createHTML(text: string): string;
}

/** The policy by which pages that ask for Trusted Types know this script; none where the browser or the page has none. */
const policy = ((): Policy | undefined => {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, policy: Policy): Policy } };
  try {
    return trustedTypes?.createPolicy('joint-action', { createHTML: (text) => text });
  } catch {
    // Who allows no such policy may yet ask for none.
    return undefined;
  }
})();

/**
 * The card in a document's text, and of it only what cards are made of. With its integrity stated, the script cannot
 * be changed; so what it fetches must not be able to bring another.
 */
export const sanitize = (text: string): Element | undefined => {
  // What a parser makes runs nothing and fetches nothing until it is put into a page.
  const parsed = new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html');
  const card = parsed.querySelector('.joint-card');
  if (card?.nodeName !== 'ARTICLE') return undefined;
  for (const element of [card, ...card.querySelectorAll('*')]) {
    if (!elements.includes(element.nodeName)) element.remove();
    for (const { name, value } of [...element.attributes])
      if (!attributes.includes(name) || (name === 'href' && !/^https?:/.test(value))) element.removeAttribute(name);
  }
  return card;
};
