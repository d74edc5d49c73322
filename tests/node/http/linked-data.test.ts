import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';
const linked = async (path: string) => (await ask(path)).json as Record<string, unknown>;

describe('a program that knows only schema.org', () => {
  it('follows an entity to its page', async () => {
    expect(await linked('/ja/actions/data.jsonld')).toMatchObject({
      '@id': `${origin}/actions/data`,
      mainEntityOfPage: { '@type': 'WebPage', '@id': `${origin}/ja/actions/data.html`, inLanguage: 'ja' },
    });
  });

  it('reads a list in its order, which the values of a property have none of', async () => {
    const { itemListElement } = await linked('/en/actions.jsonld');
    const { json } = await ask('/en/actions.json');
    expect(itemListElement).toMatchObject(
      (json as { items: { slug: string }[] }).items.map(({ slug }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        item: { '@type': 'Project', '@id': `${origin}/actions/${slug}` },
      })),
    );
  });

  it('finds a commitment to be what is to be done, not the planning of it', async () => {
    expect((await linked('/en/outcomes/council-2-2024-semiconductors.jsonld')).mentions).toEqual({
      '@type': 'Action',
      name: { '@value': 'Hold a Japan-UK workshop of industry, academia and government', '@language': 'en' },
      actionStatus: 'https://schema.org/PotentialActionStatus',
      startTime: '2024-01-01',
      endTime: '2024-03-31',
      description: { '@value': 'the first quarter of 2024', '@language': 'en' },
    });
  });

  it('finds the glossary of every term', async () => {
    const { itemListElement } = await linked('/ja/terms.jsonld');
    for (const { item } of itemListElement as { item: object }[])
      expect(item).toMatchObject({ '@type': 'DefinedTerm', inDefinedTermSet: `${origin}/terms` });
  });
});

describe('it gets no unverified value as certain', () => {
  it('a name says so, also where another item leads to it', async () => {
    const name = { '@value': 'データ（未確認）', '@language': 'ja' };
    expect(await linked('/ja/actions/data.jsonld')).toMatchObject({ name });
    expect(await linked('/ja/outcomes/council-2-2024-data.jsonld')).toMatchObject({ about: { name } });
    expect(await linked('/en/actions/data.jsonld')).toMatchObject({ name: { '@value': 'Data', '@language': 'en' } });
  });

  it.each([
    ['a date', '/ja/documents/press-mic-2024-ja', 'datePublished', 'date'],
    ['an address', '/en/organisations/dsit', 'url', 'homepage'],
    ['a part of a name', '/ja/participants/scully-paul', 'givenName', 'givenName'],
  ])('%s is left out: %s.jsonld', async (_, path, property, field) => {
    const { json } = await ask(`${path}.json`);
    expect(json).toMatchObject({ unverified: expect.arrayContaining([`/${field}`]), [field]: expect.any(String) });
    expect(await linked(`${path}.jsonld`)).not.toHaveProperty(property);
  });

  it('a borrowed name says so in its own language', async () => {
    const name = { '@value': 'Online safety (unverified)', '@language': 'en' };
    expect(await linked('/ja/actions/online-safety.jsonld')).toMatchObject({ name });
    const { text } = await ask('/ja/changes.atom');
    expect(text).toContain('xml:lang="en">Online safety (unverified)</title>');
  });

  it('nor another spelling', async () => {
    const { json } = await ask('/en/participants/jones-margaret.json');
    const { aliases } = json as { aliases: { text: string; language: string }[] };
    const { alternateName } = await linked('/en/participants/jones-margaret.jsonld');
    const given = aliases.filter((_, index) => index !== 2);
    expect(alternateName).toEqual(given.map(({ text, language }) => ({ '@value': text, '@language': language })));
  });
});
