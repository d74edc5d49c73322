import { beforeEach, describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { markupFaults } from '../../support/pages/markup.ts';
import { readPage } from '../../support/pages/reader.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { newTerm, startOver } from '../../support/state.ts';

type Node = Record<string, unknown>;

beforeEach(startOver);

/** The JSON of the data block of a page, as the parser of a browser reads it. */
const blockAt = async (path: string): Promise<{ node: Node; json: string; text: string }> => {
  const { text } = await ask(path);
  const blocks = (await readPage(text)).named('script');
  expect(blocks.map(({ attributes }) => attributes)).toEqual([{ type: 'application/ld+json' }]);
  const [, json = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(text) ?? [];
  return { node: JSON.parse(json) as Node, json, text };
};

const nodesIn = (value: unknown): Node[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  return '@id' in value ? [value as Node, ...inner] : inner;
};

describe.each(languageTags)('a search engine finds the item in its page in %s, as JSON-LD', (language) => {
  it.each(kinds)('%s: what its JSON-LD says, with other items as references', async (kind) => {
    for (const { slug } of recordFiles.filter((file) => file.kind === kind)) {
      const path = `/${language}/${kind}/${slug}`;
      const { node } = await blockAt(`${path}.html`);
      const whole = (await ask(`${path}.jsonld`)).json as Node;
      expect(Object.keys(node).sort(), path).toEqual(Object.keys(whole).sort());
      for (const key of ['@context', '@type', '@id', 'name', 'mainEntityOfPage'])
        expect(node[key], `${path} ${key}`).toEqual(whole[key]);
      const { mainEntityOfPage: _, ...rest } = node;
      for (const other of Object.values(rest).flatMap(nodesIn)) {
        expect(['@id', '@type', 'name', 'url'], path).toEqual(expect.arrayContaining(Object.keys(other)));
        expect(
          nodesIn(whole).map((each) => each['@id']),
          path,
        ).toContain(other['@id']);
      }
    }
  });
});

it('a name that would end the block does not', async () => {
  const name = '</script><script>alert(1)</script><!-- & "';
  await put(newTerm('odd', { en: { name, definition: 'Odd.' } }));
  const { node, json, text } = await blockAt('/en/terms/odd.html');
  expect(node).toMatchObject({ name: { '@value': name, '@language': 'en' } });
  expect(json).not.toMatch(/[<>&]/);
  expect(await markupFaults(text)).toEqual([]);
});

it('a list and the home have none', async () => {
  for (const path of ['/ja/terms', '/en'])
    expect((await readPage((await ask(path, { headers: { Accept: 'text/html' } })).text)).named('script')).toEqual([]);
});
