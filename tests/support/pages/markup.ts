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

const validator = new HtmlValidate(new StaticConfigLoader(rules));

/** Validates a page with html-validate; returns a line for each error. */
export const markupFaults = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  );
};
