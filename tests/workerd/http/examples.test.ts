import { describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { exampleAddress } from '../../support/examples.ts';

const files = import.meta.glob<unknown>('../../examples/*.json', { eager: true, import: 'default' });

describe.each(kinds)('the published examples of %s', (kind) => {
  // One string for another: the order of the keys is part of the promise. `npm run examples` writes them anew.
  it.each(languageTags)('in %s is what the service answers, to the byte', async (language) => {
    const { text, json } = await ask(exampleAddress(kind, language));
    const example = files[`../../examples/${kind}.${language}.json`];
    expect(json).toEqual(example);
    expect(text).toBe(JSON.stringify(example));
  });
});

it('there is one for each kind and language, and no other', () => {
  const expected = kinds.flatMap((kind) => languageTags.map((language) => `../../examples/${kind}.${language}.json`));
  expect(Object.keys(files).sort()).toEqual(expected.sort());
});
