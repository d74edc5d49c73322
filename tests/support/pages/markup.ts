import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate/browser';

const rules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // Written by a machine, which closes what is empty, and gives every attribute a value, as XML does.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    // A table that is displayed as blocks is none to assistive technology unless its roles are written out.
    'no-redundant-role': 'off',
    // Matters of taste for who writes HTML by hand.
    'long-title': 'off',
    'no-inline-style': 'error',
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(rules));

const tag = /<(\/)?([a-z][\w-]*)([^>]*?)(\/)?>(?=(<\/)?)/g;

/** The template that a page is made by: what elements stand in which, with which attributes, and which are empty. */
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
 * Finds what html-validate has against a page, one line each. A page by the template of a valid one is not validated
 * again: what depends on its values (ids, the references to them, texts) the tests of pages look at themselves.
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
