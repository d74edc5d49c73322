/**
 * Writes public/openapi/{reading,editing}.{language}.json: both APIs as OpenAPI 3.1, once in each language. With --check it writes
 * nothing, and exits 1 when a committed file differs.
 *
 * node cli/openapi.ts [--check]
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import './jsx.ts';
import { toolLocales } from '../locales/tools.generated.ts';
import manifest from '../package.json' with { type: 'json' };
import { type Language, languageTags } from '../src/languages.ts';
import { partnership } from '../src/partnership.ts';
import type { Exchanges } from '../tools/openapi/exchanges.ts';
import type { ReferenceMessages } from '../tools/openapi/messages.ts';

// The list of formats includes pages, which are JSX.
const { apis, openapiDocument } = await import('../tools/openapi/index.ts');

// Each language has what the reference needs, else this does not compile; `npm run words` compares their keys.
const locales = toolLocales satisfies Record<Language, { api: ReferenceMessages }>;

const directory = 'public/openapi';
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

// None, before `npm run examples` has sent the requests that the document names.
const exchangesIn = async (language: Language): Promise<Exchanges> => {
  const text = await readFile(`tests/examples/exchanges/${language}.json`, 'utf8').catch(() => undefined);
  return text === undefined ? { operations: {}, answers: {} } : JSON.parse(text);
};

const [kind, slug] = ['terms', partnership.examples.terms ?? ''] as const;
const sample = { kind, slug };

const { version } = manifest;

await mkdir(directory, { recursive: true });
for (const language of languageTags) {
  const { licence } = partnership;
  const exchanges = await exchangesIn(language);
  const sources = {
    language,
    messages: locales[language].api,
    slugs: partnership.examples,
    exchanges,
    sample,
    version,
    licence,
  };
  for (const api of apis) {
    const document = openapiDocument(sources, api);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const file = `${directory}/${api}.${language}.json`;
    if (!values.check) {
      await writeFile(file, text);
      console.log(`${file}: ${Object.keys(document.paths as object).length} paths, ${text.length} characters`);
    } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`${file} does not agree with the code, the words or the examples; run: npm run openapi`);
      process.exitCode = 1;
    }
  }
}
