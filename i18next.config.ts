import { defineConfig } from 'i18next-cli';
import config from './config.json' with { type: 'json' };

const locales = config.languages.map(({ tag }) => tag);
const primaryLanguage = locales[0] ?? config.defaultLanguage;

// `status` compares the languages and the code with each other; `types` makes keys and variables types.
// Names and titles are data, not sentences: tests/workerd/content checks them.
export default defineConfig({
  locales,
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    defaultNS: 'ui',
    primaryLanguage,
    removeUnusedKeys: false,
  },
  types: {
    input: [`locales/${primaryLanguage}/{ui,problems,site}.json`],
    output: 'src/i18n/i18next.d.ts',
    resourcesFile: 'locales/resources.generated.d.ts',
  },
});
