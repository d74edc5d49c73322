import { SaxesParser } from 'saxes';

// Stands in for workerd's HTMLRewriter where tests run in Node. Pages are well-formed XML but for their doctype, so that
// an XML parser reads them; it is the stricter of the two. Only what tests/support/pages/reader.ts uses is there.

interface Handlers {
  element(element: {
    tagName: string;
    attributes: Iterable<[string, string]>;
    selfClosing: boolean;
    onEndTag(handler: () => void): void;
  }): void;
  text(chunk: { text: string }): void;
}

// HTMLRewriter gives texts and values as they are written: with their entities.
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export class HTMLRewriter {
  #handlers: Handlers | undefined;

  on(_: '*', handlers: Handlers): this {
    this.#handlers = handlers;
    return this;
  }

  transform(response: Response): { text(): Promise<string> } {
    const text = async () => {
      const html = await response.text();
      this.#parse(html);
      return html;
    };
    return { text };
  }

  #parse(html: string): void {
    const parser = new SaxesParser();
    const ends: (() => void)[][] = [];
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
      const own: (() => void)[] = [];
      ends.push(own);
      this.#handlers?.element({
        tagName: name,
        attributes: Object.entries(attributes).map(([key, value]): [string, string] => [key, escaped(value)]),
        selfClosing: isSelfClosing,
        onEndTag: (handler) => void own.push(handler),
      });
    });
    parser.on('text', (text) => this.#handlers?.text({ text: escaped(text) }));
    parser.on('closetag', () => {
      for (const handler of ends.pop() ?? []) handler();
    });
    // A carriage return would be taken for a line break, as XML has it.
    parser.write(html.replace(/^<!doctype html>/i, '').replaceAll('\r', '&#13;')).close();
  }
}
