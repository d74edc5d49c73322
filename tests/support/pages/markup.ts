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

/** What html-validate finds wrong with a page, one line each; nothing with one that is valid. */
export const markupFaults = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  );
};
