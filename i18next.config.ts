import { defineConfig } from 'i18next-cli';

// `status` compares the languages and the code with each other; `types` makes keys and variables types.
// Names and titles are data, not sentences: tests/content checks them.
export default defineConfig({
  locales: ['ja', 'en'],
  extract: {
    input: ['src/**/*.{ts,tsx}'],
    output: 'locales/{{language}}/{{namespace}}.json',
    defaultNS: 'ui',
    primaryLanguage: 'ja',
    removeUnusedKeys: false,
  },
  types: {
    input: ['locales/ja/{ui,problems}.json'],
    output: 'src/i18n/i18next.d.ts',
    resourcesFile: 'src/i18n/resources.generated.d.ts',
  },
});
