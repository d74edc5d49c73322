import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { snippetsFor } from '../../../src/embeds/snippets.ts';
import { version } from '../../../src/embeds/version.ts';
import { formats } from '../../../src/formats/index.ts';
import { parameterOf } from '../../../src/kinds/definition.ts';
import { definitionOf, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { entryFiltersOf } from '../../../src/model/entry-filters.ts';
import { problemCodes, problemStatuses } from '../../../src/problem-codes.ts';
import { ask } from '../../support/ask.ts';
import { documentIn, documents, examplesIn, namedIn, names } from '../../support/docs/documents.ts';

const modules = [
  ...new Set(
    Object.keys(import.meta.glob('../../../src/*/**/*.{ts,tsx}')).map((path) =>
      path.replace(/^.*\/src\/([^/]+)\/.*$/, '$1/'),
    ),
  ),
];
const paths = [
  ...Object.keys(documents),
  ...Object.keys(
    import.meta.glob(['../../../{docs/images,examples,.github,deploy}/**/*', '../../../LICENSE'], {
      query: '?url',
    }),
  ).map((path) => new URL(path, 'http://root/tests/workerd/docs/').pathname.slice(1)),
  'docs/decisions/',
];
const origin = 'https://example.jp';
const local = 'http://localhost:8787';

describe.each(languageTags)('the documents in %s name all there is', (language) => {
  const [readme, guide] = [documentIn(language, 'README'), documentIn(language, 'guide')];

  it.each(formats)('the format $extension, with its media type', ({ extension, mediaType, contentType }) => {
    expect(readme).toContain(`\`.${extension}\``);
    expect(namedIn(guide)).toContain(extension);
    expect(documentIn(language, 'formats')).toContain(`| \`${extension}\` | \`${contentType ?? mediaType}\` |`);
  });

  it.each(kinds)('the collection %s, with its filters', (kind) => {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${kind}\``)) ?? '';
    const { filters, status } = definitionOf(kind);
    const byEntries = entryFiltersOf(kind)?.filters ?? [];
    const cell = row.split('|').at(-2) ?? '';
    expect([...namedIn(cell)]).toEqual([
      ...filters.map(parameterOf),
      ...byEntries.map(({ parameter }) => parameter),
      ...(status ? ['status'] : []),
    ]);
  });

  it.each(problemCodes)('the problem %s, with its status', (code) => {
    const rows = [guide, documentIn(language, 'editor-api')]
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.startsWith('|') && namedIn(line).has(code))
      .map((line) => line.split('|')[2]?.trim());
    expect(rows).toContain(String(problemStatuses[code]));
  });

  it.each(modules)('the module %s, for whoever takes over the code', (module) => {
    expect(documentIn(language, 'architecture')).toContain(module);
  });

  it('the lines that embed an item, as the page that makes them has them', () => {
    const text = documentIn(language, 'embedding');
    const { name } = locales[language].titles.actions.data;
    const codes = snippetsFor({ origin, kind: 'actions', slug: 'data', name, reader: language });
    const { element, reserved, iframe, esi, markdown } = codes;
    for (const line of [element, iframe, esi, markdown].flatMap((code) => code.split('\n')))
      expect(text).toContain(`\`${line.replaceAll(origin, 'https://…').replace(/sha384-[^"]+/, 'sha384-…')}\``);
    expect(text).toContain(`\n${reserved}\n`);
    expect(text).toContain(`/embed/${version}/card.css`);
  });
});

describe.each(languageTags.filter((tag) => tag !== 'en'))('the documents in %s', (language) => {
  it.each(names)('%s names the same things as in English', (name) => {
    const plain = (text: string) => [...namedIn(text)].filter((named) => /^[\w./:-]+$/.test(named));
    const [translated, english] = [namedIn(documentIn(language, name)), plain(documentIn('en', name))];
    const isNamed = (named: string) => translated.has(named) || translated.has(named.replace(/\/en\b/, `/${language}`));
    expect(english.filter((named) => !isNamed(named))).toEqual([]);
  });

  // Languages of URLs and headers, placeholders and comments are the reader's own.
  const commandsIn = (text: string) =>
    [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, lines = '']) =>
      lines
        .replace(/ +#.*$/gm, '')
        .replace(/\/(?:ja|en)\//g, '/…/')
        .replace(/(?<=Accept-Language: )[\w-]+/g, '…')
        .replace(/\b[A-Z]{4,}\b(?![_=|])|[\p{Script=Han}\p{Script=Katakana}ー]+/gu, '…'),
    );
  it.each(names)('%s has the same commands as in English', (name) => {
    expect(commandsIn(documentIn(language, name))).toEqual(commandsIn(documentIn('en', name)));
  });

  it('are the same files as in English', () => {
    const filesIn = (tag: string) => Object.keys(documents).flatMap((path) => path.split(`docs/${tag}/`)[1] ?? []);
    expect(filesIn(language)).toEqual(filesIn('en'));
  });
});

describe('a reader who follows a document', () => {
  it.each(Object.entries(documents))('%s: every link to a file leads there', (name, text) => {
    for (const [, href = '', fragment] of text.matchAll(/\]\((?!https?:)([^)#\s]+)(#[^)]+)?\)/g)) {
      const path = new URL(href, `${local}/${name}`).pathname.slice(1);
      expect(paths, href).toContain(path);
      const heading = decodeURIComponent(fragment?.slice(1) ?? '').replaceAll('-', ' ');
      if (heading) expect(documents[path]?.toLowerCase()).toContain(`## ${heading}\n`);
    }
  });

  it.each(languageTags)('README in %s: the answer is what is printed there', async (language) => {
    const [headers = '', body = ''] = (examplesIn(documentIn(language, 'README')).at(-2) ?? '').split('\n\n');
    const answer = await ask('/actions/data', { headers: { 'Accept-Language': language } });
    const here = (text: string) => text.replaceAll(local, origin);
    for (const [, name = '', value = ''] of here(headers).matchAll(/^([\w-]+): (.*?)(?:, …)?$/gm))
      if (name !== 'ETag') expect(answer.headers.get(name), name).toContain(value);
    const whole = JSON.stringify(answer.json);
    const printed = [...here(body).matchAll(/"(\w+)": ("[^"…]+"|\d+|\[\]|\{\})/g)];
    expect(printed.length).toBeGreaterThan(15);
    for (const [, member, value] of printed) expect(whole).toContain(`"${member}":${value}`);
  });

  it.each(languageTags)('the guide in %s: the document, and the item that is not there', async (language) => {
    const examples = examplesIn(documentIn(language, 'guide'));
    const json = (text = '') => JSON.parse(text.replaceAll(local, origin));
    const document = await ask('/en/documents/press-mic-2025-ja.json');
    expect(document.json).toEqual(json(examples.find((example) => example.startsWith('{'))));
    const missing = await ask(`/${language}/actions/nope.json`);
    const [, body] = (examples.find((example) => example.startsWith('HTTP/1.1 404')) ?? '').split('\n\n');
    expect(missing.json).toEqual(json(body));
  });
});
