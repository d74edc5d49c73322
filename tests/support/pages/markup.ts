import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate/browser';

const rules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // hono/jsx closes empty elements and gives every attribute a value, as in XML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    // Assistive technology ignores a table with `display: block` unless it has explicit roles.
    'no-redundant-role': 'off',
    // Titles are those of the record.
    'long-title': 'off',
    'no-inline-style': 'error',
  },
};

/** Resolves the rules once: the loader of the package does it again for every page, which takes a third of the time. */
class ResolvedOnce extends StaticConfigLoader {
  #resolved: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;
  override getConfigFor(handle: string) {
    this.#resolved ??= super.getConfigFor(handle);
    return this.#resolved;
  }
}

const validator = new HtmlValidate(new ResolvedOnce(rules));

const tag = /<(\/)?([a-z][\w-]*)([^>]*?)(\/)?>(?=(<\/)?)/g;

/** The template of a page: which elements are in which, with which attributes, and which are empty. */
const templateOf = (html: string): string => {
  const open: string[] = [];
  const parts = new Set<string>();
  for (const [, ends, name = '', written = '', closed, empty] of html.matchAll(tag)) {
    if (ends) open.pop();
    else {
      const attributes = written.replaceAll(/(?<! (?:role|rel|type|scope|name))="[^"]+"/g, '');
      parts.add(`${open.at(-1)} ${name}${attributes}${empty ? ' empty' : ''}`);
      if (!closed) open.push(name);
    }
  }
  return [...parts].sort().join('\n');
};

const valid = new Set<string>();

/**
 * Validates a page with html-validate; returns a line for each error. A page with the template of a valid one is not
 * validated again: what depends on its values (ids, references to them, texts) is checked by the tests of pages.
 */
export const markupFaults = async (html: string): Promise<string[]> => {
  const template = templateOf(html);
  if (valid.has(template)) return [];
  const { results } = await validator.validateString(html);
  const faults = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  );
  if (faults.length === 0) valid.add(template);
  return faults;
};
