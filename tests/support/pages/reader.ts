/** An element of a page. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  /** All text in it, in order. */
  text: string;
  /** The href of each link in it. */
  links: string[];
  /** The elements around it: `name` or `name.class`, the nearest last. */
  path: string[];
  /** The attributes of the elements around it, the nearest last. */
  parents: Record<string, string>[];
  /** The text after it in its parent element. */
  after: string;
}

/** The elements and the text of a page, in document order. */
export interface Read {
  all: Element[];
  text: string;
  named(name: string): Element[];
}

const empty = new Set(['meta', 'link', 'br', 'wbr', 'img', 'input', 'hr']);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text: string) => text.replace(/&(\w+|#39);/g, (whole, name: string) => entities[name] ?? whole);

/** Parses a page with workerd's own HTML parser. */
export const readPage = async (html: string): Promise<Read> => {
  const all: Element[] = [];
  const open: Element[] = [];
  let whole = '';
  const rewriter = new HTMLRewriter().on('*', {
    element: (tag) => {
      const attributes = Object.fromEntries([...tag.attributes].map(([name, value]) => [name, decode(value ?? '')]));
      const read: Element = {
        name: tag.tagName,
        attributes,
        text: '',
        links: [],
        path: open.map(({ name, attributes: { class: of } }) => (of ? `${name}.${of}` : name)),
        parents: open.map((around) => around.attributes),
        after: '',
      };
      all.push(read);
      if (attributes.href) for (const around of open) around.links.push(attributes.href);
      // The types do not know it yet: an element of a picture that has no end tag.
      if (empty.has(tag.tagName) || (tag as { selfClosing?: boolean }).selfClosing) return;
      open.push(read);
      const siblings = open.at(-2);
      const length = siblings?.text.length ?? 0;
      tag.onEndTag(() => {
        open.pop();
        const start = length + read.text.length;
        Object.defineProperty(read, 'after', { get: () => siblings?.text.slice(start) ?? '' });
      });
    },
    text: (chunk) => {
      const text = decode(chunk.text);
      whole += text;
      for (const around of open) around.text += text;
    },
  });
  await rewriter.transform(new Response(html)).text();
  return { all, text: whole, named: (name) => all.filter((element) => element.name === name) };
};
